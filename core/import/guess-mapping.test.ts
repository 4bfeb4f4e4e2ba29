import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pakistan, withCents } from '../market/test-market.ts'
import { type GuessReason, guessMapping, leftOutColumns } from './guess-mapping.ts'
import { guessReasonText } from './guess-words.ts'
import {
  type ColumnMapping,
  columnField,
  constantField,
  type MappedTarget,
  mappingSchema,
} from './mapping.ts'
import { createCataloguePlanner } from './plan-catalogue.ts'
import { createVehicleRowReader } from './read-vehicle-row.ts'
import { headerKey, mappingToRemember, type RememberedMapping } from './remember-mapping.ts'
import { surveyTable } from './survey-table.ts'
import type { TableOptions } from './table.ts'
import { missingFields, targetFields } from './target.ts'
import { tableOf } from './test-table.ts'
import { createVehicleFinder } from './vehicle-finder.ts'
import { wordsWithoutCode } from './words-without-code.ts'

function guess(
  text: string,
  target: MappedTarget = 'vehicles-wide',
  remembered: readonly RememberedMapping[] = [],
  market = pakistan,
  options: TableOptions = {},
) {
  const table = tableOf(text, options)
  const survey = surveyTable(table)
  return { table, survey, ...guessMapping({ table, survey, target, market, remembered }) }
}

const columnsOf = (mapping: ColumnMapping) =>
  Object.fromEntries(
    mapping.fields.map(({ field, from }) => [field, from.type === 'columns' ? from.columns : from.value]),
  )
const fieldOf = (mapping: ColumnMapping, field: string) => mapping.fields.find((one) => one.field === field)

describe('a guess by headers', () => {
  it('knows the words of each field and the unit in them', () => {
    const { mapping, guesses, table } = guess(
      [
        'Make,Model Name,Trim,Boot (L),Mileage_kmpl,Max Power (bhp),Length in mm,Fuel Tank Capacity (litres),Ex-factory Price (PKR lacs),Gear Box,GroundClearance,Engine No,Remarks',
        'Honda,City,1.2L,510,18.2,89,4440,40,47.37,CVT,134,L15B,nice',
        'Honda,Civic,RS,495,14,176,4678,47,"1,03.99",CVT,128,L15C,nice',
      ].join('\n'),
    )
    expect(columnsOf(mapping)).toEqual({
      brand: ['Make'],
      model: ['Model Name'],
      variant: ['Trim'],
      bootLitres: ['Boot (L)'],
      groundClearanceMm: ['GroundClearance'],
      consumptionKmPerLitre: ['Mileage_kmpl'],
      powerHp: ['Max Power (bhp)'],
      transmission: ['Gear Box'],
      priceMinor: ['Ex-factory Price (PKR lacs)'],
      lengthMm: ['Length in mm'],
      tankLitres: ['Fuel Tank Capacity (litres)'],
    })
    expect(fieldOf(mapping, 'priceMinor')?.unit).toBe('lakh')
    expect(fieldOf(mapping, 'consumptionKmPerLitre')?.unit).toBe('km/l')
    expect(guesses.find(({ field }) => field === 'bootLitres')).toMatchObject({
      sureness: 'sure',
      why: { type: 'heading', column: 'Boot (L)' },
    })
    expect(leftOutColumns(mapping, table.columns)).toEqual(['Engine No', 'Remarks'])
    expect(missingFields(mapping, pakistan)).toEqual([['source'], ['asOf']])
  })

  it('knows Urdu and Roman Urdu, and numbers by the unit in which they make sense', () => {
    const { mapping } = guess(
      'کمپنی,ماڈل,ویرینٹ,قیمت,ڈگی,لمبائی,ایندھن\nHonda,City,1.2,4737000,18,4.44,پیٹرول\nHonda,Civic,RS,8659000,17.5,4.68,ہائبرڈ\n',
    )
    expect(columnsOf(mapping)).toMatchObject({
      brand: ['کمپنی'],
      model: ['ماڈل'],
      priceMinor: ['قیمت'],
      bootLitres: ['ڈگی'],
      lengthMm: ['لمبائی'],
      fuel: ['ایندھن'],
    })
    expect(fieldOf(mapping, 'bootLitres')?.unit).toBe('cu-ft')
    expect(fieldOf(mapping, 'lengthMm')?.unit).toBe('m')
  })

  it('joins the two ends of a range, the parts of one cell, and city with highway', () => {
    const { mapping } = guess(
      [
        'brand;model;variant;Price from;Price to;Dimensions (W x L x H);City mpg;Highway mpg;Boot min (L);Boot max (L)',
        'Kia;Sportage;EX;8,5 million;9,2 million;1855 x 4485 x 1635 mm;22,5;30;466;1492',
        'Kia;Stonic;EX;4,7 million;5,9 million;1760 x 4140 x 1500 mm;28,1;35;332;1155',
      ].join('\n'),
    )
    expect(columnsOf(mapping)).toMatchObject({
      priceMinor: ['Price from', 'Price to'],
      consumptionKmPerLitre: ['City mpg', 'Highway mpg'],
      bootLitres: ['Boot min (L)'],
    })
    expect(fieldOf(mapping, 'lengthMm')).toMatchObject({ part: 1, decimal: 'comma' })
    expect(fieldOf(mapping, 'widthMm')?.part).toBe(0)
    expect(fieldOf(mapping, 'heightMm')?.part).toBe(2)
    expect(fieldOf(mapping, 'consumptionKmPerLitre')).toMatchObject({ unit: 'mpg-us', decimal: 'comma' })
  })

  it('is a likely one where the cells do not bear it out, and none where they are no such thing', () => {
    const { mapping, guesses } = guess(
      'brand,model,variant,Fuel Type,Boot\nKia,Rio,EX,Ottomotor,large\nKia,Rio,LX,Selbstzünder,small\nKia,Rio,GX,petrol,none\n',
    )
    expect(guesses.find(({ field }) => field === 'fuel')).toMatchObject({
      sureness: 'likely',
      why: { type: 'heading-alone', readPercent: 33 },
    })
    expect(fieldOf(mapping, 'bootLitres')).toBeUndefined()
  })

  it('lists the words that a person has to say something of', () => {
    const { mapping, survey, table } = guess(
      'brand,model,variant,Fuel Type\nKia,Rio,EX,Ottomotor\nKia,Rio,LX,OTTOMOTOR\nKia,Rio,GX,petrol\nKia,Rio,S,Gas oil?\n',
    )
    const field = targetFields('vehicles-wide', pakistan).find(({ id }) => id === 'fuel')
    const fuel = fieldOf(mapping, 'fuel')
    if (!field || !fuel) throw new Error('The fuel was not guessed')
    const words = (translations: Record<string, string>) =>
      wordsWithoutCode({
        field,
        mapping: { ...fuel, translations },
        survey,
        table,
        findVehicle: createVehicleFinder([]),
      })
    expect(words({})).toEqual([{ word: 'ottomotor', text: 'Ottomotor', count: 2 }])
    expect(words({ ottomotor: 'petrol' })).toEqual([])
  })

  it('adds to the variant’s name what tells rows apart', () => {
    const rows = [2024, 2025, 2026].flatMap((year) =>
      ['Manual', 'Automatic'].map((gear) => `Kia,Rio,EX,${year},${gear},red`),
    )
    const { mapping, guesses } = guess(['Make,Model,Trim,Year,Transmission,Note', ...rows].join('\n'))
    expect(columnsOf(mapping)).toMatchObject({
      variant: ['Trim', 'Year', 'Transmission'],
      modelYear: ['Year'],
      transmission: ['Transmission'],
    })
    expect(guesses.find(({ field }) => field === 'variant')?.why).toEqual({
      type: 'distinct',
      columns: ['Year', 'Transmission'],
    })
  })

  it('follows the market’s units and money', () => {
    const market = { ...withCents, units: { ...withCents.units, consumption: 'mpg-us' as const } }
    const { mapping } = guess(
      'Make,Model,Trim,MSRP,Combined\nKia,Rio,EX,"$17,875",36\nKia,Rio,LX,"$16,750",35\n',
      'vehicles-wide',
      [],
      market,
    )
    expect(fieldOf(mapping, 'consumptionKmPerLitre')?.unit).toBe('mpg-us')
    expect(fieldOf(mapping, 'priceMinor')?.unit).toBe('USD')
  })

  it('knows a file with one figure a row, and a stock list', () => {
    const figures = guess(
      'brand,model,variant,attribute,value,unit,source,as_of\nKia,Rio,EX,price,4700000,PKR,maker,2026-03\n',
      'figures',
    )
    expect(missingFields(figures.mapping, pakistan)).toEqual([])
    expect(leftOutColumns(figures.mapping, figures.table.columns)).toEqual([])

    const stock = guess(
      [
        'S No,Chassis #,Brand,Model,Variant,Ext. Colour,Yard,Stock Status,Arrival Date,ETA',
        '1,MRHGM6640NP012345,Honda,City,1.2L CVT,White,Karachi,Available,11/03/2026,',
        '2,MRHGM6640NP012346,Honda,City,1.2L CVT,Red,Karachi,On the way,,25/03/2026',
      ].join('\n'),
      'stock',
    )
    expect(columnsOf(stock.mapping)).toEqual({
      number: ['Chassis #'],
      vehicle: ['Brand', 'Model', 'Variant'],
      colour: ['Ext. Colour'],
      place: ['Yard'],
      state: ['Stock Status'],
      arrivedOn: ['Arrival Date'],
      expectedOn: ['ETA'],
    })
    expect(missingFields(stock.mapping, pakistan)).toEqual([])
    expect(
      missingFields({ target: 'stock', fields: [columnField('number', ['Chassis #'])] }, pakistan),
    ).toEqual([['vehicle', 'model']])
  })

  it('takes the order of days and months that fits all rows, and the market’s where either does', () => {
    const american = { ...pakistan, locales: { ...pakistan.locales, en: 'en-US' } }
    const orderIn = (market: typeof pakistan, ...days: readonly string[]) =>
      fieldOf(
        guess(
          ['VIN,Vehicle,Arrived', ...days.map((day, n) => `FRAME-${n}0001,City,${day}`)].join('\n'),
          'stock',
          [],
          market,
        ).mapping,
        'arrivedOn',
      )?.dateOrder
    const order = (...days: readonly string[]) => orderIn(pakistan, ...days)
    expect(order('03/04/2026', '25/04/2026')).toBe('day-first')
    expect(order('03/04/2026', '04/25/2026')).toBe('month-first')
    expect(order('03/04/2026', '04/05/2026')).toBe('day-first')
    expect(orderIn(american, '03/04/2026', '04/05/2026')).toBe('month-first')
    expect(orderIn(american, '03/04/2026', '25/04/2026')).toBe('day-first')
  })
})

describe('what was mapped before', () => {
  const text = 'Make,Modell,Ausführung,Kofferraum\nKia,Rio,EX,325\n'
  const mapping: ColumnMapping = {
    target: 'vehicles-wide',
    fields: [
      columnField('brand', ['Make']),
      columnField('model', ['Modell']),
      { ...columnField('bootLitres', ['Kofferraum']), unit: 'l', translations: { x: 'y' } },
      constantField('source', 'The importer'),
      constantField('asOf', '2026-03'),
    ],
  }
  const remembered = {
    header: headerKey(tableOf(text).columns),
    mapping: mappingToRemember(mapping) ?? mapping,
  }

  it('is the mapping again of a file with the same columns in any order, but for the date', () => {
    const again = guess('kofferraum,AUSFÜHRUNG,make,modell\n300,EX,Kia,Ceed\n', 'vehicles-wide', [remembered])
    expect(columnsOf(again.mapping)).toEqual({
      brand: ['make'],
      model: ['modell'],
      bootLitres: ['kofferraum'],
      source: 'The importer',
    })
    expect(again.guesses.every(({ why }) => why.type === 'remembered-file')).toBe(true)
    expect(fieldOf(again.mapping, 'bootLitres')?.translations).toEqual({ x: 'y' })
  })

  it('is taken column by column for a file with others, before any guess', () => {
    const other = guess('Make,Kofferraum,Boot,Farbe\nKia,300,1,rot\n', 'vehicles-wide', [remembered])
    expect(columnsOf(other.mapping)).toEqual({ brand: ['Make'], bootLitres: ['Kofferraum'] })
    expect(other.guesses[0]?.why).toEqual({ type: 'remembered-column', column: 'Make' })
  })

  it('does not count for another target, and the EPA’s list is not mapped by anybody', () => {
    expect(guess(text, 'stock', [remembered]).guesses.map(({ why }) => why.type)).not.toContain(
      'remembered-file',
    )
    expect(mappingToRemember({ target: 'epa', fromYear: null, toYear: null })).toBeNull()
  })
})

it('any table is guessed, by columns that it has', () => {
  const word = fc.constantFrom(
    'Make',
    'Model',
    'Price (Rs)',
    'Boot L',
    'Length',
    'min',
    'Size LxWxH',
    '۵',
    'VIN',
    'x',
    '',
  )
  const cell = fc.constantFrom('Kia', '5', '1 x 2 x 3', '12,5', '-', 'SUV', '3/4/2026', '"', 'NZE141-6012345')
  const line = (of: fc.Arbitrary<string>) =>
    fc.array(of, { minLength: 2, maxLength: 6 }).map((cells) => cells.join(';'))
  const targets = fc.constantFrom<MappedTarget>('vehicles-wide', 'figures', 'stock')
  fc.assert(
    fc.property(line(word), fc.array(line(cell), { maxLength: 4 }), targets, (header, rows, target) => {
      const { mapping, guesses, table } = guess(`Make;${header}\n${rows.join('\n')}`, target, [], pakistan, {
        headerRow: 1,
        delimiter: ';',
      })
      expect(mapping.fields.map(({ field }) => field)).toEqual(guesses.map(({ field }) => field))
      expect(mappingSchema.parse(mapping)).toEqual(mapping)
      for (const { from } of mapping.fields)
        if (from.type === 'columns') for (const name of from.columns) expect(table.columns).toContain(name)
    }),
    { numRuns: 60 },
  )
})

it('each reason is said in both languages', () => {
  const whys: readonly GuessReason[] = [
    { type: 'remembered-file' },
    { type: 'remembered-column', column: 'a' },
    { type: 'heading', column: 'a' },
    { type: 'heading-alone', column: 'a', readPercent: 3 },
    { type: 'cells', column: 'a' },
    { type: 'distinct', columns: ['a', 'b'] },
    { type: 'parts', column: 'a' },
    { type: 'city-and-highway', columns: ['a', 'b'] },
  ]
  for (const why of whys) {
    expect(guessReasonText(why, 'en')).toMatch(/^[a-z]/)
    expect(guessReasonText(why, 'ur')).toMatch(/\p{Script=Arabic}/u)
  }
})

describe('a table of 3,000 rows and 140 columns of a kind nobody has seen', () => {
  const known: Readonly<Record<string, (row: number) => string>> = {
    'Manufacturer name': (row) => ['Kia', 'Honda', 'Toyota'][row % 3] ?? '',
    'Car Model': (row) => `M${Math.floor(row / 60)}`,
    'Trim level': (row) => `T${row % 60}`,
    'Body style': (row) => ['Limousine (4dr)', 'SUV 4x4', 'Estate', 'Pritsche'][row % 4] ?? '',
    'Luggage compartment volume [cu ft]': (row) => String(10 + (row % 20)),
    'Fuel consumption, combined (l/100km)': (row) => `${5 + (row % 7)},5`,
    'Engine displacement (ccm)': (row) => `1.${400 + (row % 300)}`,
    'Max. power, PS': (row) => String(90 + (row % 100)),
    'Overall length (in)': (row) => `17${row % 10},25`,
    'Retail price, million Rs': (row) => (row % 100 === 7 ? 'ask us' : `${4 + (row % 5)},${10 + (row % 80)}`),
    'Gearbox type': (row) => (row % 2 ? '6-speed MT' : 'e-CVT'),
    'Kerb weight incl. driver (kg)': (row) => `1.${100 + (row % 400)}`,
  }
  const names = Object.keys(known)
  const header = [...names, ...Array.from({ length: 140 - names.length }, (_, n) => `Merkmal ${n} (x${n})`)]
  const lines = Array.from({ length: 3000 }, (_, row) =>
    [
      ...names.map((name) => known[name]?.(row) ?? ''),
      ...header.slice(names.length).map((_, n) => `w${(row * n) % 17}`),
    ].join(';'),
  )

  it('goes in by what is guessed and a few choices', () => {
    const { table, survey, mapping } = guess(
      ['Price list of a dealer;;', '', header.join(';'), ...lines].join('\n'),
    )
    expect(survey.rows).toBe(3000)
    expect(Object.values(columnsOf(mapping)).flat()).toEqual(expect.arrayContaining(names))
    const chosen: ColumnMapping = {
      target: 'vehicles-wide',
      fields: [
        ...mapping.fields.map((field) =>
          field.field === 'body' ? { ...field, translations: { pritsche: 'pickup' } } : field,
        ),
        constantField('source', 'A dealer’s list'),
        constantField('asOf', '2026-11'),
      ],
    }
    expect(missingFields(chosen, pakistan)).toEqual([])
    const planner = createCataloguePlanner({
      inUse: null,
      readRow: createVehicleRowReader({ mapping: chosen, columns: table.columns, market: pakistan }),
      rowIs: 'vehicle',
      origin: 'list.csv',
    })
    for (const item of table.rows()) planner.add(item)
    const { counts, catalogue } = planner.finish()
    expect(counts).toMatchObject({ rows: 3000, added: 3000, refused: 0, refusedCells: 30 })
    expect(catalogue().variants.find(({ id }) => id === 'kia/m0/t3')?.figures).toMatchObject({
      bootLitres: { min: expect.closeTo(283.17 + 28.317 * 3, 0) },
      engineCc: { min: 1403 },
      kerbWeightKg: { min: 1103 },
      body: { codes: ['pickup'] },
    })
  })
})
