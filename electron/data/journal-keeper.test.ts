import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOutboxJournal, type OutboxJournal } from '../../db/outbox-journal.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import { openTestDatabase, type TestFolder, testFolder, testKey } from '../../db/test-database.ts'
import { testBusinessDay } from '../../db/test-day.ts'
import { createJournalKeeper } from './journal-keeper.ts'

let place: TestFolder
let db: ShowroomDatabase
let journal: OutboxJournal
beforeEach(() => {
  place = testFolder()
  db = openTestDatabase(place.folder)
  journal = createOutboxJournal({ folder: place.folder, key: testKey, randomBytes })
})
afterEach(() => {
  journal.close()
  db.close()
  place[Symbol.dispose]()
})

/** Timers that run when told to. */
function testTimers() {
  const waiting: { pauseMs: number; run: () => void }[] = []
  return {
    waiting,
    after: (pauseMs: number, run: () => void) => {
      const timer = { pauseMs, run }
      waiting.push(timer)
      return () => void waiting.splice(waiting.indexOf(timer), 1)
    },
    next() {
      const timer = waiting.shift()
      timer?.run()
      return timer?.pauseMs
    },
  }
}

function testLog() {
  const lines: string[] = []
  return {
    lines,
    log: pino({ base: null, timestamp: false }, { write: (line: string) => void lines.push(line) }),
  }
}

function save(): void {
  db.changeSets.commit({
    authorId: null,
    occurredAt: 1,
    businessDay: testBusinessDay,
    visitId: null,
    edits: [{ entity: 'customer', rowId: v7(), fields: { name: 'Sana Tariq', phone: null, language: 'en' } }],
  })
}

test('what is committed is in the journal within a second, however many commits there are, by one write', () => {
  const timers = testTimers()
  const { log } = testLog()
  const keeper = createJournalKeeper({ journal, connection: db.connection, after: timers.after, log })
  for (let count = 0; count < 5; count += 1) {
    save()
    keeper.written()
  }
  expect(timers.waiting.map(({ pauseMs }) => pauseMs < 1000)).toEqual([true])
  expect(journal.count()).toBe(0)
  timers.next()
  expect(journal.count()).toBe(5)
  save()
  keeper.written()
  timers.next()
  expect(journal.count()).toBe(6)
})

test('stopping writes what is not written yet', () => {
  const timers = testTimers()
  const { log } = testLog()
  const keeper = createJournalKeeper({ journal, connection: db.connection, after: timers.after, log })
  save()
  keeper.written()
  keeper.stop()
  expect(timers.waiting).toEqual([])
  expect(journal.count()).toBe(1)
  keeper.written()
  expect(timers.waiting).toEqual([])
})

test('a journal that cannot be written is logged once by its code and tried again, and no answer hears of it', () => {
  const timers = testTimers()
  const { log, lines } = testLog()
  const keeper = createJournalKeeper({ journal, connection: db.connection, after: timers.after, log })
  const inTheWay = join(place.folder, 'journal')
  writeFileSync(inTheWay, '')
  save()
  keeper.written()
  timers.next()
  timers.next()
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ code: 'FOLDER_NOT_WRITABLE' }])
  expect(lines.join()).not.toContain('Sana')
  rmSync(inTheWay)
  timers.next()
  expect(journal.count()).toBe(1)
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
    'the outbox journal could not be written',
    'the outbox journal is kept again',
  ])
  expect(timers.waiting).toEqual([])
})
