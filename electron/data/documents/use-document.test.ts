import { createHash } from 'node:crypto'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { smallBank } from '../../../core/discovery/test-bank.ts'
import { pakistan, withCents } from '../../../core/market/test-market.ts'
import { createDocuments } from '../../../db/documents.ts'
import { openTestDatabase, testFolder } from '../../../db/test-database.ts'
import { createUseDocument } from './use-document.ts'

/** Publishes a document to a laptop of Pakistan. @returns what is in force of its kind, and what was refused and why */
function published(kind: 'questions' | 'market', document: unknown) {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  try {
    const documents = createDocuments(db.connection)
    const content = Buffer.from(JSON.stringify(document))
    const hash = createHash('sha256').update(content).digest('hex')
    documents.addPart({ hash, kind, total: content.length }, { offset: 0, content })
    const log = pino({ level: 'silent' })
    createUseDocument({ documents, catalogues: db.catalogues, market: pakistan, clock: () => 0, log })(hash)
    return { isInForce: documents.inForce(kind) !== null, refused: documents.refused() }
  } finally {
    db.close()
  }
}

test('questions are used when they are worded in all that the market speaks', () => {
  expect(published('questions', smallBank)).toEqual({ isInForce: true, refused: [] })
  const { languages: _, ...unsaid } = smallBank
  expect(published('questions', unsaid)).toEqual({ isInForce: true, refused: [] })
})

test('questions of another market’s language alone are refused, and which language is wanting is said', () => {
  const reason = 'It is not worded in ur, which this market speaks.'
  expect(published('questions', { ...smallBank, languages: ['en'] })).toEqual({
    isInForce: false,
    refused: [{ kind: 'questions', reason }],
  })
})

test('the pack of another market is refused, and one of the same is used whatever its time zone', () => {
  expect(published('market', withCents).refused).toEqual([
    { kind: 'market', reason: 'It is of the market us, and this laptop of pk.' },
  ])
  expect(published('market', { ...pakistan, timeZone: 'Asia/Dubai' }).isInForce).toBe(true)
})
