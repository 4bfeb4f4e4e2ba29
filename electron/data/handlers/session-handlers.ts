import type { z } from 'zod'
import type { permissionSchema } from '../../../contract/access.ts'
import { Refusal } from '../../../contract/errors.ts'
import { assertNever } from '../../../core/assert-never.ts'
import type { ConsultantId } from '../../../core/ids.ts'
import type { Consultant } from '../../../db/consultants.ts'
import type { Implementer } from '../contract-implementer.ts'
import { demoPin } from '../demo-pin.ts'
import type { PinVerifier } from '../pin-verifier.ts'
import { usualIdleLockMinutes } from '../session.ts'
import type { Showroom } from '../showroom.ts'
import type { TurnedScreen } from '../turned-screen.ts'

/** Who let it happen, as the access log has it. */
interface Allowed {
  readonly by: 'own-pin' | 'manager' | 'recovery-code' | 'first'
  /** `null` when the recovery code did. */
  readonly personId: ConsultantId | null
}

/** Signing in and out, and the PINs that people have on this laptop. */
export function createSessionHandlers(
  contract: Implementer,
  showroom: Showroom,
  deps: {
    readonly pinVerifier: PinVerifier
    readonly turnedScreen: Pick<TurnedScreen, 'shown'>
    readonly demo: boolean
    readonly isRecoveryCode: (code: string) => Promise<boolean>
  },
) {
  const { db, clock, session } = showroom
  const { pinVerifier } = deps

  const people = () => db.consultants.all().filter(({ active }) => active)
  const colleague = (consultantId: ConsultantId): Consultant => {
    const found = db.consultants.get(consultantId)
    if (!found?.active) throw new Refusal('NOT_FOUND')
    return found
  }
  // Where there was a PIN before, they were lost, and whoever comes first is anyone: then only the recovery code helps.
  // Where somebody joined the store with this laptop it is theirs: their PIN says who is the first.
  const mayBeFirst = ({ role }: Consultant) =>
    db.joiner.get() === null &&
    !db.pins.any() &&
    !db.accessLog.tellsOfPin() &&
    (role === 'manager' || !people().some((other) => other.role === 'manager'))

  /** @throws Refusal NOT_ALLOWED, RECOVERY_CODE_WRONG, and as a PIN's check does, which counts against its owner */
  const allowed = async (
    person: Consultant,
    permission: z.infer<typeof permissionSchema>,
  ): Promise<Allowed> => {
    switch (permission.type) {
      case 'own-pin':
        await pinVerifier.check(person.id, permission.pin)
        return { by: permission.type, personId: person.id }
      case 'manager': {
        const isManager = () => colleague(permission.consultantId).role === 'manager'
        if (!isManager()) throw new Refusal('NOT_ALLOWED')
        await pinVerifier.check(permission.consultantId, permission.pin)
        // Looked at again: head office may have said otherwise while the PIN was looked at.
        if (!isManager()) throw new Refusal('NOT_ALLOWED')
        return { by: permission.type, personId: permission.consultantId }
      }
      case 'recovery-code':
        if (!(await deps.isRecoveryCode(permission.code))) throw new Refusal('RECOVERY_CODE_WRONG')
        return { by: permission.type, personId: null }
      case 'first':
        if (!mayBeFirst(person)) throw new Refusal('NOT_ALLOWED')
        return { by: permission.type, personId: person.id }
      default:
        return assertNever(permission)
    }
  }
  /** What is done with somebody's PIN and its entry in the access log stand or fall together. */
  const withEntry = (
    act: 'pin-set' | 'pin-unlocked',
    of: ConsultantId,
    { by, personId }: Allowed,
    write: () => void,
  ) =>
    db.connection.transaction(() => {
      write()
      db.accessLog.append({ at: clock(), personId, act, customerId: null, detail: { by, consultantId: of } })
    })()

  return {
    session: {
      state: contract.session.state.handler(() => {
        const { signedIn, because } = session.state()
        const device = db.device.get()
        return {
          signedIn,
          lastConsultantId: device?.consultantId ?? null,
          because,
          people: people().map((person) => ({
            id: person.id,
            name: person.name,
            role: person.role,
            mayBeFirst: mayBeFirst(person),
            ...pinVerifier.standing(person.id),
          })),
          idleLockMinutes: device?.idleLockMinutes ?? usualIdleLockMinutes,
          demoPin: deps.demo ? demoPin : null,
          customerView: signedIn && deps.turnedScreen.shown(),
        }
      }),
      signIn: contract.session.signIn.handler(async ({ input }) => {
        await pinVerifier.check(input.consultantId, input.pin)
        return { since: session.signIn(colleague(input.consultantId).id).since }
      }),
      signOut: contract.session.signOut.handler(({ input }) => {
        session.signOut(input.because)
        return {}
      }),
      active: contract.session.active.handler(() => {
        session.active()
        return {}
      }),
      setPin: contract.session.setPin.handler(async ({ input }) => {
        const person = colleague(input.consultantId)
        pinVerifier.refuseUnfit(input.pin)
        const permission = await allowed(person, input.allowedBy)
        const verifier = await pinVerifier.toVerifier(input.pin)
        withEntry('pin-set', person.id, permission, () => {
          // Of two who would be the first at once, one is.
          if (permission.by === 'first' && !mayBeFirst(colleague(person.id))) throw new Refusal('NOT_ALLOWED')
          db.pins.set(person.id, verifier, clock())
        })
        return {}
      }),
      unlock: contract.session.unlock.handler(async ({ input }) => {
        const person = colleague(input.consultantId)
        if (!db.pins.get(person.id)) throw new Refusal('PIN_MISSING', { name: person.name })
        // Only from without: a locked PIN does not open itself.
        if (input.allowedBy.type === 'own-pin' || input.allowedBy.type === 'first')
          throw new Refusal('NOT_ALLOWED')
        const permission = await allowed(person, input.allowedBy)
        withEntry('pin-unlocked', person.id, permission, () => db.pins.forgetWrong(person.id))
        return {}
      }),
    },
  }
}
