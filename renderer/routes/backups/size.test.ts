import { expect, it } from 'vitest'
import { sizeOf } from './size.ts'

it('a size is said in the unit that keeps it short', () => {
  expect(sizeOf(0)).toEqual({ size: '1', unit: 'kB' })
  expect(sizeOf(81_920)).toEqual({ size: '82', unit: 'kB' })
  expect(sizeOf(999_400)).toEqual({ size: '999', unit: 'kB' })
  expect(sizeOf(999_600)).toEqual({ size: '1.0', unit: 'MB' })
  expect(sizeOf(4_240_000)).toEqual({ size: '4.2', unit: 'MB' })
  expect(sizeOf(9_960_000)).toEqual({ size: '10', unit: 'MB' })
  expect(sizeOf(612_000_000)).toEqual({ size: '612', unit: 'MB' })
  expect(sizeOf(2_500_000_000)).toEqual({ size: '2.5', unit: 'GB' })
  expect(sizeOf(5_000_000_000_000)).toEqual({ size: '5000', unit: 'GB' })
})
