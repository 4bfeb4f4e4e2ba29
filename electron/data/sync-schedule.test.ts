import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSyncSchedule, type Tried } from './sync-schedule.ts'

const hourMs = 3_600_000

/** A schedule whose time passes only when it is told to, with the tries it made. */
function scheduleWith(options: {
  readonly tried: () => Tried
  readonly random?: () => number
  readonly isMetered?: () => boolean
}) {
  let nowMs = 0
  let timers: { readonly at: number; readonly run: () => void }[] = []
  const tries: number[] = []
  const schedule = createSyncSchedule({
    run: async () => {
      tries.push(nowMs)
      return options.tried()
    },
    after(pauseMs, run) {
      const timer = { at: nowMs + pauseMs, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    monotonicMs: () => nowMs,
    random: options.random ?? (() => 0.5),
    isMetered: options.isMetered ?? (() => false),
  })
  return {
    schedule,
    tries,
    timers: () => timers.length,
    async pass(ms: number) {
      const until = nowMs + ms
      for (;;) {
        const due = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
        if (!due) break
        timers = timers.filter((other) => other !== due)
        nowMs = Math.max(nowMs, due.at)
        due.run()
        await Promise.resolve()
        await Promise.resolve()
      }
      nowMs = until
    },
  }
}

const failing: readonly Tried[] = [{ type: 'passing', retryAfterMs: null }, { type: 'person' }]
const good: Tried = { type: 'good' }

describe('the pauses between tries', () => {
  test('are bounded in every failing state, whatever chance, records and a flickering network do', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...failing),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        fc.array(fc.record({ gapMs: fc.nat(120_000), what: fc.constantFrom('recorded', 'networkChanged') }), {
          maxLength: 300,
        }),
        async (tried, chance, events) => {
          const { schedule, tries, pass } = scheduleWith({
            tried: () => tried,
            random: () => chance.next().value ?? 0,
          })
          schedule.start()
          let passedMs = 0
          let flickers = 0
          for (const { gapMs, what } of events) {
            if (passedMs + gapMs > hourMs) break
            passedMs += gapMs
            await pass(gapMs)
            if (what === 'recorded') schedule.recorded()
            else {
              schedule.networkChanged()
              flickers += 1
            }
          }
          await pass(hourMs - passedMs)
          // One retry in half a minute at the most, the few quick ones at first, and one a change of the network.
          const quick = 8
          expect(tries.length).toBeLessThanOrEqual(hourMs / 30_000 + quick + flickers * quick)
          expect(tries.length).toBeLessThanOrEqual(hourMs / 500)
          if (tried.type === 'person') expect(tries.length).toBeLessThan(40)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('grow with every failure and are never the same for two laptops', async () => {
    const pausesOf = async (random: () => number) => {
      const { schedule, tries, pass } = scheduleWith({
        tried: () => ({ type: 'passing', retryAfterMs: null }),
        random,
      })
      schedule.start()
      await pass(hourMs)
      return tries.slice(1).map((at, index) => at - (tries[index] ?? 0))
    }
    const [one, other] = [await pausesOf(() => 0.2), await pausesOf(() => 0.9)]
    expect(one.slice(0, 5)).toEqual(one.slice(0, 5).toSorted((a, b) => a - b))
    expect(one[0]).toBeLessThan(4_000)
    expect(Math.max(...other)).toBeLessThanOrEqual(4 * 60_000)
    expect(one.slice(0, 5)).not.toEqual(other.slice(0, 5))
  })

  test('are as long as head office asked', async () => {
    const { schedule, tries, pass } = scheduleWith({
      tried: () => ({ type: 'passing', retryAfterMs: 90_000 }),
    })
    schedule.start()
    await pass(89_000)
    expect(tries).toHaveLength(1)
    await pass(2_000)
    expect(tries).toHaveLength(2)
  })

  test('are never longer than a quarter of an hour, whatever head office or a proxy asked for', async () => {
    for (const retryAfterMs of [24 * hourMs, 2 ** 31 + 5_000, Number.MAX_VALUE]) {
      const { schedule, tries, pass } = scheduleWith({ tried: () => ({ type: 'passing', retryAfterMs }) })
      schedule.start()
      await pass(14 * 60_000)
      expect(tries).toHaveLength(1)
      expect(schedule.nextInMs()).toBeLessThanOrEqual(15 * 60_000)
      await pass(2 * 60_000)
      expect(tries).toHaveLength(2)
    }
  })

  test('are regular while all is well, and longer on a line that is paid for', async () => {
    const plain = scheduleWith({ tried: () => good })
    plain.schedule.start()
    await plain.pass(hourMs)
    expect(plain.tries.length).toBeGreaterThan(100)
    const metered = scheduleWith({ tried: () => good, isMetered: () => true })
    metered.schedule.start()
    await metered.pass(hourMs)
    expect(metered.tries.length).toBeLessThan(15)
  })
})

describe('a wake', () => {
  test('while all is well syncs within half a second, however often it is repeated', async () => {
    const { schedule, tries, pass } = scheduleWith({ tried: () => good })
    schedule.start()
    await pass(1)
    for (let n = 0; n < 10; n++) {
      schedule.recorded()
      await pass(50)
    }
    expect(tries.length).toBeGreaterThanOrEqual(2)
    expect(tries[1]).toBeLessThan(500)
  })

  test('on a line that is paid for waits for what else is recorded, a minute at the most', async () => {
    const { schedule, tries, pass } = scheduleWith({ tried: () => good, isMetered: () => true })
    schedule.start()
    await pass(1)
    for (let n = 0; n < 12; n++) {
      schedule.recorded()
      await pass(5_000)
    }
    await pass(100)
    expect(tries).toHaveLength(2)
  })

  test('while head office is failing hurries nothing; a network that comes back does', async () => {
    let tried: Tried = { type: 'passing', retryAfterMs: null }
    const { schedule, tries, pass } = scheduleWith({ tried: () => tried })
    schedule.start()
    await pass(hourMs)
    const before = tries.length
    schedule.recorded()
    await pass(300)
    expect(tries).toHaveLength(before)
    tried = good
    schedule.networkChanged()
    await pass(300)
    expect(tries).toHaveLength(before + 1)
  })

  test('by the network does nothing for what a person has to settle; what they settled does', async () => {
    const { schedule, tries, pass } = scheduleWith({ tried: () => ({ type: 'person' }) })
    schedule.start()
    await pass(hourMs)
    const before = tries.length
    schedule.networkChanged()
    await pass(300)
    expect(tries).toHaveLength(before)
    schedule.settled()
    await pass(300)
    expect(tries).toHaveLength(before + 1)
  })
})

test('nothing is set any more once it is stopped', async () => {
  const { schedule, tries, pass, timers } = scheduleWith({ tried: () => good })
  schedule.start()
  await pass(1)
  schedule.stop()
  schedule.recorded()
  schedule.networkChanged()
  schedule.settled()
  schedule.triedOtherwise(good)
  await pass(hourMs)
  expect(tries).toHaveLength(1)
  expect(timers()).toBe(0)
})
