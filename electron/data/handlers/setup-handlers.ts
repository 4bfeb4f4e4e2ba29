import { Refusal } from '../../../contract/errors.ts'
import type { Catalogue } from '../../../core/catalogue/catalogue.ts'
import { clockDoubt } from '../../../core/clock-doubt.ts'
import { consultantIdSchema, deviceIdSchema, storeIdSchema } from '../../../core/ids.ts'
import { readHeadofficeUrl } from '../../../core/sync/headoffice-url.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Host } from '../host.ts'
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
    readonly headofficeChanged: () => void
  },
) {
  const { db, clock, newId, pack } = showroom
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
          consultantId: device?.consultantId ?? null,
          businessDay: showroom.today(),
          now: clock(),
          clockDoubt: clockDoubt({
            now: clock(),
            newestEventAt: db.changeSets.newestOccurredAt(),
            hasOpenVisit: () => db.visits.openOrOf(showroom.today()).some(({ endedAt }) => endedAt === null),
            timeZone: pack.timeZone,
            language: device?.language ?? 'en',
          }),
          catalogue: atHand && {
            version: atHand.catalogue.version,
            variants: atHand.catalogue.variants.length,
            models: new Set(atHand.catalogue.variants.map(({ brand, model }) => `${brand} ${model}`)).size,
            origin: atHand.origin,
          },
        }
      }),
    },
    setup: {
      complete: contract.setup.complete.handler(({ input }) => {
        const known = db.device.get()
        if (known) throw new Refusal('ALREADY_SET_UP', { store: known.storeName })
        const catalogue = db.catalogues.versionInUse() === null ? deps.baseCatalogue() : null
        const storeId = storeIdSchema.parse(newId())
        const people = input.consultants.map((person) => ({
          id: consultantIdSchema.parse(newId()),
          ...person,
        }))
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
          // With the catalogue: a laptop set up by half could be set up no second time.
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
              consultantId: people[0]?.id ?? null,
            })
            if (catalogue) db.catalogues.use(catalogue, 'Northstar base catalogue', now)
          },
        })
        return { storeId }
      }),
    },
    settings: {
      update: contract.settings.update.handler(({ input }) => {
        showroom.device()
        const headofficeUrl =
          input.headofficeUrl === undefined || input.headofficeUrl === null
            ? input.headofficeUrl
            : readHeadofficeUrl(input.headofficeUrl)
        if (input.headofficeUrl && headofficeUrl === null)
          throw new Refusal('HEADOFFICE_ADDRESS_NOT_VALID', { url: input.headofficeUrl })
        db.device.update({
          ...(input.language && { language: input.language }),
          ...(input.colourScheme && { colourScheme: input.colourScheme }),
          ...(headofficeUrl !== undefined && { headofficeUrl }),
        })
        if (headofficeUrl !== undefined) deps.headofficeChanged()
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
        })
        return { id, ...fields }
      }),
      choose: contract.consultants.choose.handler(({ input }) => {
        showroom.device()
        const found = db.consultants.all().find(({ id, active }) => active && id === input.consultantId)
        if (!found) throw new Refusal('NOT_FOUND')
        db.device.update({ consultantId: found.id })
        return {}
      }),
    },
  }
}
