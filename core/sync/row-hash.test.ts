import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../canonical-json.ts'
import { feedRowSchema } from './protocol.ts'
import { rowHashText } from './row-hash.ts'

const changeId = fc.uuid().map((id) => id.toLowerCase())
const value = fc.jsonValue({ maxDepth: 3 })
const said = fc.record({ value, changeId })
const inConflict = fc.record({
  value,
  changeId,
  by: fc.constant(null),
  at: fc.integer(),
  others: fc.array(fc.record({ value, changeId, same: fc.array(changeId) })),
})
const name = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,10}$/)

test('what a row’s hash is of is the canonical JSON of its entity, id and fields', () => {
  const row = fc
    .record({
      seq: fc.integer(),
      entity: name,
      rowId: changeId,
      fields: fc.dictionary(name, fc.oneof(said, inConflict), { maxKeys: 6, noNullPrototype: true }),
    })
    .map((drawn) => feedRowSchema.parse(JSON.parse(JSON.stringify(drawn))))
  fc.assert(
    fc.property(row, ({ entity, rowId, fields }) => {
      expect(rowHashText({ entity, rowId, fields })).toBe(canonicalJson({ entity, rowId, fields }))
    }),
  )
})
