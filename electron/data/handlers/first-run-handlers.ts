import { Refusal } from '../../../contract/errors.ts'
import { type ConsultantId, consultantIdSchema, deviceIdSchema, storeIdSchema } from '../../../core/ids.ts'
import { createBusinessDays } from '../../../core/market/business-day.ts'
import { makePin } from '../../../core/people/pin.ts'
import type { Role } from '../../../core/people/role.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Markets } from '../documents/markets.ts'
import type { PinVerifier } from '../pin-verifier.ts'
import type { Showroom } from '../showroom.ts'
import { isOtherMarket } from './is-other-market.ts'

/** From a laptop without a store to a showroom. */
export function createFirstRunHandlers(
  contract: Implementer,
  showroom: Showroom,
  deps: {
    readonly markets: Markets
    readonly pinVerifier: PinVerifier
    readonly randomBytes: (count: number) => Uint8Array
    /** As `DataServiceOptions` has it. */
    readonly onOtherMarket: (signedIn: ConsultantId | null) => void
  },
) {
  const { db, clock, newId, pack, session } = showroom
  const { markets, pinVerifier } = deps

  const refuseSecond = () => {
    const known = db.device.get()
    if (known) throw new Refusal('ALREADY_SET_UP', { store: known.storeName })
  }
  /** @throws Refusal MARKET_MISSING */
  const whereOf = (market = pack.id, timeZone = markets.pack(market).timeZone) => {
    if (!markets.timeZones(market).includes(timeZone))
      throw new Error(`${timeZone} is no time zone of the market ${market}`)
    return { market, timeZone }
  }

  return {
    setup: {
      markets: contract.setup.markets.handler(() => ({
        markets: markets.onOffer().map(({ languages, timeZones, ...market }) => ({
          ...market,
          languages: [...languages],
          timeZones: [...timeZones],
        })),
      })),
      makePin: contract.setup.makePin.handler(() => {
        refuseSecond()
        return { pin: makePin(deps.randomBytes) }
      }),
      complete: contract.setup.complete.handler(async ({ input }) => {
        refuseSecond()
        const where = whereOf(input.market, input.timeZone)
        const people: readonly NewPerson[] = input.consultants.map(({ name, role, pin }) => ({
          id: consultantIdSchema.parse(newId()),
          fields: { name, role, active: true },
          pin: pin ?? null,
        }))
        const [first] = people
        if (first?.fields.role !== 'manager') throw new Refusal('NO_MANAGER')
        const verifiers = await verifiersOf(people, first, pinVerifier)
        // Another window may have set it up while the verifiers were made.
        refuseSecond()
        const wantsBase = input.catalogue === 'base' && db.catalogues.versionInUse() === null
        const catalogue = wantsBase ? markets.baseCatalogue(where.market) : null
        const storeId = storeIdSchema.parse(newId())
        const now = clock()
        db.changeSets.commit({
          authorId: null,
          occurredAt: now,
          businessDay: createBusinessDays(where.timeZone)(now),
          visitId: null,
          edits: people.map(({ id, fields }) => ({ entity: 'consultant', rowId: id, fields })),
          // With the catalogue and the PINs: a laptop set up by half could be set up no second time.
          alongside: () => {
            db.device.create({
              deviceId: deviceIdSchema.parse(newId()),
              storeId,
              storeName: input.storeName,
              storeCode: input.storeCode,
              ...where,
              language: input.language,
              colourScheme: 'auto',
              headofficeUrl: null,
              consultantId: first.id,
            })
            if (catalogue) db.catalogues.use(catalogue, 'Northstar base catalogue', now)
            for (const [id, verifier] of verifiers) {
              db.pins.set(id, verifier, now)
              const detail = { by: id === first.id ? 'first' : 'manager', consultantId: id }
              db.accessLog.append({ at: now, personId: first.id, act: 'pin-set', customerId: null, detail })
            }
          },
        })
        if (isOtherMarket(where, pack)) deps.onOtherMarket(first.id)
        else session.signIn(first.id)
        return { storeId }
      }),
    },
  }
}

interface NewPerson {
  readonly id: ConsultantId
  readonly fields: { readonly name: string; readonly role: Role; readonly active: true }
  readonly pin: string | null
}

/** What is kept of the PINs that were chosen; the first person's has to be. @throws Refusal PIN_NOT_VALID */
async function verifiersOf(
  people: readonly NewPerson[],
  first: NewPerson,
  { refuseUnfit, toVerifier }: PinVerifier,
): Promise<readonly (readonly [ConsultantId, string])[]> {
  const chosen = people.flatMap(({ id, pin }) => (pin === null ? [] : [[id, pin] as const]))
  if (first.pin === null) refuseUnfit('')
  for (const [, pin] of chosen) refuseUnfit(pin)
  const verifiers: (readonly [ConsultantId, string])[] = []
  // One after the other: each takes the memory of one.
  for (const [id, pin] of chosen) verifiers.push([id, await toVerifier(pin)])
  return verifiers
}
