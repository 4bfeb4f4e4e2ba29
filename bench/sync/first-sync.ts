import { monotonicMs } from '../../electron/doors.ts'
import type { Office } from './engine.ts'
import { enrolLaptop } from './laptop.ts'
import { metered, openLine, type Traffic } from './line.ts'
import type { Profile } from './profiles.ts'

/** The lines whose times are said, in bits a second. */
export const slowLines = [256_000, 32_000] as const

export interface FirstSync {
  readonly traffic: Traffic
  readonly ms: number
  readonly calls: number
  /** Measured over a line of so many bits a second, from the round's beginning to the first page on the screen. */
  readonly firstPageMs: ReadonlyMap<number, number>
}

/**
 * The first sync of a large store: whole on a quick line, and its first page over slow ones.
 * @throws Error when it is not whole in the end
 */
export async function measureFirstSync(
  office: Office,
  profiles: readonly Profile[],
  storeCode: string,
): Promise<FirstSync> {
  await using line = await openLine(office.url)
  {
    await using filling = await enrolLaptop({ url: line.url, code: await office.newCode(storeCode) })
    filling.write(profiles)
    await filling.round()
    if (filling.problem() !== null) throw new Error(`The store was not filled: ${filling.problem()}`)
  }
  const firstPageMs = new Map<number, number>()
  for (const bitsPerS of slowLines)
    firstPageMs.set(
      bitsPerS,
      await firstPage(office, { url: line.url, storeCode, slow: () => line.setRate(bitsPerS) }),
    )
  await line.setRate(null)

  let calls = 0
  await using fresh = await enrolLaptop({
    url: line.url,
    code: await office.newCode(storeCode),
    onCall: () => {
      calls += 1
    },
  })
  const { result: ms, traffic } = await metered(line, async () => {
    const began = monotonicMs()
    await fresh.round()
    return monotonicMs() - began
  })
  if (fresh.problem() !== null || fresh.customers() !== profiles.length)
    throw new Error(`The first sync is not whole: ${fresh.customers()} customers. ${fresh.problem()}`)
  return { traffic, ms, calls, firstPageMs }
}

async function firstPage(
  office: Office,
  {
    url,
    storeCode,
    slow,
  }: { readonly url: string; readonly storeCode: string; readonly slow: () => Promise<void> },
): Promise<number> {
  const applied = Promise.withResolvers<number>()
  let pulls = 0
  await using laptop = await enrolLaptop({
    url,
    code: await office.newCode(storeCode),
    onCall(call) {
      if (call === 'pull') pulls += 1
      // The second page is asked for when the first, the newest of the store, is on the disk.
      if (pulls === 2) applied.resolve(monotonicMs())
    },
  })
  await slow()
  const began = monotonicMs()
  const round = laptop.round()
  const ended = await Promise.race([
    applied.promise,
    round.then(() => {
      throw new Error(`The round ended before its second page: ${laptop.problem()}`)
    }),
  ])
  await laptop.callOff()
  await round
  return ended - began
}
