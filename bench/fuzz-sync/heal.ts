import { checkSame } from './check.ts'
import { openFarewells } from './farewells.ts'
import type { FuzzLaptop } from './laptop.ts'
import { officeProgram } from './office-program.ts'
import type { Fault } from './seed-result.ts'
import type { FuzzStore } from './store.ts'

/** So many rounds of every laptop are enough for all to be quiet, after everything that can have happened. */
const roundsToHeal = 8
/** Shaking hands and a pull, and before them a nonce and a token: what a round says when there is nothing to say. */
const callsOfAQuietRound = 4

/**
 * Connects everyone, has people answer what waits for an answer, takes in what revoked laptops handed over, and syncs
 * until it is quiet; then brings every laptop to the newest version, and syncs again.
 * @returns a fault where it does not become quiet
 */
export async function heal(store: FuzzStore): Promise<readonly Fault[]> {
  const { office, programs, storeId, trace } = store
  for (const laptop of store.laptops()) {
    laptop.line.setTrouble(0)
    laptop.line.setDown(false)
  }
  if (office.wentBack) await office.beginEpoch()
  await office.install(officeProgram)
  const faults = [...(await handOverAll(store))]
  await openFarewells(office, storeId, trace)
  faults.push(...(await untilQuiet(store)))
  if (programs.older === null) return faults
  faults.push(...(await checkSame(store)))
  for (const laptop of store.laptops())
    if (laptop.program() !== programs.current) {
      trace(`  ${laptop.number} gets the newest version`)
      await laptop.install(programs.current)
    }
  return [...faults, ...(await untilQuiet(store))]
}

/** Every laptop that was revoked hears of it, and says its last word. */
async function handOverAll(store: FuzzStore): Promise<readonly Fault[]> {
  const revoked = store.laptops().filter(({ number }) => store.revoked.has(number))
  const faults: Fault[] = []
  for (const laptop of revoked) {
    await store.sync([laptop])
    // One that was put back to before it was enrolled has nothing to say it with, and is enrolled as another.
    if (laptop.failure().state === 'not-enrolled') {
      store.revoked.delete(laptop.number)
      continue
    }
    await store.handOver(laptop)
    if (!laptop.isGone())
      faults.push({
        kind: 'stuck',
        what: `laptop ${laptop.number} is revoked and hands nothing over: ${JSON.stringify(laptop.failure())}`,
      })
  }
  return faults
}

async function untilQuiet(store: FuzzStore): Promise<readonly Fault[]> {
  const { office, storeId, chance, sound, sync } = store
  for (let round = 0; ; round++) {
    chance.pass(60_000)
    const laptops = sound()
    const before = laptops.map(({ line }) => line.count.total())
    for (const laptop of laptops) await sync([laptop])
    const most = Math.max(...laptops.map(({ line }, n) => line.count.total() - (before[n] ?? 0)))
    const seq = await office.seqOf(storeId)
    if (most <= callsOfAQuietRound && laptops.every((laptop) => laptop.isQuietAt(seq))) return []
    if (round === roundsToHeal) {
      const words = laptops.map((laptop) => `${laptop.number}: ${JSON.stringify(laptop.failure())}`)
      return [{ kind: 'unbounded', what: `still ${most} calls; ${words.join('; ')}` }]
    }
    for (const laptop of laptops) await answered(store, laptop)
  }
}

/** What a person does about what the laptop says. */
async function answered(store: FuzzStore, laptop: FuzzLaptop): Promise<void> {
  const { state } = laptop.failure()
  if (state === 'stopped') laptop.allow()
  if (state === 'refused' || state === 'not-enrolled') await store.enrol(laptop)
}
