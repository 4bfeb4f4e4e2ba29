import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../canonical-json.ts'
import { changeSetText } from './change-set-text.ts'
import { changeSetSchema } from './protocol.ts'

const id = fc.uuid({ version: 7 })
const name = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,12}$/)
const said = fc.record(
  {
    value: fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.string({ unit: 'binary' })),
    parent: fc.option(id),
    alsoParents: fc.array(id, { maxLength: 2 }),
  },
  { requiredKeys: ['value', 'parent'] },
)
const change = fc.record({
  id,
  entity: name,
  rowId: fc.uuid(),
  fields: fc.dictionary(name, said, { maxKeys: 5, noNullPrototype: true }),
})
const changeSets = fc
  .record(
    {
      id,
      authorId: fc.option(id),
      occurredAt: fc.maxSafeInteger(),
      businessDay: fc.constant('2026-11-22'),
      deviceClock: fc.record({
        at: fc.maxSafeInteger(),
        offsetMs: fc.option(fc.maxSafeInteger()),
        trusted: fc.boolean(),
      }),
      enteredLate: fc.constant(true as const),
      changes: fc.array(change, { minLength: 1, maxLength: 4 }),
    },
    { requiredKeys: ['id', 'authorId', 'occurredAt', 'businessDay', 'changes'] },
  )
  .map((drawn) => changeSetSchema.parse(JSON.parse(JSON.stringify(drawn))))

test('the text of a change set is its canonical JSON, whatever it says', () => {
  fc.assert(
    fc.property(changeSets, (changeSet) => {
      expect(changeSetText(changeSet)).toBe(canonicalJson(changeSet))
    }),
    { numRuns: 500 },
  )
})
