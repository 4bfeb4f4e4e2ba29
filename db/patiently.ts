import { Refusal } from '../contract/errors.ts'

/** A virus scanner or an indexer that reads a file keeps others from moving it, on Windows, for about that long. */
const pausesMs = [20, 50, 100, 200, 400] as const

const heldCodes = ['EBUSY', 'EPERM', 'EACCES']

/**
 * Moves or removes a file that another program may be holding for a moment: tries again after short pauses, in which
 * the thread stands still.
 * @throws Refusal DISK_FAILED when it stays held; any other failure as it is
 */
export function patiently(act: () => void, pauses: readonly number[] = pausesMs): void {
  try {
    act()
  } catch (error) {
    if (!isHeld(error)) throw error
    const [pauseMs, ...later] = pauses
    if (pauseMs === undefined) throw new Refusal('DISK_FAILED', {}, { cause: error })
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs)
    patiently(act, later)
  }
}

const isHeld = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && heldCodes.some((code) => code === error.code)
