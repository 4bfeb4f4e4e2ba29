import type { FuzzLaptop } from './laptop.ts'
import { pushAsNewer } from './newer-laptop.ts'
import { emptyStore, keepSnapshot, putSnapshotBack } from './office-snapshot.ts'
import type { FuzzStore } from './store.ts'

/** What a seed has happen to it beside the everyday; what cannot be made good together is not in one seed. */
export interface Plan {
  /** Head office loses rows, which the laptops have to send again. */
  readonly officeGoesBack: boolean
  /** Laptops are revoked and cloned, and others than ours write. */
  readonly laptopsAreLost: boolean
  readonly backups: boolean
}

interface Step {
  readonly name: string
  readonly weight: number
  readonly act: (store: FuzzStore, laptop: FuzzLaptop, plan: Plan) => Promise<void> | void
}

const years = 10 * 365 * 86_400_000

const steps: readonly Step[] = [
  { name: 'edit', weight: 56, act: (store, laptop) => store.edit(laptop) },
  { name: 'erase', weight: 3, act: (store, laptop) => store.erase(laptop) },
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
  { name: 'back up', weight: 4, act: (_store, laptop, { backups }) => void (backups && laptop.backUp()) },
  {
    name: 'restore',
    weight: 5,
    act: (_store, laptop, { backups }) => (backups ? laptop.restore() : undefined),
  },
  {
    name: 'snapshot',
    weight: 3,
    async act({ office, storeId, trace }, _laptop, { officeGoesBack }) {
      if (!officeGoesBack) return
      await keepSnapshot(office.door, storeId)
      office.hasSnapshot = true
      trace('  kept')
    },
  },
  {
    name: 'office goes back',
    weight: 4,
    async act({ office, storeId, chance, trace }, _laptop, { officeGoesBack }) {
      if (!officeGoesBack) return
      if (office.hasSnapshot && chance.isTrue(0.7)) await putSnapshotBack(office.door, storeId)
      else await emptyStore(office.door, storeId)
      office.wentBack = true
      if (chance.isTrue(0.5)) await office.beginEpoch()
      trace('  went back')
    },
  },
  {
    name: 'a newer laptop writes',
    weight: 3,
    act: (store, laptop, { laptopsAreLost }) => (laptopsAreLost ? pushAsNewer(store, laptop) : undefined),
  },
  {
    name: 'clone',
    weight: 1,
    async act(store, laptop, { laptopsAreLost }) {
      if (laptopsAreLost && store.laptops().length < 7 && !store.lost.has(laptop.number))
        await store.clone(laptop)
    },
  },
  {
    name: 'revoke',
    weight: 1,
    async act({ office, lost, sound, trace }, laptop, { laptopsAreLost }) {
      const deviceId = laptop.db().device.get()?.deviceId
      if (!laptopsAreLost || sound().length < 3 || deviceId === undefined) return
      lost.add(laptop.number)
      await office.operator.revoke(deviceId)
      trace(`  ${laptop.number} is revoked`)
    },
  },
]
const total = steps.reduce((sum, { weight }) => sum + weight, 0)

/** One thing that happens, by chance. */
export async function takeStep(store: FuzzStore, plan: Plan): Promise<void> {
  const { chance, trace } = store
  chance.pass(chance.below(60_000))
  let at = chance.below(total)
  const step = steps.find(({ weight }) => {
    at -= weight
    return at < 0
  })
  const laptop = chance.pick(store.laptops())
  trace(`${step?.name} ${laptop.number}`)
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
  if (store.lost.has(laptop.number)) return
  laptop.line.setTrouble(0)
  laptop.line.setDown(false)
  await store.enrol(laptop)
}
