import { Buffer } from 'node:buffer'
import { inflateRawSync } from 'node:zlib'
import readXlsxFile from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { dailySummaryToXlsx } from './daily-summary-xlsx.ts'
import { awkwardNames, awkwardSummary } from './test-summary.ts'

const read = async (bytes: Uint8Array) => readXlsxFile(Buffer.from(bytes))

test('the workbook opens with its sheets, every name as the text it is and every count as a number', async () => {
  const sheets = await read(await dailySummaryToXlsx(awkwardSummary(), 'en'))
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['Daily summary', 'Per consultant', 'What changed'])
  const people = sheets[1]?.data ?? []
  expect(people[0]?.slice(0, 3)).toEqual(['Consultant', 'Visits', 'First-time'])
  expect(new Set(people.slice(1, -1).map(([name]) => name))).toEqual(new Set(awkwardNames))
  expect(people.at(-1)).toEqual(['Whole store', 6, 6, 0, 0, 0, 0, 3, 5, 0, 0, 6, 1])
  const page = sheets[0]?.data ?? []
  const cells = page.flat()
  expect(cells).toContain('=1+1 Motors (KHI-01)')
  expect(cells).toContain('+923001234567')
  expect(cells).toContain('3 / 6 (50 %)')
  expect(page.find(([label]) => label === 'Visits')?.[2]).toBe(6)
  expect(cells).toContain(awkwardSummary().hash)
  expect(sheets[2]?.data.slice(1)).toEqual([
    ['Visits', 'Whole store', 6, 7],
    ['Bookings', '-1+1', 1, 2],
  ])
})

test('in Urdu the sheets are named in Urdu, and an unchanged day has no sheet of changes', async () => {
  const summary = { ...awkwardSummary(), changedSinceClosed: false, difference: [] }
  const sheets = await read(await dailySummaryToXlsx(summary, 'ur'))
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['روزانہ خلاصہ', 'ہر کنسلٹنٹ'])
  expect(sheets[0]?.data.flat()).toContain('قیمت')
})

test('no cell of the workbook is a formula, and in Urdu its sheets run from right to left', async () => {
  const sheets = sheetXmls(await dailySummaryToXlsx(awkwardSummary(), 'ur'))
  expect(sheets).toHaveLength(3)
  for (const xml of sheets) {
    expect(xml).not.toContain('<f')
    expect(xml).toContain('rightToLeft="1"')
  }
})

/** The worksheets inside a ZIP, by its central directory (APPNOTE.TXT 4.3.12). */
function sheetXmls(bytes: Uint8Array): readonly string[] {
  const zip = Buffer.from(bytes)
  const found: string[] = []
  for (let at = zip.indexOf('PK\x01\x02'); at !== -1; at = zip.indexOf('PK\x01\x02', at + 4)) {
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28))
    if (!name.startsWith('xl/worksheets/sheet')) continue
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20))
    found.push((zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8'))
  }
  return found
}
