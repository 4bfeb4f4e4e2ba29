import { expect, test } from 'vitest'
import { coachLine } from './coach-line.ts'

const quiet = {
  asked: { open: 0, of: 0 },
  unfollowed: [],
  sinceReadBack: { answers: 0, isTimeToSummarise: false },
}
const loud = {
  asked: { open: 1, of: 6 },
  unfollowed: [{ topicId: 'roads', remarkIds: [] }],
  sinceReadBack: { answers: 8, isTimeToSummarise: true },
}

test('nothing is said where there is nothing to say', () => {
  expect(coachLine(quiet, new Set())).toBeNull()
  expect(coachLine({ ...quiet, asked: { open: 0, of: 4 } }, new Set())).toBeNull()
  expect(coachLine({ ...quiet, asked: { open: 2, of: 6 } }, new Set())).toBeNull()
})

test('one thing is said at a time, and what was put away is said no more', () => {
  const putAway = new Set<string>()
  const said: (string | null)[] = []
  for (let turn = 0; turn < 4; turn += 1) {
    const line = coachLine(loud, putAway)
    said.push(line?.type ?? null)
    if (line !== null) putAway.add(line.key)
  }
  expect(said).toEqual(['sum-up', 'unfollowed', 'open', null])
})
