import { randomFillSync, randomBytes as systemRandomBytes } from 'node:crypto'
import { uptime } from 'node:os'
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

/** The laptop's one door to unguessable bytes: keys, salts and nonces. */
export const randomBytes = (count: number): Uint8Array => systemRandomBytes(count)

/** Milliseconds on a clock that only goes forward, whatever the clock on the wall is set to. */
export const monotonicMs = (): number => performance.now()

/** How long this machine has been up in milliseconds, sleep included, whatever the clock on the wall is set to. */
export const machineUpMs = (): number => uptime() * 1000
