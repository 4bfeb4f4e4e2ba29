import { expect, test } from 'vitest'
import { pakistan } from '../market/test-market.ts'
import { dailyFigures } from './daily-figures.ts'
import { withNeedNames } from './need-names.ts'
import { testRows, testVisit } from './test-day.ts'

const figures = dailyFigures(
  testRows({
    visits: [
      testVisit(1, 0, {
        unmetNeeds: [
          { attribute: 'seats', test: { type: 'number', atLeast: 9, atMost: null }, together: [] },
          {
            attribute: 'fuel',
            test: { type: 'codes', codes: ['electric'] },
            together: [{ attribute: 'seats', test: { type: 'number', atLeast: 7, atMost: null } }],
          },
          { attribute: 'towKg', test: { type: 'number', atLeast: 900, atMost: null }, together: [] },
        ],
      }),
    ],
  }),
  {},
)
const names = (language: 'en' | 'ur') =>
  withNeedNames(figures, { pack: pakistan, language }).discovery?.unmetNeeds.map(({ name }) => name)

test('what nothing on sale gave is said in the reader’s language, and by its name where that is not known', () => {
  expect(names('en')).toEqual(
    expect.arrayContaining(['At least 9 seats', 'Electric + At least 7 seats', 'towKg']),
  )
  for (const name of names('ur')?.filter((one) => one !== 'towKg') ?? [])
    expect(name).toMatch(/[\u0600-\u06ff]/)
})

test('a day that was closed before needs were counted stays as it is', () => {
  const closed = { ...figures, discovery: null }
  expect(withNeedNames(closed, { pack: pakistan, language: 'en' })).toEqual(closed)
})
