import { consultantIdSchema, customerIdSchema, type StoreId, storeIdSchema } from '../../core/ids.ts'
import { entities } from '../../core/sync/entities.ts'
import type { Edit } from '../../db/change-sets.ts'
import { makeEdit, sceneOf } from './actions.ts'
import type { Chance } from './chance.ts'
import { type FuzzLaptop, openLaptop } from './laptop.ts'
import { createLedger, type Ledger, type Said } from './ledger.ts'
import type { Office } from './office.ts'
import type { Programs } from './programs.ts'
import { type RoundWork, tooManyCalls } from './round-limits.ts'
import { day } from './scene.ts'
import type { Fault } from './seed-result.ts'
import { createStick, type Stick } from './stick.ts'
import { createTraffic } from './traffic.ts'

/** One store of a seed: its laptops, and everything that they answered for. */
export interface FuzzStore {
  readonly storeId: StoreId
  readonly ledger: Ledger
  readonly office: Office
  readonly chance: Chance
  readonly programs: Programs
  readonly stick: Stick
  readonly trace: (words: string) => void
  /** Those that are still about, lost ones too. */
  readonly laptops: () => readonly FuzzLaptop[]
  /** Copies of a disk: what they wrote is nobody's, for head office never hears of it. */
  readonly lost: Set<number>
  /** Those that head office let in no more: what they had not sent comes by their farewell. */
  readonly revoked: Set<number>
  /** Laptops that nothing has become of. */
  readonly sound: () => readonly FuzzLaptop[]
  readonly add: () => Promise<void>
  /** The same disk in another machine, lost to the store from its beginning. */
  readonly clone: (laptop: FuzzLaptop) => Promise<void>
  /** Whether a copy of its disk was made. */
  readonly isCopied: (laptop: FuzzLaptop) => boolean
  readonly edit: (laptop: FuzzLaptop) => void
  readonly erase: (laptop: FuzzLaptop) => void
  readonly enrol: (laptop: FuzzLaptop) => Promise<void>
  readonly handOver: (laptop: FuzzLaptop) => Promise<void>
  readonly sync: (laptops: readonly FuzzLaptop[]) => Promise<void>
  /** What was found on the way. */
  readonly faults: () => readonly Fault[]
  readonly close: () => Promise<void>
}

/** What several people change, more often than the rest. */
const disputed = ['customer', 'opportunity', 'stockUnit', 'claim', 'visit'] as const

export function createStore(deps: {
  readonly chance: Chance
  readonly office: Office
  /** A database that was never set up. */
  readonly template: string
  readonly programs: Programs
  readonly trace: (words: string) => void
}): FuzzStore {
  const { chance, office, programs, trace } = deps
  const traffic = createTraffic(chance)
  const ledger = createLedger()
  const stick = createStick({ chance, office, trace })
  const storeId = storeIdSchema.parse(chance.newId())
  const storeCode = `F${storeId.slice(-8).toUpperCase()}`
  const laptops: FuzzLaptop[] = []
  const lost = new Set<number>()
  const revoked = new Set<number>()
  const copied = new Set<number>()
  const faults: Fault[] = []

  const about = () => laptops.filter((laptop) => !laptop.isGone())
  const newLaptop = async (
    from: { readonly template: string } | { readonly cloneOf: FuzzLaptop },
    program: Programs['current'],
  ) => {
    const number = laptops.length
    const turn = () => traffic.turn(number)
    const laptop = await openLaptop(
      { number, chance, office, storeId, storeCode, turn, trace, program },
      from,
    )
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
      if (!(error instanceof laptop.program().Refusal)) throw error
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
  const alone = (laptop: FuzzLaptop, act: () => Promise<void>) =>
    traffic.together(new Map([[laptop.number, act]]))
  const workOf = async (laptop: FuzzLaptop): Promise<RoundWork> => ({
    changeSets: ledger.acts().length,
    positions: await office.seqOf(storeId),
    isDown: laptop.line.isDown(),
  })

  return {
    storeId,
    ledger,
    office,
    chance,
    programs,
    stick,
    trace,
    lost,
    revoked,
    laptops: about,
    sound: () => about().filter(({ number }) => !lost.has(number) && !revoked.has(number)),
    enrol: (laptop) => alone(laptop, () => laptop.enrol()),
    handOver: (laptop) => alone(laptop, () => laptop.handOver()),
    async add() {
      const isOlder = programs.older !== null && chance.isTrue(0.5)
      const program = isOlder && programs.older ? programs.older.laptop : programs.current
      const laptop = await newLaptop({ template: deps.template }, program)
      if (isOlder) trace(`  ${laptop.number} has the older version`)
      const scene = sceneOf(laptop.db().connection, chance, laptop.clock())
      const first = makeEdit('consultant', scene)
      write(laptop, first ? [first] : [])
      await alone(laptop, () => laptop.enrol())
    },
    async clone(laptop) {
      await laptop.startAgain()
      const clone = await newLaptop({ cloneOf: laptop }, laptop.program())
      lost.add(clone.number)
      copied.add(laptop.number)
      trace(`  ${clone.number} is a copy of ${laptop.number}`)
    },
    isCopied: ({ number }) => copied.has(number),
    edit(laptop) {
      const { entities: known, entityNames } = laptop.program()
      const scene = sceneOf(laptop.db().connection, chance, laptop.clock())
      const rows = new Map<string, Edit>()
      const count = chance.isTrue(0.7) ? 1 : 2 + chance.below(4)
      for (let n = 0; n < count; n++) {
        const entity = chance.pick(chance.isTrue(0.5) ? entityNames : disputed)
        const made = entityNames.includes(entity) ? makeEdit(entity, scene, known) : null
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
        if (!(error instanceof laptop.program().Refusal)) throw error
      }
    },
    async sync(some) {
      const works = await Promise.all(some.map(workOf))
      for (const { line } of some) line.count.sinceLast()
      await traffic.together(new Map(some.map((laptop) => [laptop.number, () => laptop.round()])))
      const words: string[] = []
      for (const [n, { number, line }] of some.entries()) {
        const calls = line.count.sinceLast()
        const before = works[n]
        // What was written and accepted while the round went on is work of it too.
        if (before) {
          const after = { changeSets: ledger.acts().length, positions: await office.seqOf(storeId) }
          faults.push(...tooManyCalls(number, { ...before, ...after }, calls))
        }
        words.push(`${number} (${[...calls].map(([path, count]) => `${count} ${path}`).join(', ')})`)
      }
      trace(`  synced ${words.join(', ')}`)
    },
    faults: () => faults,
    async close() {
      for (const laptop of about()) await laptop.close()
    },
  }
}

/** An edit with what its writer has before them. */
function whatIsSaid(laptop: FuzzLaptop, edit: Edit): Said {
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
