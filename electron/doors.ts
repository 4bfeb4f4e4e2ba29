import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'
import type { Clock } from '../core/clock.ts'
import type { NewId } from '../core/ids.ts'

// biome-ignore lint/plugin: the laptop's one door to time; everything else is given a Clock
export const systemClock: Clock = () => Date.now()

/** The laptop's one door to new ids. */
export const newId: NewId = createNewId()

/** Randomness is fetched from the operating system by the page: asked for each id alone, it cost more than the id. */
function createNewId(): NewId {
  const randomBytes = 16
  const page = new Uint8Array(256 * randomBytes)
  let used = page.length
  const rng = () => {
    if (used === page.length) {
      randomFillSync(page)
      used = 0
    }
    used += randomBytes
    return page.slice(used - randomBytes, used)
  }
  return () => v7({ rng })
}
