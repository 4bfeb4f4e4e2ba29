import { expect, it } from 'vitest'
import { readPercent } from './read-percent.ts'

it('a percentage is read as people write one', () => {
  const texts = ['21.5', ' 21,5 %', '۲۱٫۵٪', '0', '100']
  expect(texts.map(readPercent)).toEqual([21.5, 21.5, 21.5, 0, 100])
})

it('what is no percentage is none', () => {
  expect(['', '%', '21.5.1', '-3', '101', 'kibor + 3'].map(readPercent)).toEqual(Array(6).fill(null))
})
