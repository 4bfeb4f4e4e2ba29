import { Refusal } from '../../../contract/errors.ts'
import type { ConsultantId } from '../../../core/ids.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Markets } from '../documents/markets.ts'
import type { DeviceIdentity } from '../identity/device-identity.ts'
import type { JoinerPin } from '../identity/joiner-pin.ts'
import type { PinVerifier } from '../pin-verifier.ts'
import type { Showroom } from '../showroom.ts'
import { isOtherMarket } from './is-other-market.ts'

/** Enrolling this laptop with a head office, and joining a store with one that has none yet. */
export function createEnrolmentHandlers(
  contract: Implementer,
  showroom: Showroom,
  deps: {
    readonly identity: DeviceIdentity
    readonly joinerPin: JoinerPin
    readonly pinVerifier: PinVerifier
    readonly markets: Markets
    /** As `DataServiceOptions` has it. */
    readonly onOtherMarket: (signedIn: ConsultantId | null) => void
    /** What sync last failed for may not be so any more. */
    readonly headofficeChanged: () => void
  },
) {
  const { db, clock, session, pack } = showroom
  const { identity, joinerPin } = deps

  /** A laptop is joined once; again only by whoever joined and never said who they are. */
  const refuseJoined = () => {
    const device = db.device.get()
    if (device && db.joiner.get() === null) throw new Refusal('ALREADY_SET_UP', { store: device.storeName })
  }
  /** Whoever joined is a manager: one who is here, or one who was not. */
  const refuseWrongPlace = (consultantId: ConsultantId, isNew: boolean): void => {
    const person = db.consultants.get(consultantId)
    const isManagerHere = person?.active === true && person.role === 'manager'
    if (isNew ? person !== null : !isManagerHere) throw new Refusal('NOT_ALLOWED')
  }

  return {
    enrolment: {
      state: contract.enrolment.state.handler(() => {
        const since = identity.since()
        return {
          state: identity.state(),
          headofficeUrl: db.device.get()?.headofficeUrl ?? null,
          enrolledAt: since?.enrolledAt ?? null,
          rotatedAt: since?.rotatedAt ?? null,
          hasEscrow: identity.escrowKey() !== null,
        }
      }),
      enrol: contract.enrolment.enrol.handler(async ({ input }) => {
        const personId = session.manager()
        const store = await identity.enrol(input)
        const detail = { setting: 'enrolled' }
        db.accessLog.append({ at: clock(), personId, act: 'settings-changed', customerId: null, detail })
        if (isOtherMarket(store, pack)) deps.onOtherMarket(personId)
        else deps.headofficeChanged()
        return { storeName: store.name }
      }),
      rotate: contract.enrolment.rotate.handler(async () => {
        const personId = session.manager()
        await identity.rotate()
        const detail = { setting: 'device-keys' }
        db.accessLog.append({ at: clock(), personId, act: 'settings-changed', customerId: null, detail })
        return { rotatedAt: identity.since()?.rotatedAt ?? clock() }
      }),
      join: contract.enrolment.join.handler(async ({ input }) => {
        const { url, code, yourName, pin } = input
        refuseJoined()
        const verifier = await deps.pinVerifier.toVerifier(pin)
        // Another window may have set it up while the verifier was made.
        refuseJoined()
        const isAnew = db.device.get() !== null
        const store = await identity.enrol({ url, code, isAnew }, (joined, deviceId, headofficeUrl) => {
          db.device.create({
            deviceId,
            storeId: joined.id,
            storeName: joined.name,
            storeCode: joined.code,
            market: joined.market,
            timeZone: joined.timeZone,
            language: joined.language,
            colourScheme: 'auto',
            headofficeUrl,
            consultantId: null,
          })
          if (db.catalogues.versionInUse() === null)
            db.catalogues.use(deps.markets.baseCatalogue(joined.market), 'Northstar base catalogue', clock())
          db.joiner.put({ name: yourName, verifier }, clock())
        })
        if (isAnew) db.joiner.put({ name: yourName, verifier }, clock())
        if (isOtherMarket(store, pack)) deps.onOtherMarket(null)
        else deps.headofficeChanged()
        return { storeName: store.name }
      }),
      joining: contract.enrolment.joining.handler(() => {
        const joiner = db.joiner.get()
        return (
          joiner && {
            name: joiner.name,
            headofficeUrl: db.device.get()?.headofficeUrl ?? null,
            isWhole: db.joiner.isStoreHere(),
            ...joinerPin.standing(),
          }
        )
      }),
      takePlace: contract.enrolment.takePlace.handler(async ({ input }) => {
        const { consultantId, isNew, pin } = input
        const joiner = db.joiner.get()
        if (!joiner) throw new Refusal('NOT_ALLOWED')
        refuseWrongPlace(consultantId, isNew)
        await joinerPin.check(pin)
        // Looked at again: another window may have done it, and head office may have said otherwise meanwhile.
        if (db.joiner.get()?.verifier !== joiner.verifier) throw new Refusal('NOT_ALLOWED')
        refuseWrongPlace(consultantId, isNew)
        const at = clock()
        const fields = { name: joiner.name, role: 'manager', active: true } as const
        const letIn = () => {
          db.pins.set(consultantId, joiner.verifier, at)
          db.joiner.remove()
          const detail = { by: 'enrolment', consultantId }
          db.accessLog.append({ at, personId: consultantId, act: 'pin-set', customerId: null, detail })
        }
        if (isNew)
          db.changeSets.commit({
            authorId: null,
            occurredAt: at,
            businessDay: showroom.businessDayOf(at),
            visitId: null,
            edits: [{ entity: 'consultant', rowId: consultantId, fields }],
            alongside: letIn,
          })
        else db.connection.transaction(letIn).immediate()
        session.signIn(consultantId)
        deps.headofficeChanged()
        return {}
      }),
    },
  }
}
