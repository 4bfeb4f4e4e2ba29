import { describe, expect, it } from 'vitest'
import { readRows } from '../catalogue/test-catalogue.ts'
import { stockUnitIdSchema } from '../ids.ts'
import { businessDaySchema } from '../market/business-day.ts'
import { type ColumnMapping, columnField, constantField } from './mapping.ts'
import { createStockPlanner, type StockFields } from './plan-stock.ts'
import { createStockRowReader } from './read-stock-row.ts'
import { tableOf } from './test-table.ts'
import { createVehicleFinder } from './vehicle-finder.ts'

const { variants } = readRows(
  'Honda,City,1.2L CVT,seats,5,persons,maker,2026',
  'Honda,City,1.5L Aspire CVT,seats,5,persons,maker,2026',
  'Toyota,Yaris,GLI,seats,5,persons,maker,2026',
).catalogue
const findVehicle = createVehicleFinder(variants)

describe('a vehicle of the catalogue', () => {
  it.each([
    ['honda/city/1-2l-cvt', 'honda/city/1-2l-cvt'],
    ['HONDA CITY (1.2l cvt)', 'honda/city/1-2l-cvt'],
    ['City 1.2 CVT', 'honda/city/1-2l-cvt'],
    ['City Aspire', 'honda/city/1-5l-aspire-cvt'],
    ['Yaris', 'toyota/yaris/gli'],
    ['Toyota Yaris', 'toyota/yaris/gli'],
  ])('is found by %s', (text, id) => {
    expect(findVehicle(text)).toEqual({ type: 'found', id })
  })

  it('is not found by what several are, or none', () => {
    expect(findVehicle('Honda City')).toEqual({
      type: 'not-clear',
      names: ['Honda City 1.2L CVT', 'Honda City 1.5L Aspire CVT'],
    })
    expect(findVehicle('Corolla')).toEqual({ type: 'not-known' })
    expect(findVehicle('')).toEqual({ type: 'not-known' })
    expect(findVehicle('گاڑی')).toEqual({ type: 'not-known' })
  })
})

const id = (last: string) => stockUnitIdSchema.parse(`01890a5d-ac96-774b-bcce-b302099a80${last}`)
const day = (text: string) => businessDaySchema.parse(text)
const inStock = (number: string, changed: Partial<StockFields> = {}): StockFields => ({
  variantId:
    variants[0]?.id ??
    (() => {
      throw new Error('No vehicle')
    })(),
  number,
  colour: 'white',
  place: 'Karachi',
  state: 'in-stock',
  arrivedOn: day('2026-03-01'),
  expectedOn: null,
  ...changed,
})
const units = [
  { id: id('01'), ...inStock('MRHGM6640NP012345') },
  { id: id('02'), ...inStock('NZE141-6012345') },
  { id: id('03'), ...inStock('NZE141-0000000') },
  { id: id('04'), ...inStock('NZE141-0000000') },
]

const mapping: ColumnMapping = {
  target: 'stock',
  fields: [
    columnField('number', ['vin']),
    { ...columnField('vehicle', ['car']), translations: { 'city old': 'honda/city/1-2l-cvt' } },
    columnField('colour', ['colour']),
    columnField('place', ['place']),
    { ...columnField('state', ['status']), translations: { 'with us': 'in-stock' } },
    columnField('arrivedOn', ['arrived']),
    columnField('expectedOn', ['eta']),
  ],
}

function planOf(
  fields: ColumnMapping['fields'],
  stock: Parameters<typeof createStockPlanner>[0]['units'],
  ...[header, ...rows]: readonly string[]
) {
  const table = tableOf([header, ...rows].join('\n'), { headerRow: 1, delimiter: ',' })
  const readRow = createStockRowReader({
    mapping: { target: 'stock', fields },
    columns: table.columns,
    findVehicle,
  })
  const planner = createStockPlanner({ units: stock, readRow })
  for (const item of table.rows()) planner.add(item)
  return planner.finish()
}
const planIn = (stock: typeof units, ...rows: readonly string[]) =>
  planOf(mapping.fields, stock, 'vin,car,colour,place,status,arrived,eta', ...rows)
const plan = (...rows: readonly string[]) => planIn(units, ...rows)

describe('a plan of a stock list', () => {
  it('says of each car what it would add, change and leave', () => {
    const made = plan(
      'mrhgm6640 np012345,City 1.2 CVT,red,Karachi,with us,,',
      'NZE141-6012345,honda/city/1-2l-cvt,,,,,',
      'NZE141-7777777,Yaris,silver,,,,15/04/2026',
      'NZE141-8888888,City old,silver,Lahore,Booked,02/04/2026,',
    )
    expect(made.rows.map(({ outcome }) => outcome)).toEqual(['changed', 'unchanged', 'added', 'added'])
    expect(made.rows[0]?.changes()).toEqual([{ field: 'colour', from: 'white', to: 'red' }])
    expect(made.edits).toMatchObject([
      {
        line: 2,
        unitId: id('01'),
        before: { colour: 'white' },
        after: { colour: 'red', arrivedOn: '2026-03-01' },
      },
      {
        unitId: null,
        before: null,
        after: { number: 'NZE141-7777777', state: 'in-transit', place: '', expectedOn: '2026-04-15' },
      },
      { after: { variantId: 'honda/city/1-2l-cvt', state: 'allocated', arrivedOn: '2026-04-02' } },
    ])
    expect(made.rows[2]?.changes().map(({ field }) => field)).toEqual([
      ...['variantId', 'number', 'colour', 'state', 'expectedOn'],
    ])
  })

  it('refuses rows without a number or a vehicle, and cells that cannot be read', () => {
    const made = plan(
      ',Yaris,red,,,,',
      'MRHGM664ONP012345,Yaris,red,,,,',
      'NZE141-1111111,Corolla,red,,,,',
      'NZE141-2222222,City,red,,,,',
      'NZE141-3333333,,red,,,,',
      `NZE141-6012345,Yaris,${'r'.repeat(81)},Kar\ufffdchi,lost,31/02/2026,soon`,
      'nze141-6012345,Yaris,red,,,,',
      'NZE141-0000000,Yaris,red,,,,',
      '"NZE141-5555555,Yaris,red,,,,',
    )
    expect(
      made.rows.flatMap(({ line, refusals }) =>
        refusals.map(({ column, field, why }) => `${line} ${column} ${field} ${why.type}`),
      ),
    ).toEqual([
      '2 vin number no-number',
      '3 vin number vehicle-number',
      '4 car vehicle vehicle-not-known',
      '5 car vehicle vehicle-not-clear',
      '6 car vehicle no-vehicle',
      '7 status state code',
      '7 colour colour too-long',
      '7 place place encoding',
      '7 arrived arrivedOn date',
      '7 eta expectedOn date',
      '8 null null duplicate',
      '9 null null number-twice',
      '10 null null quotes',
    ])
    expect(made.counts).toMatchObject({ rows: 9, changed: 1, refused: 8, refusedCells: 5 })
    expect(made.rows[1]?.name).toBe('MRHGM664ONP012345')
  })

  it('refuses a new car of which it cannot be read whether it is here, and leaves a known one where it stands', () => {
    const made = plan(
      'NZE141-1111111,Yaris,red,,To be delivered,01/04/2026,',
      'NZE141-2222222,Yaris,red,,,,soon',
      'NZE141-3333333,Yaris,red,,in transit,,soon',
      'NZE141-4444444,Yaris,red,,,01/04/2026,soon',
      'NZE141-6012345,City 1.2 CVT,red,,for whom?,,soon',
    )
    expect(made.rows.map(({ outcome, refusals }) => [outcome, refusals.at(-1)?.why.type])).toEqual([
      ['refused', 'no-state'],
      ['refused', 'no-state'],
      ['added', 'date'],
      ['added', 'date'],
      ['changed', 'date'],
    ])
    expect(made.edits.map(({ after }) => after.state)).toEqual(['in-transit', 'in-stock', 'in-stock'])
    expect(made.rows[0]?.refusals.map(({ field }) => field)).toEqual(['state', null])
  })

  it('puts a car that was on its way in stock when its row says that it arrived, unless it says a state', () => {
    const expected = { state: 'in-transit', arrivedOn: null, expectedOn: day('2026-04-10') } as const
    const onItsWay = [{ id: id('05'), ...inStock('NZE141-5555555', expected) }]
    const changed = (rest: string) =>
      planIn(onItsWay, `NZE141-5555555,City 1.2 CVT,,,${rest}`).edits[0]?.after ?? null
    expect(changed(',08/04/2026,')).toMatchObject({
      ...{ state: 'in-stock', arrivedOn: '2026-04-08', expectedOn: null },
    })
    expect(changed('booked,08/04/2026,')).toMatchObject({ state: 'allocated', expectedOn: '2026-04-10' })
    expect(changed('lost,08/04/2026,')).toMatchObject({ state: 'in-transit', arrivedOn: '2026-04-08' })
    expect(changed(',,12/04/2026')).toMatchObject({ state: 'in-transit', expectedOn: '2026-04-12' })
  })

  it('knows vehicles by brand, model and variant, and takes what is said of the whole file', () => {
    const fields = [
      columnField('number', ['no']),
      columnField('brand', ['make']),
      columnField('model', ['model']),
      columnField('variant', ['trim']),
      constantField('place', 'Lahore'),
      constantField('state', 'in transit'),
    ]
    const made = planOf(
      fields,
      units,
      'no,make,model,trim',
      'A-10001,Honda,Honda City,City 1.2L CVT',
      'A-10002,,Yaris,',
    )
    expect(made.edits.map(({ after }) => `${after.variantId} ${after.place} ${after.state}`)).toEqual([
      'honda/city/1-2l-cvt Lahore in-transit',
      'toyota/yaris/gli Lahore in-transit',
    ])
  })
})
