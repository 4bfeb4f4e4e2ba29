import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { csvBytes, guard } from './csv.ts'
import { dailySummaryToCsv } from './daily-summary-csv.ts'
import { awkwardNames, awkwardSummary } from './test-summary.ts'

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
const unguarded = (cell: string) => (cell.startsWith('\t') ? cell.slice(1) : cell)
const parse = (bytes: Uint8Array) =>
  Papa.parse<string[]>(utf8.decode(bytes).slice(1), { newline: '\r\n', skipEmptyLines: true }).data

describe('CSV', () => {
  test('begins with a byte order mark and ends each row with CR LF', () => {
    const text = utf8.decode(
      csvBytes([
        ['الف', 1],
        [null, -2],
      ]),
    )
    expect(text).toBe('\uFEFF"الف",1\r\n,-2\r\n')
  })

  test('any text comes back as it was once one leading tab is taken off, and numbers stay bare', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 }),
        fc.integer(),
        (texts, number) => {
          const bytes = csvBytes([[...texts, number]])
          const [row] = parse(bytes)
          expect(row?.slice(0, -1).map(unguarded)).toEqual(texts)
          expect(utf8.decode(bytes).endsWith(`,${number}\r\n`)).toBe(true)
        },
      ),
    )
  })

  test.each(['=1+1', '+923001234567', '-1+1', '@SUM(1)', '\t=1', '\r=1', '\n=1', ' =1+1', '＝1+1'])(
    'no cell begins as a formula would: %j',
    (text) => {
      expect(guard(text)).toBe(`\t${text}`)
    },
  )

  test.each(['Honda City', 'محمد', '0300 1234567', '4,250,000', 'a=b', ''])(
    'plain text is left alone: %j',
    (text) => {
      expect(guard(text)).toBe(text)
    },
  )
})

describe('the daily summary as CSV', () => {
  test('keeps every name whole, in both languages, and lets none of them be a formula', () => {
    for (const language of ['en', 'ur'] as const) {
      const rows = parse(dailySummaryToCsv(awkwardSummary(), language))
      const cells = rows.flat()
      for (const name of awkwardNames) expect(cells.map(unguarded)).toContain(name)
      for (const cell of cells) expect(cell).not.toMatch(/^[=+@]|^-[^\d]/)
      expect(new Set(rows.map((row) => row.length))).toEqual(new Set([6]))
    }
  })

  test('gives the counts as numbers, with the denominator and the percentage of the ratio', () => {
    const summary = awkwardSummary()
    const rows = parse(dailySummaryToCsv(summary, 'en'))
    expect(rows).toContainEqual(['Traffic', 'Visits', '', '6', '', ''])
    expect(rows).toContainEqual(['Contact capture', 'With a phone', '', '3', '6', '50'])
    expect(rows).toContainEqual(['Daily summary', 'Fingerprint of the figures', '', summary.hash, '', ''])
    expect(rows).toContainEqual(['What changed: After', 'Visits', '', '7', '', ''])
  })
})
