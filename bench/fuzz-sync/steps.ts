import { z } from 'zod'
import { openFarewells } from './farewells.ts'
import type { FuzzLaptop } from './laptop.ts'
import { pushAsNewer } from './newer-laptop.ts'
import { officeProgram } from './office-program.ts'
import { emptyStore, keepSnapshot, putSnapshotBack } from './office-snapshot.ts'
import type { Plan } from './plan.ts'
import type { FuzzStore } from './store.ts'

interface Step {
  readonly name: string
  readonly weight: number
  /** Whether it happens in such a seed at all. */
  readonly isIn?: (plan: Plan) => boolean
  readonly act: (store: FuzzStore, laptop: FuzzLaptop, plan: Plan) => Promise<void> | void
}

const years = 10 * 365 * 86_400_000

const steps: readonly Step[] = [
  { name: 'edit', weight: 56, act: (store, laptop) => store.edit(laptop) },
  {
    name: 'erase',
    weight: 3,
    // An older head office leaves only ids of what it does not know about somebody erased, for good: it goes first.
    isIn: ({ olderOffice }) => !olderOffice,
    act: (store, laptop) => store.erase(laptop),
  },
  { name: 'sync', weight: 30, act: syncSome },
  { name: 'partition', weight: 3, act: ({ chance }, laptop) => laptop.line.setDown(chance.isTrue(0.5)) },
  {
    name: 'clock',
    weight: 3,
    act: ({ chance }, laptop) => laptop.setClock(Math.round((chance.next() - 0.5) * years)),
  },
  { name: 'start again', weight: 3, act: (_store, laptop) => laptop.startAgain() },
  { name: 'new epoch', weight: 1, act: ({ office }) => office.beginEpoch() },
  { name: 'enrol again', weight: 1, act: enrolAgain },
  { name: 'back up', weight: 8, isIn: ({ backups }) => backups, act: (_store, laptop) => laptop.backUp() },
  {
    name: 'restore',
    weight: 5,
    isIn: ({ backups }) => backups,
    async act(store) {
      await backedUp(store)?.restore({ withJournal: true })
    },
  },
  {
    name: 'restore without the journal',
    weight: 4,
    // What went with one disk and then with head office's is nowhere.
    isIn: ({ backups, officeGoesBack }) => backups && !officeGoesBack,
    act: restoreWithoutJournal,
  },
  {
    name: 'write a file to carry',
    weight: 10,
    isIn: ({ byHand }) => byHand,
    act: ({ stick }, laptop) => stick.write(laptop),
  },
  {
    name: 'carry',
    weight: 28,
    isIn: ({ byHand }) => byHand,
    act: ({ stick, laptops }) => stick.carry(laptops()),
  },
  {
    name: 'snapshot',
    weight: 3,
    isIn: ({ officeGoesBack }) => officeGoesBack,
    async act({ office, storeId }) {
      await keepSnapshot(office.door, storeId)
      office.hasSnapshot = true
    },
  },
  {
    name: 'office goes back',
    weight: 4,
    isIn: ({ officeGoesBack }) => officeGoesBack,
    async act({ office, storeId, chance }) {
      if (office.hasSnapshot && chance.isTrue(0.7)) await putSnapshotBack(office.door, storeId)
      else await emptyStore(office.door, storeId)
      office.wentBack = true
      if (chance.isTrue(0.5)) await office.beginEpoch()
    },
  },
  {
    name: 'a newer laptop writes',
    weight: 3,
    isIn: ({ laptopsAreLost }) => laptopsAreLost,
    act: pushAsNewer,
  },
  {
    name: 'install the newest version',
    weight: 2,
    isIn: ({ olderLaptops }) => olderLaptops,
    act: ({ programs }, laptop) => laptop.install(programs.current),
  },
  {
    name: 'install the newest version at head office',
    weight: 1,
    isIn: ({ olderOffice }) => olderOffice,
    act: ({ office }) => office.install(officeProgram),
  },
  {
    name: 'clone',
    weight: 1,
    isIn: ({ laptopsAreLost }) => laptopsAreLost,
    async act(store, laptop) {
      if (store.laptops().length < 7 && store.sound().includes(laptop)) await store.clone(laptop)
    },
  },
  { name: 'revoke', weight: 4, isIn: ({ laptopsAreLost }) => laptopsAreLost, act: revoke },
  {
    name: 'hand over',
    weight: 4,
    isIn: ({ laptopsAreLost }) => laptopsAreLost,
    act: handOver,
  },
  {
    name: 'open farewells',
    weight: 2,
    isIn: ({ laptopsAreLost }) => laptopsAreLost,
    act: ({ office, storeId, trace }) => openFarewells(office, storeId, trace),
  },
]

/** One thing that happens, by chance. @param index of the step in the whole plan */
export async function takeStep(store: FuzzStore, plan: Plan, index: number): Promise<void> {
  const { chance, trace } = store
  chance.pass(chance.below(60_000))
  const possible = steps.filter(({ isIn }) => isIn?.(plan) ?? true)
  let at = chance.below(possible.reduce((sum, { weight }) => sum + weight, 0))
  const step = possible.find(({ weight }) => {
    at -= weight
    return at < 0
  })
  const laptop = chance.pick(store.laptops())
  trace(`${index}: ${step?.name} ${laptop.number}`)
  await step?.act(store, laptop, plan)
}

async function syncSome(store: FuzzStore, laptop: FuzzLaptop): Promise<void> {
  const { chance } = store
  const some = store.laptops().filter((each) => each === laptop || chance.isTrue(0.3))
  for (const each of some) {
    each.line.setTrouble(chance.isTrue(0.6) ? chance.next() * 0.5 : 0)
    each.line.setBetween(chance.isTrue(0.3) ? () => chance.isTrue(0.3) && store.edit(each) : () => {})
    if (chance.isTrue(0.15)) each.endAfter(1 + chance.below(60))
  }
  await store.sync(some)
  for (const each of some) {
    each.endAfter(null)
    each.line.setBetween(() => {})
  }
}

async function enrolAgain(store: FuzzStore, laptop: FuzzLaptop): Promise<void> {
  if (!store.sound().includes(laptop)) return
  laptop.line.setTrouble(0)
  laptop.line.setDown(false)
  await store.enrol(laptop)
}

/** One of those that have a backup to go back to. */
function backedUp({ chance, laptops }: FuzzStore): FuzzLaptop | null {
  const having = laptops().filter((laptop) => laptop.hasBackup())
  return having.length === 0 ? null : chance.pick(having)
}

async function restoreWithoutJournal(store: FuzzStore): Promise<void> {
  const laptop = backedUp(store)
  if (!(await laptop?.restore({ withJournal: false })) || laptop === null) return
  const here = new Set(laptop.changeSetIds())
  const taken = await store.office.door.query(
    z.object({ change_set_id: z.string() }),
    'SELECT change_set_id FROM change_set WHERE store_id = $1',
    [store.storeId],
  )
  const there = new Set(taken.map(({ change_set_id }) => change_set_id))
  const own = store.ledger.acts().filter((act) => act.laptop === laptop.number)
  const gone = own.filter(({ changeSetId }) => !here.has(changeSetId) && !there.has(changeSetId))
  store.ledger.letGo(gone.map(({ changeSetId }) => changeSetId))
  store.trace(`  ${gone.length} change sets are gone for good`)
}

async function revoke(store: FuzzStore, laptop: FuzzLaptop): Promise<void> {
  const { office, revoked, sound, trace } = store
  const deviceId = laptop.db().identity.get()?.deviceId
  // Of two copies of one disk both would hear of it, and the one that is no laptop here would hand over too.
  if (sound().length < 3 || !sound().includes(laptop) || store.isCopied(laptop) || deviceId === undefined)
    return
  revoked.add(laptop.number)
  await office.operator.revoke(deviceId)
  trace(`  ${laptop.number} is revoked`)
}

async function handOver(store: FuzzStore): Promise<void> {
  const { chance } = store
  for (const laptop of store.laptops().filter(({ number }) => store.revoked.has(number))) {
    laptop.line.setTrouble(chance.isTrue(0.6) ? chance.next() * 0.5 : 0)
    await store.sync([laptop])
    await store.handOver(laptop)
  }
}
