import { expect, it } from 'vitest'
import type { Attribute } from '../../../core/catalogue/attribute.ts'
import { tellingRows } from './telling-rows.ts'

const figure = (text: string) => ({ text, source: 'maker', asOf: '2026-07', age: 'new', status: null })
const row = (attribute: Attribute, apart: number) => ({
  attribute,
  label: attribute,
  apart,
  cells: [
    { figure: figure(`${attribute} of the first`), isBest: false },
    { figure: null, isBest: false },
  ],
})
const words = { seats: {}, bootLitres: {}, airbags: {}, powerHp: {}, priceMinor: {} }
const rows = [
  row('priceMinor', 0.9),
  row('body', 0.4),
  row('seats', 0),
  row('powerHp', 0.1),
  row('engineCc', 0.8),
  row('airbags', 0.7),
  row('fuel', 0.4),
  row('bootLitres', 0.2),
]

it('the three in which vehicles differ most are shown, of what people speak about', () => {
  expect(tellingRows(rows, words, 0).map(({ attribute }) => attribute)).toEqual([
    'airbags',
    'fuel',
    'bootLitres',
  ])
})

it('what is not known of one vehicle is said to be so', () => {
  expect(tellingRows(rows, words, 1).map(({ text }) => text)).toEqual(['–', '–', '–'])
})
