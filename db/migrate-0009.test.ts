import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Connection, connectWriter } from './connect.ts'
import { applyMigrations, migrate, versionOf } from './migrate.ts'
import { migrationsUpTo, type TestFolder, testClock, testFolder, testKey } from './test-database.ts'
import { openFirstVersion } from './test-first-version.ts'

let place: TestFolder
let connection: Connection

beforeEach(() => {
  place = testFolder()
  openFirstVersion(place.folder).close()
  connection = connectWriter(place.folder, testKey)
  applyMigrations(connection, { migrationsFolder: migrationsUpTo(8, place.folder) })
})
afterEach(() => {
  connection.close()
  place[Symbol.dispose]()
})

const upgrade = () =>
  migrate(connection, {
    folder: place.folder,
    key: testKey,
    migrationsFolder: migrationsUpTo(9, place.folder),
    clock: testClock().clock,
    newId: v7,
  })
const all = (sql: string) => connection.prepare(sql).all()
const answerColumns =
  'position, id, opportunity_id, visit_id, question_id, state, value, own_words, supersedes_ids, occurred_at'
const insertAnswer = (id: string, state: string, supersedes = '[]') =>
  connection.exec(`INSERT INTO answer (id, opportunity_id, visit_id, question_id, state, value, own_words, language,
      bank_version, supersedes_ids, author_id, occurred_at, business_day)
    SELECT '${id}', opportunity_id, visit_id, 'new.question', '${state}', NULL, '', 'en', 'b', '${supersedes}',
      author_id, 400, '2026-11-22' FROM answer LIMIT 1`)

describe('0009, from a laptop with answers, drafts and a question open', () => {
  it('leaves a database that is sound', () => {
    upgrade()
    expect(versionOf(connection)).toBe(9)
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(connection.pragma('foreign_key_check')).toEqual([])
  })

  it('keeps every answer as it was, said by the party as one, and what stood stands', () => {
    const before = all(`SELECT ${answerColumns} FROM answer ORDER BY position`)
    const stood = all('SELECT id FROM current_answer ORDER BY id')
    expect(before.length).toBeGreaterThan(0)
    upgrade()
    expect(all(`SELECT ${answerColumns} FROM answer ORDER BY position`)).toEqual(before)
    expect(all('SELECT DISTINCT speaker, confirms_remark_id, restores_id FROM answer')).toEqual([
      { speaker: null, confirms_remark_id: null, restores_id: null },
    ])
    expect(all('SELECT id FROM current_answer ORDER BY id')).toEqual(stood)
  })

  it('takes an answer that is withdrawn, which stands no more, and no state that nobody knows', () => {
    upgrade()
    insertAnswer('answer-8', 'unsure')
    insertAnswer('answer-9', 'withdrawn', '["answer-8"]')
    expect(all("SELECT id FROM current_answer WHERE question_id = 'new.question'")).toEqual([])
    expect(() => insertAnswer('answer-10', 'forgotten')).toThrow(/CHECK/)
  })

  it('keeps the open question, with nothing pinned and nobody named as speaking', () => {
    const [before] = all('SELECT opportunity_id, question_id FROM discovery_place')
    expect(before).toBeDefined()
    upgrade()
    expect(all('SELECT * FROM discovery_place')).toEqual([
      { ...Object(before), pinned_question_id: null, language: null, speaker: null },
    ])
  })

  it('brings remarks, read-backs, felt-heard, unmet needs and skipped questions, each empty', () => {
    upgrade()
    for (const table of [
      'remark',
      'read_back',
      'felt_heard',
      'unmet_need',
      'discovery_skip',
      'customer_view',
    ])
      expect(all(`SELECT count(*) AS n FROM ${table}`)).toEqual([{ n: 0 }])
  })
})
