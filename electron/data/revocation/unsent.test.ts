import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { changeSetIdSchema } from '../../../core/ids.ts'
import { businessDaySchema } from '../../../core/market/business-day.ts'
import { createOutbox } from '../../../db/outbox.ts'
import { openTestDatabase, testFolder, testKey } from '../../../db/test-database.ts'
import { hasUnsent, readUnsent } from './unsent.ts'

test('what head office refused is handed over with what it gave no receipt for, and what it took is not', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  try {
    const unsent = () =>
      readUnsent(db.connection, {
        folder: place.folder,
        key: testKey,
        randomBytes: (count) => randomBytes(count),
      })
    const save = () =>
      db.changeSets.commit({
        authorId: null,
        occurredAt: 1,
        businessDay: businessDaySchema.parse('2026-11-22'),
        visitId: null,
        edits: [{ entity: 'customer', rowId: v7(), fields: { name: 'Ali', phone: null, language: 'ur' } }],
      }).changeSetId
    const [taken, refused, waiting] = [save(), save(), save()]
    const receipt = (id: string, reason: 'written-before' | null, seq: number | null) => ({
      changeSetId: changeSetIdSchema.parse(id),
      outcome: reason === null ? ('accepted' as const) : ('refused' as const),
      seq,
      mark: 'durable' as const,
      receivedAt: 1,
      reason,
    })
    const outbox = createOutbox(db.connection)
    outbox.recordReceipts([receipt(taken, null, 1), receipt(refused, 'written-before', null)], 'epoch')
    expect(unsent().changeSets.map(({ id }) => id)).toEqual([refused, waiting])
    outbox.recordReceipts([receipt(waiting, null, 2)], 'epoch')
    expect(hasUnsent(unsent())).toBe(true)
  } finally {
    db.close()
  }
})
