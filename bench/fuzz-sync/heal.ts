import type { Fault } from './seed-result.ts'
import type { FuzzStore } from './store.ts'

/** So many rounds of every laptop are enough for all to be quiet, after everything that can have happened. */
const roundsToHeal = 8
/** Shaking hands and a pull, and before them a nonce and a token: what a round says when there is nothing to say. */
const callsOfAQuietRound = 4

/**
 * Connects everyone, has people answer what waits for an answer, and syncs until it is quiet.
 * @returns a fault where it does not become quiet
 */
export async function heal(store: FuzzStore): Promise<readonly Fault[]> {
  const { office, storeId, chance, sound, sync } = store
  for (const { line } of store.laptops()) {
    line.setTrouble(0)
    line.setDown(false)
  }
  if (office.wentBack) await office.beginEpoch()
  for (let round = 0; ; round++) {
    chance.pass(60_000)
    const laptops = sound()
    const before = laptops.map(({ line }) => line.calls())
    for (const laptop of laptops) await sync([laptop])
    const most = Math.max(...laptops.map(({ line }, n) => line.calls() - (before[n] ?? 0)))
    const seq = await office.seqOf(storeId)
    if (most <= callsOfAQuietRound && laptops.every((laptop) => laptop.isQuietAt(seq))) return []
    if (round === roundsToHeal) {
      const words = laptops.map((laptop) => `${laptop.number}: ${JSON.stringify(laptop.failure())}`)
      return [{ kind: 'unbounded', what: `still ${most} calls; ${words.join('; ')}` }]
    }
    for (const laptop of laptops) {
      const { state } = laptop.failure()
      if (state === 'stopped') laptop.allow()
      if (state === 'refused' || state === 'not-enrolled') await store.enrol(laptop)
    }
  }
}
