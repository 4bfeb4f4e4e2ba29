import { createChance } from './chance.ts'
import { check } from './check.ts'
import { heal } from './heal.ts'
import type { OfficeData } from './office.ts'
import type { Fault, SeedResult } from './seed-result.ts'
import { takeStep } from './steps.ts'
import { createStore, type FuzzStore } from './store.ts'

/** A fault put in on purpose, to see that it is found. */
export interface Plant {
  readonly beforeHeal?: (store: FuzzStore) => Promise<void> | void
  readonly afterHeal?: (store: FuzzStore) => Promise<void> | void
}

export interface SeedOptions {
  readonly seed: number
  readonly data: OfficeData
  /** A database that was never set up. */
  readonly template: string
  readonly trace: (words: string) => void
  readonly plant?: Plant | undefined
}

/** One store from its first laptop to its healing, all of it told by the seed. */
export async function runSeed({
  seed,
  data,
  template,
  trace,
  plant = {},
}: SeedOptions): Promise<Omit<SeedResult, 'story'>> {
  const chance = createChance(seed)
  // Head office has chance of its own: how much of it it takes depends on the seeds before.
  const office = await data.office({ ...createChance(~seed), now: chance.now })
  const store = createStore({ chance, office, template, trace })
  const officeGoesBack = chance.isTrue(0.4)
  const plan = {
    officeGoesBack,
    laptopsAreLost: !officeGoesBack && chance.isTrue(0.6),
    backups: chance.isTrue(0.3),
  }
  let steps = 0
  try {
    const count = 2 + chance.below(chance.isTrue(0.2) ? 5 : 2)
    for (let n = 0; n < count; n++) await store.add()
    const wanted = 15 + chance.below(40)
    for (; steps < wanted; steps++) await takeStep(store, plan)
    await plant.beforeHeal?.(store)
    trace('heal')
    const faults: Fault[] = [...(await heal(store))]
    await plant.afterHeal?.(store)
    faults.push(...(await check(store)))
    const calls = store.laptops().reduce((sum, laptop) => sum + laptop.line.calls(), 0)
    return { seed, steps, calls, faults }
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { seed, steps, calls: 0, faults: [{ kind: 'broke', what }] }
  } finally {
    await store.close()
  }
}
