import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currentRemarks } from './current-remarks.ts'
import { remarkIdOf, remarksOf } from './test-remarks.ts'

test('a remark that was pinned elsewhere keeps its place in the talk and the ids that it had', () => {
  const [first, second] = currentRemarks(
    remarksOf(
      { text: 'It scrapes' },
      { text: 'My mother comes along' },
      { text: 'It scrapes', topicId: 'roads', supersedes: [1] },
    ),
  )
  expect(first).toMatchObject({ text: 'It scrapes', topicId: 'roads', earlierIds: [remarkIdOf(1)] })
  expect(second).toMatchObject({ text: 'My mother comes along', earlierIds: [] })
})

test('a removed remark is gone, with everything that it was before', () => {
  expect(
    currentRemarks(remarksOf({}, { supersedes: [1] }, { removed: true, text: '', supersedes: [2] })),
  ).toEqual([])
})

test('one that was corrected on a laptop that did not see it removed stands', () => {
  const standing = currentRemarks(
    remarksOf({}, { removed: true, supersedes: [1] }, { text: 'It scrapes badly', supersedes: [1] }),
  )
  expect(standing.map(({ text }) => text)).toEqual(['It scrapes badly'])
})

const anyRemarks = fc
  .array(
    fc.record({
      removed: fc.boolean(),
      supersedes: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 2 }),
    }),
    { maxLength: 6 },
  )
  .map((given) => remarksOf(...given))

test('the order in which remarks come, and one that comes twice, change nothing but the order of earlier ids', () => {
  const cases = anyRemarks.chain((remarks) =>
    fc.tuple(
      fc.constant(remarks),
      fc.shuffledSubarray([...remarks, ...remarks], { minLength: remarks.length * 2 }),
    ),
  )
  const seen = (remarks: ReturnType<typeof remarksOf>) =>
    currentRemarks(remarks).map(({ earlierIds, ...remark }) => ({
      ...remark,
      earlier: [...earlierIds].sort(),
    }))
  fc.assert(
    fc.property(cases, ([remarks, shuffled]) => {
      expect(seen(shuffled)).toEqual(seen(remarks))
    }),
  )
})
