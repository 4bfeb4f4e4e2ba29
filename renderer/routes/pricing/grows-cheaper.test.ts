import { expect, test } from 'vitest'
import { growsCheaper } from './grows-cheaper.ts'

const paying = (...amounts: readonly number[]) => ({ schedule: amounts.map((payMinor) => ({ payMinor })) })

test('months grow cheaper where shares are bought back, and not where rounding alone tells them apart', () => {
  expect(growsCheaper(paying(120_000, 110_000, 100_000))).toBe(true)
  expect(growsCheaper(paying(113_797, 113_797, 113_795))).toBe(false)
  expect(growsCheaper(paying())).toBe(false)
})
