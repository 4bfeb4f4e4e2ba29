import { Refusal } from '../../../contract/errors.ts'
import { assertNever } from '../../../core/assert-never.ts'
import { deviceIdSchema, type NewId } from '../../../core/ids.ts'
import { type EnrolledStore, type Enrolment, enrolmentRefusalSchema } from '../../../core/sync/identity.ts'
import { enrolToSign } from '../../../core/sync/identity-signing.ts'
import type { IdentityTable } from '../../../db/identity-table.ts'
import { HeadofficeFailure } from '../call-failure.ts'
import { type IdentityCalls, NotLetIn } from './identity-calls.ts'
import { newKeySeeds, publicKeysOf, sha256Of, signText } from './key-pairs.ts'

/**
 * Brings a code to a head office. What it is tried with is kept before it is said: if the answer is lost, the same code
 * again has the same answer.
 * @param url as `readHeadofficeAddress` gives it; said again to the person where nothing answers there
 * @throws Refusal the ENROLMENT_ and HEADOFFICE_ codes
 */
export async function askToEnrol(
  deps: {
    readonly table: IdentityTable
    readonly calls: IdentityCalls
    readonly newId: NewId
    readonly randomBytes: (count: number) => Uint8Array
  },
  of: { readonly code: string; readonly url: string; readonly ownStore: EnrolledStore | null },
  signal: AbortSignal,
): Promise<Enrolment> {
  const { table, calls } = deps
  const { code, url, ownStore } = of
  const codeHash = sha256Of(code)
  try {
    // Before the code goes anywhere: to whoever else answers there it must not be said.
    await calls.health(signal)
    const tried = table.keys('enrolling')
    const { deviceId, seeds } =
      tried?.codeHash === codeHash
        ? tried
        : { deviceId: deviceIdSchema.parse(deps.newId()), seeds: newKeySeeds(deps.randomBytes) }
    table.keepEnrolling({ deviceId, seeds, codeHash })
    const said = { code, deviceId, ...publicKeysOf(seeds), ownStore }
    const enrolment = await calls.enrol({ ...said, signature: signText(seeds, enrolToSign(said)) }, signal)
    if (enrolment.deviceId !== deviceId)
      throw new HeadofficeFailure('not-headoffice', 'The answer is for another laptop')
    return enrolment
  } catch (error) {
    throw refusalOf(error, { url, storeName: ownStore?.name ?? '' })
  }
}

/** What a person is told of an enrolment that did not come about. */
export function refusalOf(
  error: unknown,
  { url, storeName }: { readonly url: string; readonly storeName: string },
): unknown {
  if (error instanceof NotLetIn) {
    if (error.code === 'ENROLMENT_REFUSED') return refusalFor(error, storeName)
    if (error.code === 'CODE_NOT_GOOD') return new Refusal('ENROLMENT_CODE_NOT_GOOD', {}, { cause: error })
    return new Refusal('HEADOFFICE_FAILED', { url }, { cause: error })
  }
  if (isTimeout(error)) return new Refusal('HEADOFFICE_NOT_REACHED', { url }, { cause: error })
  if (!(error instanceof HeadofficeFailure)) return error
  switch (error.failure) {
    case 'busy':
      return new Refusal('ENROLMENT_TOO_MANY_TRIES', {}, { cause: error })
    case 'no-network':
    case 'no-internet':
    case 'line-broke':
    case 'headoffice-down':
      return new Refusal('HEADOFFICE_NOT_REACHED', { url }, { cause: error })
    case 'captive':
    case 'certificate':
    case 'not-headoffice':
      return new Refusal('NOT_A_HEADOFFICE', { url }, { cause: error })
    default:
      return new Refusal('HEADOFFICE_FAILED', { url }, { cause: error })
  }
}

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError'

function refusalFor(error: NotLetIn, store: string): Refusal {
  const reason = enrolmentRefusalSchema.parse(error.reason)
  switch (reason) {
    case 'other-store':
      return new Refusal('ENROLMENT_OTHER_STORE', { store }, { cause: error })
    case 'other-market':
      return new Refusal('ENROLMENT_OTHER_MARKET', {}, { cause: error })
    case 'store-not-described':
      return new Refusal('ENROLMENT_STORE_NOT_DESCRIBED', {}, { cause: error })
    case 'device-id-taken':
      return new Refusal('ENROLMENT_CODE_NOT_GOOD', {}, { cause: error })
    default:
      return assertNever(reason)
  }
}
