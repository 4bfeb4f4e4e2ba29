import { expect, test } from 'vitest'
import { byWhatTheyAsk } from './asks-the-same.ts'

const rule = (ruleKey: string, sentence = ruleKey) => ({ ruleKey, sentence })
const seats = '{"atLeast":7}'

test('rules of two answers that ask the same stand together, and are relaxed together', () => {
  const two = [rule(`people|seats|${seats}`), rule('must|fuel|{}'), rule(`must|seats|${seats}`)]
  expect(byWhatTheyAsk(two).map(({ ruleKeys }) => ruleKeys)).toEqual([
    [`people|seats|${seats}`, `must|seats|${seats}`],
    ['must|fuel|{}'],
  ])
})

test('rules kept before they had keys stand one by one, and none can be relaxed', () => {
  const old = [rule('', 'first'), rule('', 'second')]
  expect(byWhatTheyAsk(old).map(({ ruleKeys, rules }) => [ruleKeys, rules.length])).toEqual([
    [[], 1],
    [[], 1],
  ])
})
