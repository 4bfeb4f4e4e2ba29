import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { Refusal } from '../../../contract/errors.ts'
import { columnField, constantField } from '../../../core/import/mapping.ts'
import { pakistan } from '../../../core/market/test-market.ts'
import type { ShowroomDatabase } from '../../../db/showroom-database.ts'
import { openTestDatabase, type TestFolder, testFolder } from '../../../db/test-database.ts'
import { newId } from '../../doors.ts'
import { createImportDesk } from './import-desk.ts'
import { type Answered, type Asked, type AskName, importAskSchema, parseAnswer } from './import-protocol.ts'
import { withFields } from './test-imports.ts'

const language = 'en' as const
const whence = [constantField('source', 'Dealer list'), constantField('asOf', '2026-11')]

let place: TestFolder
let db: ShowroomDatabase
beforeAll(() => {
  place = testFolder()
  db = openTestDatabase(place.folder)
})
afterAll(() => {
  db.close()
  place[Symbol.dispose]()
})

/** A desk with a whole file on it, asked as the data process asks it. */
function deskWith(name: string, content: string | Uint8Array) {
  const bytes = Buffer.from(content)
  const told: (readonly [number, number])[] = []
  const desk = createImportDesk({
    connection: db.connection,
    market: pakistan,
    file: { name, bytes: bytes.length },
    newId,
    onProgress: (rows, share) => told.push([rows, share]),
  })
  const ask = <A extends AskName>(name: A, asked: Asked[A]): Answered[A] =>
    parseAnswer(name, desk.answer(importAskSchema.parse({ name, id: 1, asked })))
  ask('part', { offset: 0, content: bytes })
  return {
    told,
    look: (of: Partial<Asked['look']> = {}) => ask('look', { reading: {}, target: null, language, ...of }),
    fit: (asked: Asked['fit']) => ask('fit', asked),
    check: (mapping: Asked['check']['mapping']) => ask('check', { mapping, language }),
    plan: (mapping: Asked['plan']['mapping']) => ask('plan', { mapping, language }),
    rows: (show: Asked['rows']['show'], words = '', of: Partial<Asked['rows']> = {}) =>
      ask('rows', { show, words, offset: 0, limit: 50, language, ...of }),
    refused: () => Buffer.from(ask('refused', { language }).content).toString(),
  }
}

const file = [
  'Price list of November',
  '',
  'Sr;Manufacturer;Model Name;Grade;Boot space (cu ft);Gas type;Asking (lacs);Pax',
  '1;Kia;Sonet;GT;14;Gasolina;47,37;5',
  '2;Kia;Sonet;EX;13;Petrol;38,90;many',
  '3;;;;11;Petrol;30,10;5',
].join('\r\n')
const gasType = { ...columnField('fuel', ['Gas type']), translations: { gasolina: 'petrol' } }
const asking = { ...columnField('priceMinor', ['Asking (lacs)']), unit: 'lakh', decimal: 'comma' as const }

describe('a file of unusual columns and units', () => {
  test('is found for what it is, and each column guessed with its reason', () => {
    const look = deskWith('november.csv', file).look()
    expect(look).toMatchObject({
      format: 'text',
      encoding: 'utf-8',
      delimiter: ';',
      headerRow: 3,
      target: 'vehicles-wide',
      targets: ['vehicles-wide', 'figures', 'stock'],
      rememberedAt: null,
    })
    expect(look.head[0]?.cells[0]).toBe('Price list of November')
    expect(look.columns[5]).toEqual({ name: 'Gas type', samples: ['Gasolina', 'Petrol'], filled: 3 })
    expect(look.guesses.find(({ field }) => field === 'bootLitres')).toEqual({
      field: 'bootLitres',
      sureness: 'sure',
      why: 'by the header “Boot space (cu ft)”',
    })
  })

  test('is a workbook, a stock list or single figures, as its content says', async () => {
    const cells = [
      ['Chassis No', 'Vehicle'],
      ['MRHGM6640NP012345', 'City'],
    ].map((row) => row.map((value) => ({ value })))
    const workbook = await writeXlsxFile(cells, { sheet: 'Yard' }).toBuffer()
    expect(deskWith('prices.csv', workbook).look()).toMatchObject({
      format: 'workbook',
      sheet: 'Yard',
      encoding: null,
      target: 'stock',
    })
    const figures =
      'brand,model,variant,attribute,value,unit,source,as_of\nKia,Sonet,GT,seats,5,persons,List,2026'
    expect(deskWith('figures.csv', figures).look().target).toBe('figures')
  })

  test('is read otherwise where a person says so', () => {
    const desk = deskWith('november.csv', file)
    const other = desk.look({ reading: { delimiter: '|', headerRow: 1 } })
    expect(other).toMatchObject({ delimiter: '|', headerRow: 1 })
    expect(other.columns.map(({ name }) => name)).toEqual(['Price list of November'])
    expect(desk.look({ target: 'stock' }).target).toBe('stock')
  })

  test('says what a mapping lacks, which words have no code, and how it reads the first rows', () => {
    const desk = deskWith('november.csv', file)
    const { mapping } = desk.look()
    const fit = desk.fit({ field: 'priceMinor', columns: ['Asking (lacs)'] })
    expect(fit).toEqual({ unit: 'lakh', decimal: 'comma', dateOrder: 'day-first' })
    const chosen = withFields(mapping, [columnField('fuel', ['Gas type']), asking])
    const { missing, words, previews } = desk.check(chosen)
    expect(missing).toEqual([['source'], ['asOf']])
    const gasolina = { word: 'gasolina', text: 'Gasolina', count: 1 }
    expect(words).toEqual([{ field: 'fuel', words: [gasolina], more: 0 }])
    const preview = (field: string) => previews.find((one) => one.field === field)?.cells
    expect(preview('priceMinor')?.[0]).toEqual({
      line: 4,
      cell: '47,37',
      text: 'Rs 4,737,000 (47.37 lakh)',
      why: null,
    })
    expect(preview('bootLitres')?.map(({ cell, text }) => [cell, text])).toEqual([
      ['14', '396 L'],
      ['13', '368 L'],
      // Of a row that is refused there is only what stands there.
      ['11', '11'],
    ])
    expect(preview('seats')?.map(({ text, why }) => [text, why])).toEqual([
      ['5 seats', null],
      [null, '“many” is not a number or a range of numbers.'],
    ])
    expect(refusedWith(() => desk.plan(chosen))).toEqual({
      code: 'IMPORT_NOT_MAPPED',
      detail: { fields: 'Source, As-of date' },
    })
    // What was said of a word can be said anew.
    const said = desk.check(withFields(chosen, [gasType]))
    expect(said.words).toEqual(words)
    expect(said.previews.find(({ field }) => field === 'fuel')?.cells[0]?.text).toBe('petrol')
  })

  test('shows how the rest of a car is read whose vehicle or number is not clear yet', () => {
    const list = [
      'Chassis no,Car,Status,In date',
      'JHMGE8H59DC012345,Nowhere,Demo,03/11/2026',
      ',Nowhere,Odd,',
    ]
    const desk = deskWith('stock.csv', list.join('\n'))
    const { mapping } = desk.look()
    if (mapping.target === 'epa') throw new Error('Not a stock list')
    const { previews } = desk.check(mapping)
    const shown = (id: string) => previews.find(({ field }) => field === id)?.cells
    expect(shown('vehicle')?.map(({ text, why }) => [text, why])).toEqual([
      [null, expect.stringContaining('“Nowhere”')],
    ])
    expect(shown('state')?.map(({ text, why }) => [text, why])).toEqual([
      ['Demo car', null],
      [null, expect.stringContaining('“Odd”')],
    ])
    expect(shown('arrivedOn')?.map(({ text }) => text)).toEqual(['2026-11-03'])
  })

  test('is planned row by row, and gives its refused rows back with the reasons', () => {
    const desk = deskWith('november.csv', file)
    const { plan, mapped } = desk.plan(withFields(desk.look().mapping, [gasType, asking, ...whence]))
    expect(plan).toEqual({
      counts: { rows: 3, added: 2, changed: 0, unchanged: 0, refused: 1, leftOut: 0, refusedCells: 1 },
      rowsWithRefusals: 2,
      rowsWithOlder: 0,
      refusedCellsNotListed: 0,
    })
    expect(mapped?.target).toBe('vehicles-wide')
    const added = desk.rows('added')
    expect([added.total, added.rows[0]?.name, added.rows[0]?.changes.at(-1)]).toEqual([
      2,
      'Kia Sonet GT',
      { label: 'Price', from: null, to: 'Rs 4,737,000 (47.37 lakh)', older: false },
    ])
    expect(desk.rows('refused').rows.map(({ line, name, refusals }) => ({ line, name, refusals }))).toEqual([
      {
        line: 5,
        name: 'Kia Sonet EX',
        refusals: [
          {
            column: 'Pax',
            label: 'Seats',
            cell: 'many',
            why: '“many” is not a number or a range of numbers.',
          },
        ],
      },
      {
        line: 6,
        name: '',
        refusals: [{ column: null, label: null, cell: null, why: 'The brand or the model is missing.' }],
      },
    ])
    expect(desk.rows('refused', 'PAX sonet').rows.map(({ line }) => line)).toEqual([5])
    expect(desk.rows('added', '', { offset: 1, limit: 1 }).rows.map(({ line }) => line)).toEqual([5])
    expect(desk.refused().split('\r\n')).toEqual([
      '\uFEFF"Sr","Manufacturer","Model Name","Grade","Boot space (cu ft)","Gas type","Asking (lacs)","Pax","Line","Why it was refused"',
      '"2","Kia","Sonet","EX","13","Petrol","38,90","many",5,"Seats: “many” is not a number or a range of numbers."',
      '"3",,,,"11","Petrol","30,10","5",6,"The whole row: The brand or the model is missing."',
      '',
    ])
  })

  test('is mapped as a file with the same columns was before, but for how old its figures are', () => {
    const desk = deskWith('november.csv', file)
    const { mapped } = desk.plan(withFields(desk.look().mapping, [gasType, asking, ...whence]))
    if (mapped) db.imports.remember(mapped.target, { ...mapped, usedAt: 77 })
    const { mapping, rememberedAt, guesses } = deskWith(
      'december.csv',
      file.replace('November', 'May'),
    ).look()
    expect(rememberedAt).toBe(77)
    const fields = 'fields' in mapping ? mapping.fields : []
    expect(fields.find(({ field }) => field === 'fuel')).toEqual(gasType)
    expect(fields.find(({ field }) => field === 'source')).toEqual(whence[0])
    expect(fields.some(({ field }) => field === 'asOf')).toBe(false)
    expect(guesses[0]?.why).toBe('as a file with the same columns was mapped before')
    expect(db.imports.mappings()).toHaveLength(1)
    db.connection.exec('DELETE FROM import_mapping')
  })

  test('tells how far it is while it is looked at and planned', () => {
    const many = Array.from({ length: 2_500 }, (_, n) => `${n};Kia;Sonet;Row ${n};14;Petrol;47,37;5`)
    const desk = deskWith('many.csv', [...file.split('\r\n').slice(0, 3), ...many].join('\r\n'))
    const { mapping } = desk.look()
    expect(desk.told.map(([rows]) => rows)).toEqual([1000, 2000])
    desk.plan(withFields(mapping, whence))
    expect(desk.told.slice(2).map(([rows]) => rows)).toEqual([500, 1000, 1500, 2000, 2500])
    expect(desk.told.every(([, share]) => share >= 0 && share <= 1)).toBe(true)
  })
})

describe('what is no table', () => {
  test.each([
    ['a PDF', 'prices.xlsx', '%PDF-1.7\n1 0 obj', 'it is a PDF, not a table'],
    [
      'a web page that is called a list',
      'prices.csv',
      '<!doctype html><html><h1>Login</h1>',
      'it is a web page, not a table; open it in Excel and save it as a workbook (.xlsx)',
    ],
    [
      'a picture',
      'prices.csv',
      Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
      'it is neither text nor an Excel workbook',
    ],
    [
      'a workbook of the old kind',
      'prices.xlsx',
      Buffer.from(`d0cf11e0a1b11ae1${'00'.repeat(600)}`, 'hex'),
      'it is an Excel file of the old kind (.xls); save it as .xlsx or CSV first',
    ],
    ['an empty file', 'prices.csv', '', 'it has no rows'],
  ])('%s is refused in words', (_what, name, content, why) => {
    expect(refusedWith(() => deskWith(name, content).look())).toEqual({
      code: 'IMPORT_NOT_READABLE',
      detail: { file: name, why },
    })
  })
})

function refusedWith(work: () => unknown): { readonly code: string; readonly detail: unknown } {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, detail: error.detail }
    throw error
  }
  return { code: 'nothing was refused', detail: null }
}
