import { Refusal } from '../../../contract/errors.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Host } from '../host.ts'
import { headofficeUrlFrom } from '../identity/headoffice-url-from.ts'
import type { Showroom } from '../showroom.ts'
import { alreadyMade } from './already-made.ts'

/** What this laptop is, its settings and the people of the store. */
export function createSetupHandlers(
  contract: Implementer,
  showroom: Showroom,
  deps: {
    readonly host: Host
    readonly demo: boolean
    readonly version: string
    /** Whether the store is one of head office, which says what it is called. */
    readonly isOfHeadoffice: () => boolean
    readonly headofficeChanged: () => void
  },
) {
  const { db, clock, pack, session } = showroom
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
    settings: {
      renameStore: contract.settings.renameStore.handler(({ input: { storeName, storeCode } }) => {
        const device = showroom.device()
        if (deps.isOfHeadoffice()) throw new Refusal('STORE_OF_HEADOFFICE', { store: device.storeName })
        if (storeName === device.storeName && storeCode === device.storeCode) return {}
        db.connection.transaction(() => {
          db.device.update({ storeName, storeCode })
          showroom.accessLog('settings-changed', null, { setting: 'store-name' })
        })()
        return {}
      }),
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
