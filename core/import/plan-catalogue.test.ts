import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogueSchema } from '../catalogue/catalogue.ts'
import { readRows } from '../catalogue/test-catalogue.ts'
import { pakistan } from '../market/test-market.ts'
import type { CataloguePlan } from './import-plan.ts'
import { columnField } from './mapping.ts'
import { createCataloguePlanner } from './plan-catalogue.ts'
import { createPlanRows } from './plan-rows.ts'
import { createVehicleRowReader } from './read-vehicle-row.ts'
import { refusalSentence } from './refusal.ts'
import { planOf } from './test-plan.ts'
import { tableOf } from './test-table.ts'

const inUse = readRows(
  'Honda,City,,seats,5,persons,maker,2026',
  'Honda,City,1.2L CVT,price,4737000,PKR,old list,2026-01',
  'Honda,City,1.5L,price,5600000,PKR,old list,2026-01',
  'Honda,City,1.5L,airbags,2,airbags,maker,2026',
  'Toyota,Yaris,GLI,price,4649000,PKR,maker,2026',
).catalogue

const outcomes = (plan: CataloguePlan) => plan.rows.map(({ line, outcome }) => `${line} ${outcome}`)
const whys = (plan: CataloguePlan) =>
  plan.rows.flatMap(({ line, refusals }) =>
    refusals.map(({ column, why }) => `${line} ${column ?? 'row'} ${why.type}`),
  )

describe('a plan of vehicles', () => {
  it('says of each row what it would add, change and leave', () => {
    const plan = planOf(
      [
        'brand,model,variant,priceMinor,seats',
        'HONDA,Honda City,Honda City 1.2L CVT,48 lacs,5',
        'Honda,City,1.5L RS,61 lacs,5',
        'Toyota,Yaris,GLI,,5',
      ].join('\n'),
      inUse,
    )
    expect(outcomes(plan)).toEqual(['2 changed', '3 added', '4 changed'])
    expect(plan.counts).toEqual({
      ...{ rows: 3, added: 1, changed: 2, unchanged: 0, refused: 0, leftOut: 0, refusedCells: 0 },
    })
    expect(plan.rows[0]?.name).toBe('HONDA City 1.2L CVT')
    expect(plan.rows[0]?.changes()).toMatchObject([
      {
        variantId: 'honda/city/1-2l-cvt',
        attribute: 'seats',
        from: { source: 'maker' },
        to: { source: 'list' },
      },
      { attribute: 'priceMinor', from: { min: 4_737_000 }, to: { min: 4_800_000, asOf: '2026-03' } },
    ])
    expect(plan.rows[2]?.changes()).toMatchObject([{ attribute: 'seats', from: undefined, to: { min: 5 } }])
    const catalogue = plan.catalogue()
    expect(catalogueSchema.parse(catalogue)).toEqual(catalogue)
    expect(catalogue.variants.map(({ id }) => id)).toEqual([
      'honda/city/1-2l-cvt',
      'honda/city/1-5l',
      'honda/city/1-5l-rs',
      'toyota/yaris/gli',
    ])
    expect(catalogue.sources.map(({ id, collected }) => `${id} ${collected}`)).toEqual([
      'list list.csv',
      'maker May 2026',
      'old list prices.csv',
    ])
    expect(planOf('brand,model,variant,seats\nHonda,City,1.5L RS,5\n', catalogue).counts.unchanged).toBe(1)
  })

  it('refuses a bad cell and takes the rest of its row; refuses a row that names no vehicle or has no figure', () => {
    const plan = planOf(
      [
        'brand,model,variant,priceMinor,seats,fuel',
        'Kia,Rio,EX,a lot,five,petrol',
        'Kia,,EX,48 lacs,5,petrol',
        'کیا,Rio,EX,48 lacs,5,petrol',
        'Kia,Rio,LX,-,N/A,steam',
        'Kia,Rio,LX,-,,',
        'Kia,Rio,S,48 lacs,5,petrol,extra',
        'Kia,Rio,G\ufffd,48 lacs,5,petrol',
        'kia,RIO,ex,49 lacs,5,petrol',
      ].join('\n'),
    )
    expect(whys(plan)).toEqual([
      '2 seats number',
      '2 priceMinor price',
      '3 row no-vehicle',
      '4 row no-slug',
      '5 fuel code',
      '5 row no-figure',
      '6 row no-figure',
      '7 row extra-cells',
      '8 row encoding',
      '9 row duplicate',
    ])
    expect(plan.counts).toMatchObject({ rows: 8, added: 1, refused: 7, refusedCells: 2 })
    expect(plan.rows[7]?.refusals[0]?.why).toEqual({ type: 'duplicate', line: 2 })
    expect(plan.rows[3]?.name).toBe('Kia Rio LX')
    expect(Object.keys(plan.catalogue().variants[0]?.figures ?? {})).toEqual(['fuel'])
  })

  it('refuses figures without a source or a date that can be read', () => {
    const plan = planOf(
      [
        'brand,model,variant,seats,source,asOf',
        'Kia,Rio,EX,5,,2026',
        'Kia,Rio,LX,5,a list,',
        'Kia,Rio,S,5,a list,soon',
        'Kia,Rio,GT,5,a list,Nov 2026',
      ].join('\n'),
    )
    expect(whys(plan)).toEqual(['2 source no-source', '3 asOf no-as-of', '4 asOf as-of'])
    expect(plan.catalogue().variants).toMatchObject([
      { figures: { seats: { source: 'a list', asOf: '2026-11' } } },
    ])
  })

  it('takes a variant called X for a variant, and only an empty cell or a dash for the whole model', () => {
    const passo = readRows('Toyota,Passo,Moda,price,3500000,PKR,maker,2026').catalogue
    const header = 'brand,model,variant,priceMinor'
    for (const name of ['X', 'NA', 'nil', 'None']) {
      const plan = planOf(`${header}\nToyota,Passo,${name},30 lacs`, passo)
      expect(outcomes(plan)).toEqual(['2 added'])
      const prices = plan.catalogue().variants.map(({ name, figures }) => [name, figures.priceMinor])
      expect(Object.fromEntries(prices)).toMatchObject({
        Moda: { min: 3_500_000 },
        [name]: { min: 3_000_000 },
      })
    }
    expect(outcomes(planOf(`${header}\nToyota,Passo,-,35 lacs`, passo))).toEqual(['2 changed'])
    expect(whys(planOf(`${header}\nToyota,-,X,30 lacs`, passo))).toEqual(['2 row no-vehicle'])
  })

  it('says of every variant what a row says of the whole model, unless a variant has its own', () => {
    const plan = planOf(
      [
        'brand,model,variant,seats,airbags,bootLitres,priceMinor',
        'Honda,City,,7,6,510,70 lacs',
        'Honda,City,1.2L CVT,4,,,',
        'Kia,Rio,,5,,,',
      ].join('\n'),
      inUse,
    )
    expect(outcomes(plan)).toEqual(['2 changed', '3 changed', '4 refused'])
    expect(whys(plan)).toEqual(['4 row no-variant'])
    const [small, large] = plan.catalogue().variants
    // The seats were said of the model before, and the price of each variant for itself.
    expect(small?.figures).toMatchObject({ seats: { min: 4 }, airbags: { min: 6 }, bootLitres: { min: 510 } })
    expect(large?.figures).toMatchObject({ seats: { min: 7 }, airbags: { min: 2 }, bootLitres: { min: 510 } })
    expect([small, large].map((variant) => variant?.figures.priceMinor)).toMatchObject([
      { min: 4_737_000 },
      { min: 5_600_000 },
    ])
  })

  it('takes codes that a person translated, several columns together, and one part of a cell', () => {
    const plan = planOf(
      'brand,model,variant,fuel,lengthMm,priceMinor,high\nKia,Rio,EX,Ottomotor,4385 x 1750 mm,40 lacs,44 lacs\n',
      null,
      {
        fuel: { translations: { ottomotor: 'petrol' } },
        lengthMm: { part: 0 },
        priceMinor: { from: { type: 'columns', columns: ['priceMinor', 'high'] } },
        high: { field: 'widthMm', from: { type: 'columns', columns: ['lengthMm'] }, part: 1 },
      },
    )
    expect(plan.catalogue().variants[0]?.figures).toMatchObject({
      fuel: { codes: ['petrol'] },
      lengthMm: { min: 4385 },
      widthMm: { min: 1750 },
      priceMinor: { min: 4_000_000, max: 4_400_000 },
    })
  })

  it('of a file that ends early says so', () => {
    const planner = createCataloguePlanner({
      inUse,
      readRow: () => ({ type: 'left-out' }),
      rowIs: 'vehicle',
      origin: 'list.csv',
    })
    planner.add({ type: 'row', line: 2, cells: [] })
    planner.add({ type: 'broken', line: 3, why: { type: 'damaged' } })
    expect(planner.finish()).toMatchObject({ broken: { type: 'damaged' }, counts: { rows: 1, leftOut: 1 } })
  })

  it('lists so many refused cells, counts the rest, and always says why a row is refused', () => {
    const rows = createPlanRows<never>(3)
    const cell = { column: 'a', field: 'seats', why: { type: 'number', text: 'five' } } as const
    const whole = { column: null, field: null, why: { type: 'no-figure' } } as const
    rows.takeIn('added', 2, 'Kia Rio', [cell, cell], () => [])
    rows.refuse(3, 'Kia Rio', [cell, cell, whole])
    rows.takeIn('added', 4, 'Kia Rio', [cell], () => [])
    const plan = rows.finish()
    expect(plan.rows.map(({ refusals }) => refusals)).toEqual([[cell, cell], [cell, whole], []])
    expect(plan).toMatchObject({ counts: { refusedCells: 3 }, refusedCellsNotListed: 2 })
  })
})

describe('a plan of single figures', () => {
  const header = 'brand,model,variant,attribute,value,unit,source,as_of'
  const plan = (...rows: readonly string[]) => {
    const table = tableOf([header, ...rows].join('\n'), { headerRow: 1 })
    const fields = [
      ...['brand', 'model', 'variant', 'attribute', 'value', 'unit', 'source'].map((name) =>
        columnField(name, [name]),
      ),
      columnField('asOf', ['as_of']),
    ].map((field) =>
      field.field === 'attribute' ? { ...field, translations: { seatz: 'seats', horn: '' } } : field,
    )
    const readRow = createVehicleRowReader({
      mapping: { target: 'figures', fields },
      columns: table.columns,
      market: pakistan,
    })
    const planner = createCataloguePlanner({ inUse, readRow, rowIs: 'figure', origin: 'figures.csv' })
    for (const item of table.rows()) planner.add(item)
    return planner.finish()
  }

  it('converts units, takes words for attributes and refuses a second figure of the same', () => {
    const made = plan(
      'Honda,City,1.2L CVT,price,48,lakh,list,2026-03',
      'Honda,City,1.2L CVT,Boot Space,18,cu ft,list,2026-03',
      'Honda,City,1.2L CVT,seatz,5,,list,2026-03',
      'Honda,City,1.2L CVT,fuel,petrol|hybrid,,list,2026-03',
      'Honda,City,1.2L CVT,horn,loud,,list,2026-03',
      'Honda,City,1.2L CVT,colour,red,,list,2026-03',
      'Honda,City,1.2L CVT,boot,500,stone,list,2026-03',
      'Honda,City,1.2L CVT,price,49,lakh,list,2026-03',
      'Honda,City,1.2L CVT,,49,lakh,list,2026-03',
      'Honda,City,1.2L CVT,airbags,-,,list,2026-03',
    )
    expect(whys(made)).toEqual([
      '7 attribute attribute',
      '8 unit unit',
      '9 row duplicate',
      '10 attribute no-attribute',
      '11 row no-figure',
    ])
    expect(made.counts).toMatchObject({ rows: 10, changed: 4, leftOut: 1, refused: 5 })
    expect(made.catalogue().variants[0]?.figures).toMatchObject({
      priceMinor: { min: 4_800_000 },
      bootLitres: { min: expect.closeTo(509.7) },
      seats: { min: 5 },
      fuel: { codes: ['petrol', 'hybrid'] },
    })
  })

  it('gives what the strict form of a catalogue file gives', () => {
    const rows = [
      'Kia,Rio,,bootLitres,325,L,maker,2026',
      'Kia,Rio,,consumptionKmPerLitre,12..16,km/l,maker,2026-03-15',
      'Kia,Rio,EX,price,4700000,PKR,maker,2026-03',
      'Kia,Rio,EX,transmission,automatic,,maker,2026',
      'Kia,Rio,LX,price,"4,500,000",Rs,maker,2026',
    ]
    const strict = readRows(...rows).catalogue.variants
    const own = plan(...rows)
      .catalogue()
      .variants.filter(({ brand }) => brand === 'Kia')
    expect(own).toEqual(strict)
  })
})

describe('any file of vehicles', () => {
  const row = fc.tuple(
    fc.constantFrom('Kia', 'Honda', ''),
    fc.constantFrom('Rio', 'City'),
    fc.constantFrom('EX', 'LX', 'GT', ''),
    fc.constantFrom('48 lacs', '5000000', 'much', ''),
    fc.constantFrom('5', '7', 'five', '-'),
  )
  const header = 'brand,model,variant,priceMinor,seats'
  const fileOf = (rows: readonly (readonly string[])[]) =>
    [header, 'Ford,Escape,S,50 lacs,5', ...rows.map((cells) => cells.join(','))].join('\n')

  it('accounts for each row, and a bad row never changes what good rows give', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const plan = planOf(fileOf(rows), inUse)
        const { added, changed, unchanged, refused, leftOut } = plan.counts
        expect(added + changed + unchanged + refused + leftOut).toBe(plan.counts.rows)
        expect(plan.rows).toHaveLength(plan.counts.rows)
        const refusedLines = new Set(
          plan.rows.filter(({ outcome }) => outcome === 'refused').map(({ line }) => line),
        )
        // The first row of the file stands on line 2, Ford's.
        const good = rows.filter((_, place) => !refusedLines.has(place + 3))
        expect(planOf(fileOf(good), inUse).catalogue()).toEqual(plan.catalogue())
      }),
      { numRuns: 60 },
    )
  })

  it('gives the same in any order of its rows where no two are of one vehicle', () => {
    const distinct = fc.uniqueArray(row, {
      maxLength: 10,
      selector: ([brand, model, variant]) => `${brand}${model}${variant}`,
    })
    fc.assert(
      fc.property(
        distinct.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        ([rows, shuffled]) => {
          expect(planOf(fileOf(shuffled), inUse).catalogue()).toEqual(planOf(fileOf(rows), inUse).catalogue())
        },
      ),
      { numRuns: 40 },
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 10 }), (rows) => {
        const once = planOf(fileOf(rows), inUse).catalogue()
        const again = planOf(fileOf(rows), once)
        expect(again.catalogue().version).toBe(once.version)
        expect(again.counts.added + again.counts.changed).toBe(0)
      }),
      { numRuns: 40 },
    )
  })
})

it('each refusal is said in both languages', () => {
  const texts = { text: 'x', name: 'x', model: 'x', names: 'x', known: 'x', range: 'x', number: 'x' }
  const types = [
    ...([
      'quotes',
      'encoding',
      'no-vehicle',
      'no-slug',
      'no-variant',
      'no-source',
      'no-as-of',
      'as-of',
    ] as const),
    ...([
      'no-figure',
      'no-attribute',
      'attribute',
      'number',
      'unit',
      'negative',
      'whole',
      'reversed',
    ] as const),
    ...(['not-plausible', 'price', 'code', 'date', 'no-number', 'vehicle-number', 'number-twice'] as const),
    ...(['vehicle-not-known', 'vehicle-not-clear'] as const),
  ].map((type) => ({ type, ...texts }))
  const others = [
    { type: 'extra-cells', cells: 9, columns: 8 },
    { type: 'no-part', text: 'x', part: 1 },
    { type: 'too-long', most: 80 },
    { type: 'no-state' },
    { type: 'duplicate', line: 3 },
  ] as const
  for (const why of [...types, ...others]) {
    expect(refusalSentence(why, 'en')).toMatch(/^[A-Z“].*[.]$/)
    expect(refusalSentence(why, 'ur')).toMatch(/\p{Script=Arabic}.*۔$/u)
  }
})
