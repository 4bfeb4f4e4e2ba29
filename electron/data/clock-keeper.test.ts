import { describe, expect, test } from 'vitest'
import { type BusinessDay, businessDaySchema, createBusinessDays } from '../../core/market/business-day.ts'
import { pakistan } from '../../core/market/test-market.ts'
import { openTestDatabase, setUpStore, testFolder } from '../../db/test-database.ts'
import { newId } from '../doors.ts'
import { createClockKeeper } from './clock-keeper.ts'
import { refusal, refusalCode } from './test-laptop.ts'
import { openTestService, setUp, signIn, walkIn } from './test-service.ts'

const noon = Date.UTC(2026, 10, 22, 7)
const hour = 3_600_000
const dayMs = 24 * hour
const day = (text: string): BusinessDay => businessDaySchema.parse(text)

/** A laptop whose clock and machine a test moves by hand; `start` is what begins with the process. */
function machine() {
  const place = testFolder()
  const db = openTestDatabase(place.folder)
  setUpStore(db)
  const at = { clock: noon, up: 100 * hour, newest: noon as number | null, isVisitOpen: false }
  const start = (builtAt: number | null = null) =>
    createClockKeeper({
      clock: () => at.clock,
      upMs: () => at.up,
      builtAt,
      table: db.clockFacts,
      newestEventAt: () => at.newest,
      hasOpenVisit: () => at.isVisitOpen,
      businessDayOf: createBusinessDays('Asia/Karachi'),
      timeZone: 'Asia/Karachi',
      locales: pakistan.locales,
    })
  return {
    at,
    start,
    pass(ms: number) {
      at.clock += ms
      at.up += ms
    },
    /** The machine is started again; its clock may come up with another time. */
    reboot(clock: number) {
      at.clock = clock
      at.up = 60_000
    },
    [Symbol.dispose]() {
      db.close()
      place[Symbol.dispose]()
    },
  }
}

describe('a clock that nothing speaks against', () => {
  test('is gone by as it is, trusted, and asks nothing, also over a night asleep', () => {
    using laptop = machine()
    const keeper = laptop.start()
    laptop.pass(14 * hour)
    expect(keeper.now()).toBe(noon + 14 * hour)
    expect(keeper.clockOffset()).toEqual({ offsetMs: null, trusted: true })
    expect([keeper.isInDoubt(), keeper.sentence('en'), keeper.question()]).toEqual([false, null, null])
  })
})

describe('a clock that came up with another year', () => {
  const wrong = Date.UTC(1999, 0, 1, 7)

  test('offers the days that it may be, and goes on from the one that is said, not yet trusted', () => {
    using laptop = machine()
    laptop.reboot(wrong)
    const keeper = laptop.start()
    expect(keeper.question()).toEqual([
      { day: '1999-01-01', by: 'clock' },
      { day: '2026-11-22', by: 'recorded' },
    ])
    keeper.confirm(day('2026-11-23'))
    expect(keeper.now()).toBe(noon + dayMs)
    expect([keeper.isInDoubt(), keeper.clockOffset().trusted]).toEqual([false, false])
    laptop.pass(hour)
    expect(keeper.now()).toBe(noon + dayMs + hour)
  })

  test('is gone on with after a start, but asked again: it may have come up with the same time once more', () => {
    using laptop = machine()
    laptop.reboot(wrong)
    laptop.start().confirm(day('2026-11-23'))
    laptop.reboot(wrong)
    const nextMorning = laptop.start()
    expect([nextMorning.now(), nextMorning.isInDoubt()]).toEqual([noon + dayMs, true])
    expect(nextMorning.question()?.map(({ day }) => day)).toEqual(['1999-01-01', '2026-11-23'])
    nextMorning.confirm(day('2026-11-24'))
    expect([nextMorning.now(), nextMorning.isInDoubt()]).toEqual([noon + 2 * dayMs, false])
  })

  test('is not moved any more once it was set right, and is asked about once', () => {
    using laptop = machine()
    laptop.reboot(wrong)
    laptop.start().confirm(day('2026-11-23'))
    laptop.reboot(noon + 2 * dayMs)
    const keeper = laptop.start()
    expect([keeper.now(), keeper.isInDoubt()]).toEqual([noon + 2 * dayMs, true])
    keeper.confirm(day('2026-11-24'))
    expect([keeper.now(), keeper.isInDoubt()]).toEqual([noon + 2 * dayMs, false])
  })

  test('cannot be of a day before this version was built', () => {
    using laptop = machine()
    laptop.at.newest = null
    laptop.reboot(wrong)
    const keeper = laptop.start(noon)
    expect(keeper.question()).toEqual([])
    expect(() => keeper.confirm(day('2026-11-21'))).toThrow('made later')
    keeper.confirm(day('2026-11-22'))
    expect(keeper.isInDoubt()).toBe(false)
  })
})

describe('a clock that is set while Northstar is open', () => {
  test('is asked about when it moved by more than an hour, and not any more once it is set back', () => {
    using laptop = machine()
    const keeper = laptop.start()
    laptop.at.clock += 3 * hour
    expect(keeper.sentence('en')).toContain('moved and says 22 November 2026, 15:00 now')
    expect(keeper.sentence('ur')).toContain('بدلی گئی')
    laptop.at.clock -= 3 * hour
    expect(keeper.isInDoubt()).toBe(false)
  })

  test('is settled by a person who says that the day is right', () => {
    using laptop = machine()
    const keeper = laptop.start()
    laptop.at.clock += 3 * hour
    keeper.confirm(day('2026-11-22'))
    expect([keeper.isInDoubt(), keeper.now()]).toEqual([false, noon + 3 * hour])
    laptop.at.clock += 3 * hour
    expect(keeper.isInDoubt()).toBe(true)
  })

  test('is settled by head office’s time, without asking anybody', () => {
    using laptop = machine()
    const keeper = laptop.start()
    laptop.at.clock += 3 * hour
    keeper.learned(laptop.at.clock + 60_000)
    expect(keeper.clockOffset()).toEqual({ offsetMs: 60_000, trusted: true })
    expect(keeper.isInDoubt()).toBe(false)
  })
})

describe('head office’s time', () => {
  test('makes a clock doubted that is days apart, whose day is offered first and taken with its time', () => {
    using laptop = machine()
    const keeper = laptop.start()
    keeper.learned(noon + 3 * dayMs + 2 * hour)
    expect(keeper.question()).toEqual([
      { day: '2026-11-25', by: 'headoffice' },
      { day: '2026-11-22', by: 'clock' },
    ])
    expect(keeper.clockOffset()).toEqual({ offsetMs: 3 * dayMs + 2 * hour, trusted: false })
    keeper.confirm(day('2026-11-25'))
    expect(keeper.now()).toBe(noon + 3 * dayMs + 2 * hour)
    expect(keeper.clockOffset().trusted).toBe(true)
  })

  test('is outvoted by a person until it says something else', () => {
    using laptop = machine()
    const keeper = laptop.start()
    keeper.learned(noon + 3 * dayMs)
    keeper.confirm(day('2026-11-22'))
    expect([keeper.isInDoubt(), keeper.clockOffset().trusted]).toEqual([false, false])
    keeper.learned(noon + 3 * dayMs)
    expect(keeper.isInDoubt()).toBe(false)
    keeper.learned(noon + 5 * dayMs)
    expect(keeper.isInDoubt()).toBe(true)
    keeper.learned(noon)
    expect([keeper.isInDoubt(), keeper.clockOffset().trusted]).toEqual([false, true])
  })

  test('follows a clock that is set right, so that it is not called wrong any more', () => {
    using laptop = machine()
    laptop.at.clock += 365 * dayMs
    const keeper = laptop.start()
    keeper.learned(noon)
    expect(keeper.clockOffset().offsetMs).toBe(-365 * dayMs)
    laptop.pass(hour)
    laptop.at.clock -= 365 * dayMs
    expect(keeper.clockOffset().offsetMs).toBe(0)
    expect(laptop.start().clockOffset().offsetMs).toBeNull()
  })

  test('is not known after the machine was started again, however long it has been up since', () => {
    using laptop = machine()
    laptop.at.up = 60_000
    laptop.start().learned(noon + 5000)
    laptop.reboot(noon + 10 * hour)
    expect(laptop.start().clockOffset().offsetMs).toBeNull()
    laptop.pass(hour)
    expect(laptop.start().clockOffset().offsetMs).toBeNull()
    laptop.reboot(noon + 20 * 60_000)
    expect(laptop.start().clockOffset().offsetMs).toBeNull()
  })

  test('is kept over a restart of the program', () => {
    using laptop = machine()
    laptop.start().learned(noon + 5000)
    expect(laptop.start().clockOffset()).toEqual({ offsetMs: 5000, trusted: true })
  })
})

describe('the question which day it is', () => {
  test('is asked before the next visit starts, never of one that goes on, and the business day follows', async () => {
    using place = testFolder()
    let now = noon
    const clock = () => now
    const { client, close } = openTestService(place.folder, { clock, monotonicMs: () => 0 })
    await setUp(client)
    const { id: visitId } = await walkIn(client)
    now = Date.UTC(1999, 0, 1, 8)
    await signIn(client)
    const state = await client.app.state()
    expect(state.clockQuestion).toEqual([
      { day: '1999-01-01', by: 'clock' },
      { day: '2026-11-22', by: 'recorded' },
    ])
    expect(await refusalCode(walkIn(client))).toBe('CLOCK_NOT_CONFIRMED')
    const late = {
      visitId: newId(),
      businessDay: '2026-11-22',
      from: '10:00',
      to: '10:30',
      arrival: 'unknown' as const,
      leftBeforeContact: false,
    }
    expect(await refusalCode(client.visits.enterLate(late))).toBe('CLOCK_NOT_CONFIRMED')
    await client.visits.end({ visitId, leftBeforeContact: true })
    expect(await client.clock.confirm({ businessDay: '2026-11-23' })).toEqual({ businessDay: '2026-11-23' })
    const visit = await walkIn(client)
    expect(visit).toMatchObject({ businessDay: '2026-11-23', startedAt: noon + dayMs + hour })
    expect(await client.app.state()).toMatchObject({ clockQuestion: null, clockDoubt: null })
    await close()
  })

  test('marks what is written while it is open as not to be trusted', async () => {
    using place = testFolder()
    let now = noon
    const { client, close } = openTestService(place.folder, { clock: () => now, monotonicMs: () => 0 })
    await setUp(client)
    const visit = await walkIn(client)
    now = Date.UTC(1999, 0, 1, 8)
    await signIn(client)
    await client.visits.setArrival({ visitId: visit.id, arrival: 'be-back', seenArrival: visit.arrival })
    await close()
    const db = openTestDatabase(place.folder)
    expect(
      db.connection.prepare('SELECT clock_at, clock_trusted FROM change_set ORDER BY position').all(),
    ).toEqual([
      { clock_at: noon, clock_trusted: 1 },
      { clock_at: noon, clock_trusted: 1 },
      { clock_at: now, clock_trusted: 0 },
    ])
    db.close()
  })

  test('refuses a day before this version was built', async () => {
    using place = testFolder()
    const { client, close } = openTestService(place.folder, { clock: () => noon - 30 * dayMs, builtAt: noon })
    await setUp(client)
    await signIn(client)
    expect(await refusal(client.clock.confirm({ businessDay: '2026-11-01' }))).toEqual({
      code: 'DAY_BEFORE_BUILT',
      detail: { day: '2026-11-01' },
    })
    await close()
  })
})
