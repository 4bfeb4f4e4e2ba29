import { expect, test } from 'vitest'
import { linesToKeep, saidInstead } from './lines-to-keep.ts'

test('what was corrected is kept as it was first said, with the words instead, before what stands at the end', () => {
  const seven = { answerIds: [], text: 'There are seven of you.' }
  const five = { answerIds: [], text: 'There are five of you.' }
  expect(linesToKeep([{ ...seven, said: 'no, five', newAnswerIds: [] }], [five])).toEqual([
    { ...seven, state: 'corrected', said: 'no, five' },
    { ...five, state: 'as-read', said: '' },
  ])
})

test('what was corrected in words alone reads the same and does not stand', () => {
  const rough = { answerIds: [], text: 'You said “all speed-breakers”.' }
  const seven = { answerIds: [], text: 'There are seven of you.' }
  const corrected = [{ ...rough, said: 'the motorway mostly', newAnswerIds: [] }]
  expect(saidInstead(corrected, rough)).toBe('the motorway mostly')
  expect(saidInstead(corrected, seven)).toBeNull()
  expect(linesToKeep(corrected, [rough, seven])).toEqual([
    { ...rough, state: 'corrected', said: 'the motorway mostly' },
    { ...seven, state: 'as-read', said: '' },
  ])
})

test('of more lines than a read-back holds, what stands at the end is kept', () => {
  const corrected = Array.from({ length: 40 }, (_, at) => ({
    answerIds: [],
    text: `Line ${at}.`,
    said: 'no',
    newAnswerIds: [],
  }))
  const kept = linesToKeep(corrected, [{ answerIds: [], text: 'The end.' }])
  expect(kept).toHaveLength(30)
  expect(kept.at(-1)?.text).toBe('The end.')
})
