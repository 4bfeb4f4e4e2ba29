import { createChance } from './chance.ts'
import { check } from './check.ts'
import { heal } from './heal.ts'
import { laptopProgram } from './laptop-program.ts'
import { createOffice } from './office.ts'
import type { OfficeData } from './office-data.ts'
import { officeProgram } from './office-program.ts'
import { olderVersion } from './older-version.ts'
import type { Plan } from './plan.ts'
import type { Fault, SeedResult } from './seed-result.ts'
import { takeStep } from './steps.ts'
import { createStore, type FuzzStore } from './store.ts'

/** A fault put in on purpose, to see that it is found. */
export interface Plant {
  readonly atBegin?: (store: FuzzStore) => Promise<void> | void
  readonly beforeHeal?: (store: FuzzStore) => Promise<void> | void
  readonly afterHeal?: (store: FuzzStore) => Promise<void> | void
}

export interface SeedOptions {
  readonly plan: Plan
  readonly data: OfficeData
  /** A database that was never set up. */
  readonly template: string
  readonly trace: (words: string) => void
  readonly plant?: Plant | undefined
}

/** One store from its first laptop to its healing, all of it told by the plan. */
export async function runSeed({
  plan,
  data,
  template,
  trace,
  plant = {},
}: SeedOptions): Promise<Pick<SeedResult, 'seed' | 'steps' | 'calls' | 'faults'>> {
  const { seed } = plan
  const chance = createChance(seed)
  const older = plan.olderLaptops || plan.olderOffice ? await olderVersion() : null
  const isOfficeOlder = plan.olderOffice && older !== null
  // Head office has chance of its own: how much of it it takes depends on the seeds before.
  const office = await createOffice(
    data,
    { ...createChance(~seed), now: chance.now },
    { program: isOfficeOlder ? older.office : officeProgram, overHttp: plan.overHttp },
  )
  const programs = { current: laptopProgram, older: plan.olderLaptops ? older : null }
  const store = createStore({ chance, office, template, programs, trace })
  let steps = 0
  try {
    if (isOfficeOlder) trace('head office has the older version')
    for (let count = 0; count < plan.laptops; count++) await store.add()
    await plant.atBegin?.(store)
    for (const step of plan.steps) {
      chance.beginAgain(step.seed)
      await takeStep(store, plan, step.index)
      steps += 1
    }
    chance.beginAgain(seed)
    await plant.beforeHeal?.(store)
    trace('heal')
    const faults: Fault[] = [...(await heal(store))]
    await plant.afterHeal?.(store)
    faults.push(...(await check(store)))
    const calls = store.laptops().reduce((sum, laptop) => sum + laptop.line.count.total(), 0)
    return { seed, steps, calls, faults }
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { seed, steps, calls: 0, faults: [{ kind: 'broke', what }] }
  } finally {
    await store.close()
    await office.close()
  }
}
