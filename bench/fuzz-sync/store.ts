import { Refusal } from '../../contract/errors.ts'
import { consultantIdSchema, customerIdSchema, type StoreId, storeIdSchema } from '../../core/ids.ts'
import { type EntityName, entities, entityNames } from '../../core/sync/entities.ts'
import type { Edit } from '../../db/change-sets.ts'
import { day, makeEdit, sceneOf } from './actions.ts'
import type { Chance } from './chance.ts'
import { createLaptop, type FuzzLaptop } from './laptop.ts'
import { createLedger, type Ledger, type Said } from './ledger.ts'
import type { Office } from './office.ts'
import { createTraffic } from './traffic.ts'

/** One store of a seed: its laptops, and everything that they answered for. */
export interface FuzzStore {
  readonly storeId: StoreId
  readonly ledger: Ledger
  readonly office: Office
  readonly chance: Chance
  readonly trace: (words: string) => void
  /** Those that are still about, lost ones too. */
  readonly laptops: () => readonly FuzzLaptop[]
  readonly lost: Set<number>
  /** Laptops that nothing has become of. */
  readonly sound: () => readonly FuzzLaptop[]
  readonly add: () => Promise<void>
  /** The same disk in another machine, lost to the store from its beginning. */
  readonly clone: (laptop: FuzzLaptop) => Promise<void>
  readonly edit: (laptop: FuzzLaptop) => void
  readonly erase: (laptop: FuzzLaptop) => void
  readonly enrol: (laptop: FuzzLaptop) => Promise<void>
  readonly sync: (laptops: readonly FuzzLaptop[]) => Promise<void>
  readonly close: () => Promise<void>
}

/** What several people change, more often than the rest. */
const disputed = ['customer', 'opportunity', 'stockUnit', 'claim', 'visit'] as const

export function createStore(deps: {
  readonly chance: Chance
  readonly office: Office
  readonly template: string
  readonly trace: (words: string) => void
}): FuzzStore {
  const { chance, office, trace } = deps
  const traffic = createTraffic(chance)
  const ledger = createLedger()
  const storeId = storeIdSchema.parse(chance.newId())
  const storeCode = `F${storeId.slice(-8).toUpperCase()}`
  const laptops: FuzzLaptop[] = []
  const lost = new Set<number>()

  const newLaptop = (from: { readonly template: string } | { readonly cloneOf: FuzzLaptop }) => {
    const number = laptops.length
    const turn = () => traffic.turn(number)
    const laptop = createLaptop({ number, chance, office, storeId, storeCode, turn, trace }, from)
    laptops.push(laptop)
    return laptop
  }
  const say = (
    laptop: FuzzLaptop,
    edits: readonly Edit[],
    commit: () => { readonly changeSetId: string },
  ) => {
    const said = edits.map((edit) => whatIsSaid(laptop, edit))
    try {
      const { changeSetId } = commit()
      ledger.add({ laptop: laptop.number, changeSetId, edits: said })
      trace(
        `  ${laptop.number} writes ${said.map((one, n) => `${one.entity} ${one.rowId} ${JSON.stringify(one.fields)}${edits[n]?.settles ? ' settles' : ''}`).join('; ')} as ${changeSetId}`,
      )
      return true
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      trace(`  ${laptop.number}: ${error.code}`)
      return false
    }
  }
  const write = (laptop: FuzzLaptop, edits: readonly Edit[]) => {
    if (edits.length === 0) return
    const action = { authorId: null, occurredAt: laptop.clock(), businessDay: day, visitId: null, edits }
    const isLate = chance.isTrue(0.1)
    say(laptop, edits, () =>
      laptop.db().changeSets.commit({ ...action, ...(isLate && { enteredLate: true as const }) }),
    )
  }
  const enrol = (laptop: FuzzLaptop) => traffic.together(new Map([[laptop.number, () => laptop.enrol()]]))

  return {
    storeId,
    ledger,
    office,
    chance,
    trace,
    lost,
    laptops: () => laptops,
    sound: () => laptops.filter(({ number }) => !lost.has(number)),
    enrol,
    async add() {
      const laptop = newLaptop({ template: deps.template })
      const scene = sceneOf(laptop.db().connection, chance, laptop.clock())
      const first = makeEdit('consultant', scene)
      write(laptop, first ? [first] : [])
      await enrol(laptop)
    },
    async clone(laptop) {
      await laptop.startAgain()
      const clone = newLaptop({ cloneOf: laptop })
      lost.add(clone.number)
      trace(`  ${clone.number} is a copy of ${laptop.number}`)
    },
    edit(laptop) {
      const scene = sceneOf(laptop.db().connection, chance, laptop.clock())
      const rows = new Map<string, Edit>()
      const count = chance.isTrue(0.7) ? 1 : 2 + chance.below(4)
      for (let n = 0; n < count; n++) {
        const made = makeEdit(chance.pick(chance.isTrue(0.5) ? entityNames : disputed), scene)
        if (made) rows.set(`${made.entity} ${made.rowId}`, made)
      }
      write(laptop, [...rows.values()])
    },
    erase(laptop) {
      const scene = sceneOf(laptop.db().connection, chance, laptop.clock())
      const [customers, consultants] = [scene.ids('customer'), scene.ids('consultant')]
      if (customers.length === 0) return
      const customerId = customerIdSchema.parse(chance.pick(customers))
      try {
        laptop.erase(customerId, consultantIdSchema.parse(chance.pick(consultants)), (action) => {
          const isDone = say(laptop, action.edits, () =>
            laptop.db().changeSets.commit({ ...action, businessDay: day }),
          )
          if (isDone) ledger.erase(customerId)
        })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
    },
    async sync(some) {
      const before = laptops.map((laptop) => laptop.line.calls())
      await traffic.together(new Map(some.map((laptop) => [laptop.number, () => laptop.round()])))
      const words = some.map(
        ({ number, failure, line }) =>
          `${number} (${failure().state}, ${line.calls() - (before[number] ?? 0)} calls)`,
      )
      trace(`  synced ${words.join(', ')}`)
    },
    async close() {
      for (const laptop of laptops) await laptop.close()
    },
  }
}

/** An edit with what its writer has before them. */
function whatIsSaid(
  laptop: FuzzLaptop,
  edit: {
    readonly entity: EntityName
    readonly rowId: string
    readonly fields: object
    readonly settles?: boolean
  },
): Said {
  const { entity, rowId, settles = false } = edit
  const isRow = entities[entity].kind === 'row'
  // Whoever edits what can be deleted says that it is there.
  const isThere = Object.hasOwn(entities[entity].fields.shape, 'deleted') ? { deleted: false } : {}
  const fields = { ...isThere, ...edit.fields }
  const shown = isRow ? laptop.db().tables.read(entity, rowId) : null
  const sides = settles ? laptop.sidesOf(entity, rowId) : []
  const saw = new Map(
    Object.keys(fields).map((field) => {
      const beside = sides.filter((side) => side.field === field).map(({ value }) => value)
      return [field, [...(shown ? [shown[field]] : []), ...beside]]
    }),
  )
  return { entity, rowId, fields, saw }
}
