import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { type DeviceId, deviceIdSchema } from '../../core/ids.ts'
import { readEnrolmentCode } from '../../core/sync/enrolment-code.ts'
import type { EnrolledStore, EnrolRequest, FarewellRequest } from '../../core/sync/identity.ts'
import { enrolToSign, farewellToSign, rotateToSign, tokenToSign } from '../../core/sync/identity-signing.ts'
import type { Identity } from '../identity/create-identity.ts'
import { publicKeyTextOf, sha256Of, signText } from '../identity/key-pairs.ts'

type Calls = Pick<Identity, 'nonce' | 'token' | 'farewell'> & {
  readonly enrol: (request: EnrolRequest, address: string) => ReturnType<Identity['enrol']>
}

const newSeed = () => randomBytes(32).toString('base64url')

/** A laptop's side of identity as bare as the specification, for tests of head office alone. */
export function createIdentityDevice(
  calls: Calls,
  deviceId: DeviceId = deviceIdSchema.parse(v7()),
  seeds = { signing: newSeed(), box: newSeed() },
) {
  let link: string | null = null
  let keys = seeds
  const requestToEnrol = (code: string, ownStore: EnrolledStore | null = null): EnrolRequest => {
    const said = {
      code: readEnrolmentCode(code) ?? code,
      deviceId,
      signingKey: publicKeyTextOf('sign', keys.signing),
      boxKey: publicKeyTextOf('box', keys.box),
      ownStore,
    }
    return { ...said, signature: signText(keys.signing, enrolToSign(said)) }
  }
  const requestToken = async (chain = link ?? '') => {
    const { nonce } = await calls.nonce({ deviceId })
    const said = { deviceId, nonce, chain }
    return { ...said, signature: signText(keys.signing, tokenToSign(said)) }
  }
  return {
    deviceId,
    requestToEnrol,
    requestToken,
    link: () => link,
    async enrol(code: string, ownStore: EnrolledStore | null = null, address = '203.0.113.7') {
      const enrolment = await calls.enrol(requestToEnrol(code, ownStore), address)
      link = enrolment.chain
      return enrolment
    },
    /** Asks for a token and takes up its link, unless the answer is lost. */
    async token({ isLost = false } = {}): Promise<string> {
      const answer = await calls.token(await requestToken())
      if (!isLost) link = answer.chain
      return answer.token
    },
    async farewell(sealed: string, changeSets = 1) {
      const { nonce } = await calls.nonce({ deviceId })
      const said = { deviceId, nonce, sealed, changeSets }
      const signature = signText(keys.signing, farewellToSign(said, sha256Of(sealed)))
      return calls.farewell({ ...said, signature } satisfies FarewellRequest)
    },
    requestToRotate(anew = { signing: newSeed(), box: newSeed() }) {
      const said = {
        deviceId,
        signingKey: publicKeyTextOf('sign', anew.signing),
        boxKey: publicKeyTextOf('box', anew.box),
      }
      const { deviceId: _, ...publicKeys } = said
      return {
        request: { ...publicKeys, signature: signText(anew.signing, rotateToSign(said)) },
        takeUp: () => {
          keys = anew
        },
      }
    },
    /** The same disk in another machine. */
    copy() {
      const other = createIdentityDevice(calls, deviceId, keys)
      other.setLink(link)
      return other
    },
    setLink(to: string | null) {
      link = to
    },
  }
}
export type IdentityDevice = ReturnType<typeof createIdentityDevice>
