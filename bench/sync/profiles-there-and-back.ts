import { monotonicMs } from '../../electron/doors.ts'
import type { Office } from './engine.ts'
import { enrolLaptop } from './laptop.ts'
import { metered, openLine, type Traffic } from './line.ts'
import type { Profile } from './profiles.ts'

export interface Sync {
  /** From the first push to the last receipt on the disk. */
  readonly pushMs: number
  /** A fresh laptop's whole round. */
  readonly pullMs: number
  readonly pushTraffic: Traffic
  readonly pullTraffic: Traffic
}

/**
 * One laptop pushes the profiles, another that is new pulls them. What the first is fed of its own afterwards is in
 * neither: PouchDB is not fed its own either.
 * @throws Error when a laptop is not up to date afterwards
 */
export async function syncProfiles(
  office: Office,
  profiles: readonly Profile[],
  storeCode: string,
): Promise<Sync> {
  await using line = await openLine(office.url)
  let [pushBegan, pushEnded] = [Number.NaN, Number.NaN]
  const trafficAtEnd: Promise<Traffic>[] = []
  await using first = await enrolLaptop({
    url: line.url,
    code: await office.newCode(storeCode),
    onCall(call) {
      if (call === 'push' && Number.isNaN(pushBegan)) pushBegan = monotonicMs()
      if (call !== 'pull' || !Number.isNaN(pushEnded)) return
      pushEnded = monotonicMs()
      trafficAtEnd.push(line.read())
    },
  })
  first.write(profiles)
  const before = await line.read()
  const began = monotonicMs()
  await first.round()
  const problem = first.problem()
  const after = await trafficAtEnd[0]
  if (problem !== null || after === undefined)
    throw new Error(`The first laptop is not up to date: ${problem}`)
  // The page is made ready before it goes: the round's beginning counts.
  const pushMs = pushEnded - Math.min(began, pushBegan)

  await using second = await enrolLaptop({ url: line.url, code: await office.newCode(storeCode) })
  const pull = await metered(line, async () => {
    const pullBegan = monotonicMs()
    await second.round()
    return monotonicMs() - pullBegan
  })
  if (second.problem() !== null || second.customers() !== profiles.length)
    throw new Error(`The second laptop has ${second.customers()} customers: ${second.problem()}`)
  return {
    pushMs,
    pullMs: pull.result,
    pushTraffic: { up: after.up - before.up, down: after.down - before.down },
    pullTraffic: pull.traffic,
  }
}
