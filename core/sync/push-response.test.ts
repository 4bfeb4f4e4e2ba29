import fc from 'fast-check'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { changeSetIdSchema } from '../ids.ts'
import { pushResponseSchema, type Receipt } from './protocol.ts'
import { packReceipts, unpackReceipts } from './push-response.ts'

const receipt = fc
  .record({
    seq: fc.option(fc.nat(), { nil: null }),
    mark: fc.constantFrom('durable' as const, 'trial' as const),
    receivedAt: fc.nat(),
    reason: fc.constantFrom('other-content' as const, 'written-before' as const, 'not-readable' as const),
    isConflict: fc.boolean(),
  })
  .map(
    ({ seq, isConflict, reason, ...rest }): Receipt => ({
      ...rest,
      seq,
      changeSetId: changeSetIdSchema.parse(v7()),
      outcome: seq === null ? 'refused' : isConflict ? 'conflict' : 'accepted',
      reason: seq === null ? reason : null,
    }),
  )

test('receipts come out of their columns as they went in, also repeats that have an earlier place', () => {
  fc.assert(
    fc.property(fc.array(receipt), (receipts) => {
      const packed = pushResponseSchema.parse(packReceipts(receipts, 'hash'))
      const ids = receipts.map(({ changeSetId }) => changeSetId)
      expect(unpackReceipts(packed, ids)).toEqual(receipts)
    }),
  )
})

test('columns that do not fit the page give no receipt at all', () => {
  const [one, two] = fc.sample(receipt, 2)
  if (!one || !two) throw new Error('no sample')
  const ids = [one.changeSetId, two.changeSetId]
  expect(unpackReceipts(packReceipts([one], 'hash'), ids)).toBeNull()
  const seqless = {
    ...packReceipts([{ ...one, outcome: 'accepted', seq: 1, reason: null }], 'hash'),
    seqs: [null],
  }
  expect(unpackReceipts(seqless, [one.changeSetId])).toBeNull()
})
