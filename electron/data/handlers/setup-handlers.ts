import { Refusal } from '../../../contract/errors.ts'
import type { Catalogue } from '../../../core/catalogue/catalogue.ts'
import { consultantIdSchema, deviceIdSchema, storeIdSchema } from '../../../core/ids.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Host } from '../host.ts'
import { headofficeUrlFrom } from '../identity/headoffice-url-from.ts'
import type { PinVerifier } from '../pin-verifier.ts'
import type { Showroom } from '../showroom.ts'
import { alreadyMade } from './already-made.ts'

/** Set-up, settings and the people of the store. */
export function createSetupHandlers(
  contract: Implementer,
  showroom: Showroom,
  deps: {
    readonly host: Host
    readonly demo: boolean
    readonly version: string
    readonly baseCatalogue: () => Catalogue
    readonly pinVerifier: PinVerifier
    readonly headofficeChanged: () => void
  },
) {
  const { db, clock, newId, pack, session } = showroom
  return {
    app: {
      state: contract.app.state.handler(() => {
        const device = db.device.get()
        const atHand = showroom.catalogue()
        return {
          version: deps.version,
          host: deps.host.kind,
          demo: deps.demo,
          store: device && {
            id: device.storeId,
            name: device.storeName,
            code: device.storeCode,
            timeZone: device.timeZone,
          },
          market: pack,
          language: device?.language ?? 'en',
          colourScheme: device?.colourScheme ?? 'auto',
          consultants: [...db.consultants.all()],
          consultantId: session.state().signedIn?.consultantId ?? null,
          businessDay: showroom.today(),
          now: clock(),
          clockDoubt: showroom.clockKeeper.sentence(device?.language ?? 'en'),
          clockQuestion: offeredDays(showroom),
          firstDay: db.visits.firstDay(),
          catalogue: atHand && {
            version: atHand.catalogue.version,
            variants: atHand.catalogue.variants.length,
            models: new Set(atHand.catalogue.variants.map(({ brand, model }) => `${brand} ${model}`)).size,
            origin: atHand.origin,
          },
        }
      }),
    },
    clock: {
      confirm: contract.clock.confirm.handler(({ input }) => {
        showroom.clockKeeper.confirm(input.businessDay)
        showroom.accessLog('settings-changed', null, { setting: 'date-said', day: input.businessDay })
        return { businessDay: showroom.today() }
      }),
    },
    setup: {
      complete: contract.setup.complete.handler(async ({ input }) => {
        const refuseSecond = () => {
          const known = db.device.get()
          if (known) throw new Refusal('ALREADY_SET_UP', { store: known.storeName })
        }
        refuseSecond()
        const people = input.consultants.map((person) => ({
          id: consultantIdSchema.parse(newId()),
          ...person,
        }))
        const [first] = people
        if (first?.role !== 'manager') throw new Refusal('NO_MANAGER')
        const verifier = await deps.pinVerifier.toVerifier(input.pin)
        // Another window may have set it up while the verifier was made.
        refuseSecond()
        const catalogue = db.catalogues.versionInUse() === null ? deps.baseCatalogue() : null
        const storeId = storeIdSchema.parse(newId())
        const now = clock()
        db.changeSets.commit({
          authorId: null,
          occurredAt: now,
          businessDay: showroom.businessDayOf(now),
          visitId: null,
          edits: people.map(({ id, name, role }) => ({
            entity: 'consultant',
            rowId: id,
            fields: { name, role, active: true },
          })),
          // With the catalogue and the PIN: a laptop set up by half could be set up no second time.
          alongside: () => {
            db.device.create({
              deviceId: deviceIdSchema.parse(newId()),
              storeId,
              storeName: input.storeName,
              storeCode: input.storeCode,
              market: pack.id,
              timeZone: pack.timeZone,
              language: input.language,
              colourScheme: 'auto',
              headofficeUrl: null,
              consultantId: first.id,
            })
            if (catalogue) db.catalogues.use(catalogue, 'Northstar base catalogue', now)
            db.pins.set(first.id, verifier, now)
            const detail = { by: 'first', consultantId: first.id }
            db.accessLog.append({ at: now, personId: first.id, act: 'pin-set', customerId: null, detail })
          },
        })
        session.signIn(first.id)
        return { storeId }
      }),
    },
    settings: {
      update: contract.settings.update.handler(({ input }) => {
        showroom.device()
        // How the screen looks is anyone's; where the store's records go is not.
        if (input.headofficeUrl !== undefined) session.manager()
        const headofficeUrl =
          input.headofficeUrl === undefined || input.headofficeUrl === null
            ? input.headofficeUrl
            : headofficeUrlFrom(input.headofficeUrl)
        db.device.update({
          ...(input.language && { language: input.language }),
          ...(input.colourScheme && { colourScheme: input.colourScheme }),
          ...(headofficeUrl !== undefined && { headofficeUrl }),
        })
        if (headofficeUrl === undefined) return {}
        showroom.accessLog('settings-changed', null, { setting: 'headoffice-url' })
        deps.headofficeChanged()
        return {}
      }),
    },
    consultants: {
      add: contract.consultants.add.handler(({ input }) => {
        const { consultantId: id, name, role } = input
        const added = alreadyMade(db.tables, 'consultant', id, { name, role })
        if (added) return { id, ...added }
        const fields = { name, role, active: true }
        showroom.write({
          visitId: null,
          occurredAt: clock(),
          edits: [{ entity: 'consultant', rowId: id, fields }],
          alongside: () =>
            showroom.accessLog('settings-changed', null, { setting: 'person-added', consultantId: id, role }),
        })
        return { id, ...fields }
      }),
    },
  }
}

function offeredDays({ clockKeeper }: Showroom) {
  const days = clockKeeper.question()
  return days === null ? null : days.map((offered) => ({ ...offered }))
}
