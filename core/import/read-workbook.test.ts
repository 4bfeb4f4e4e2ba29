import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { readTable } from './read-table.ts'
import { tableLimits } from './table.ts'
import { cellsOf, tableOf } from './test-table.ts'

const workbookOf = async (...sheets: Parameters<typeof writeXlsxFile>[0]) =>
  new Uint8Array(await writeXlsxFile(sheets).toBuffer())

/** A workbook by hand, of the parts that a program may write in other ways than most. */
function workbook(sheetXml: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const files = {
    '_rels/.rels':
      '<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="/xl/book.xml"/></Relationships>',
    'xl/book.xml': '<workbook><sheets><sheet name="Prices" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/book.xml.rels':
      '<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="sheets/../sheets/s.xml"/><Relationship Id="r2" Type="http://x/styles" Target="styles.xml"/><Relationship Id="r3" Type="http://x/sharedStrings" Target="strings.xml"/></Relationships>',
    'xl/sheets/s.xml': sheetXml,
    ...parts,
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
}

describe('a workbook', () => {
  it('gives numbers in full, dates as ISO, formulas by their values and what is merged downwards', async () => {
    const date = new Date(Date.UTC(2026, 2, 15))
    const bytes = await workbookOf({
      sheet: 'Prices',
      data: [
        ['Brand', 'Model', 'Price', 'Since', 'New'],
        [{ value: 'Honda', rowSpan: 3 }, 'City', 4_737_000, { value: date, format: 'dd/mm/yyyy' }, true],
        [null, 'Civic', 47.37, { value: date, format: 'mmm d' }, false],
        [null, 'HR-V', 0.000_000_1, null, null],
        ['Toyota', 'Yaris', 100_000_000_000_000_000_000_000, 'سفید & <b>', '=1+1'],
      ],
    })
    const table = tableOf(bytes)
    expect(table).toMatchObject({ format: 'workbook', sheets: ['Prices'], sheet: 'Prices', headerRow: 1 })
    expect(cellsOf(table)).toEqual([
      ['Honda', 'City', '4737000', '2026-03-15', 'TRUE'],
      ['Honda', 'Civic', '47.37', '2026-03-15', 'FALSE'],
      ['Honda', 'HR-V', '0.0000001', '', ''],
      ['Toyota', 'Yaris', '100000000000000000000000', 'سفید & <b>', '=1+1'],
    ])
  })

  it('opens at the largest of its sheets, and at another that is named', async () => {
    const bytes = await workbookOf(
      { sheet: 'Cover', data: [['Dealer', 'City']] },
      {
        sheet: 'List',
        data: [
          ['Brand', 'Model'],
          ['Honda', 'City'],
          ['Toyota', 'Yaris'],
        ],
      },
    )
    expect(tableOf(bytes)).toMatchObject({ sheets: ['Cover', 'List'], sheet: 'List' })
    expect(tableOf(bytes, { sheet: 'Cover' }).columns).toEqual(['Dealer', 'City'])
    expect(readTable(bytes, { sheet: 'May' })).toMatchObject({ why: { type: 'no-sheet', sheet: 'May' } })
  })

  it('is read however its program writes it', () => {
    const bytes = workbook(
      `<x:worksheet xmlns:x="m"><x:sheetData>
        <x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:t>Since</x:t></x:is></x:c><x:c t="str"><x:v>Share</x:v></x:c><x:c t="str"><x:v>Time</x:v></x:c></x:row>
        <x:row r="7"><x:c r="A7" t="str"><x:f>B1&amp;"x"</x:f><x:v>a_x000D_b</x:v></x:c><x:c r="B7" s="1"><x:v>46096</x:v></x:c><x:c r="C7" s="2"><x:v>0.125</x:v></x:c><x:c r="D7" s="3"><x:v>0.3125</x:v></x:c></x:row>
        <x:row r="9"><x:c r="C9" t="e"><x:v>#DIV/0!</x:v></x:c><x:c r="D9" t="d"><x:v>2026-03-15T00:00:00</x:v></x:c></x:row>
        <x:row r="10"><x:c r="A10"><x:v>1.234</x:v></x:c><x:c r="B10" s="1"><x:v>46096.75</x:v></x:c><x:c r="C10"><x:v>0.30000000000000004</x:v></x:c><x:c r="D10" s="4"><x:v>0.3125</x:v></x:c></x:row>
      </x:sheetData></x:worksheet>`,
      {
        'xl/strings.xml': '<sst><si><r><t>Na</t></r><r><t>me</t></r><rPh><t>ruby</t></rPh></si></sst>',
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[h]:mm"/><numFmt numFmtId="171" formatCode="hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>',
      },
    )
    const table = tableOf(bytes)
    expect(table.columns).toEqual(['Name', 'Since', 'Share', 'Time'])
    expect(cellsOf(table)).toEqual([
      ['a\rb', '2026-03-15', '12.5%', '7.5 h'],
      ['', '', '#DIV/0!', '2026-03-15'],
      ['1.2340', '2026-03-15 18:00', '0.3', '07:30'],
    ])
    expect([...table.rows()].map(({ line }) => line)).toEqual([7, 9, 10])
  })

  it('counts days from 1904 where it says so, and knows the day that 1900 did not have', () => {
    const book = (pr: string) =>
      workbook(
        '<worksheet><sheetData><row><c t="str"><v>Day</v></c></row><row><c s="0"><v>59</v></c></row><row><c s="0"><v>61</v></c></row></sheetData></worksheet>',
        {
          'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
          'xl/book.xml': `<workbook>${pr}<sheets><sheet name="P" r:id="r1"/></sheets></workbook>`,
        },
      )
    expect(cellsOf(tableOf(book('')))).toEqual([['1900-02-28'], ['1900-03-01']])
    expect(cellsOf(tableOf(book('<workbookPr date1904="1"/>')))).toEqual([['1904-02-29'], ['1904-03-02']])
  })

  it('does not show the sheets that are hidden', () => {
    const bytes = workbook('<worksheet><sheetData/></worksheet>', {
      'xl/book.xml': '<workbook><sheets><sheet name="P" state="hidden" r:id="r1"/></sheets></workbook>',
    })
    expect(readTable(bytes)).toMatchObject({ why: { type: 'not-a-workbook' } })
  })
})

describe('a workbook that cannot be read', () => {
  const sheet = '<worksheet><sheetData><row><c t="str"><v>Name</v></c></row></sheetData></worksheet>'

  it.each([
    ['another kind of ZIP', zipSync({ 'word/document.xml': strToU8('<w/>') }), 'not-a-workbook'],
    ['cut short', workbook(sheet).subarray(0, 300), 'damaged'],
    ['without rows', workbook('<worksheet><sheetData/></worksheet>'), 'empty'],
  ])('is refused when it is %s', (_, bytes, type) => {
    expect(readTable(bytes)).toMatchObject({ type: 'not-a-table', why: { type } })
  })

  it('is refused when a byte of it was changed on the way', () => {
    const bytes = zipSync(
      {
        'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="P" r:id="r1"/></sheets></workbook>'),
        'xl/_rels/workbook.xml.rels': strToU8(
          '<R><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></R>',
        ),
        'xl/s.xml': strToU8(sheet.replace('Name', 'Price')),
      },
      { level: 0 },
    )
    expect(tableOf(bytes).columns).toEqual(['Price'])
    const text = new TextDecoder('latin1').decode(bytes)
    const changed = bytes.with(text.indexOf('Price'), 'D'.charCodeAt(0))
    expect(readTable(changed)).toMatchObject({ why: { type: 'damaged' } })
  })

  it('is refused for a password on its parts', () => {
    const bytes = workbook(sheet)
    const view = new DataView(bytes.buffer)
    for (let at = 0; at + 4 < bytes.length; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, 1, true)
    expect(readTable(bytes)).toMatchObject({ why: { type: 'locked-workbook' } })
  })

  it('is refused for what is inside it, by what it says and by what it is', () => {
    const bytes = workbook(`${sheet}${' '.repeat(400_000)}`)
    const limits = { ...tableLimits, inflatedBytes: 100_000 }
    expect(readTable(bytes, {}, limits)).toMatchObject({ why: { type: 'too-much-inside' } })
    // The directory says less than there is: what comes out is counted all the same.
    const view = new DataView(bytes.buffer)
    for (let at = 0; at + 4 < bytes.length; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true)
    expect(readTable(bytes, {}, limits)).toMatchObject({ why: { type: 'too-much-inside' } })
    expect(readTable(bytes).type).toBe('table')
  })
})
