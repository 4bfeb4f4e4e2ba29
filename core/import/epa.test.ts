import { describe, expect, it } from 'vitest'
import { createEpaReader, epaSources, surveyEpa } from './epa.ts'
import { isEpaTable } from './epa-columns.ts'
import { createCataloguePlanner } from './plan-catalogue.ts'
import { tableOf } from './test-table.ts'

/** The header as fueleconomy.gov publishes it. */
const header =
  'barrels08,barrelsA08,charge120,charge240,city08,city08U,cityA08,cityA08U,cityCD,cityE,cityUF,co2,co2A,co2TailpipeAGpm,co2TailpipeGpm,comb08,comb08U,combA08,combA08U,combE,combinedCD,combinedUF,cylinders,displ,drive,engId,eng_dscr,feScore,fuelCost08,fuelCostA08,fuelType,fuelType1,ghgScore,ghgScoreA,highway08,highway08U,highwayA08,highwayA08U,highwayCD,highwayE,highwayUF,hlv,hpv,id,lv2,lv4,make,model,mpgData,phevBlended,pv2,pv4,range,rangeCity,rangeCityA,rangeHwy,rangeHwyA,trany,UCity,UCityA,UHighway,UHighwayA,VClass,year,youSaveSpend,baseModel,guzzler,trans_dscr,tCharger,sCharger,atvType,fuelType2,rangeA,evMotor,mfrCode,c240Dscr,charge240b,c240bDscr,createdOn,modifiedOn,startStop,phevCity,phevHwy,phevComb'
const columns = header.split(',')

/** What a row has where nothing is known. */
const blank = {
  ...{
    charge240: '0.0',
    comb08: '-1',
    comb08U: '0.0',
    combE: '0.0',
    range: '0',
    hlv: '0',
    lv2: '0',
    lv4: '0',
  },
  ...{ make: 'Honda', model: 'Civic', baseModel: 'Civic', year: '2026', fuelType: 'Regular' },
  ...{ fuelType1: 'Regular Gasoline', modifiedOn: 'Tue Oct 28 00:00:00 EDT 2025' },
}
type Row = Readonly<Record<string, string>>
const tableWith = (...rows: readonly Row[]) =>
  tableOf(
    [
      header,
      ...rows.map((row, n) =>
        columns
          .map((name) => ({ ...blank, id: String(100 + n), ...row })[name] ?? '')
          .map((cell) => `"${cell}"`)
          .join(','),
      ),
    ].join('\n'),
  )
const limits = { fromYear: null, toYear: null }
function readRows(rows: readonly Row[], years: { fromYear: number | null; toYear: number | null } = limits) {
  const table = tableWith(...rows)
  const survey = surveyEpa(table)
  const read = createEpaReader({ columns: table.columns, survey, ...years })
  return [...table.rows()].flatMap((item) => (item.type === 'row' ? [read(item.cells)] : []))
}
function readOne(row: Row) {
  const [reading] = readRows([row])
  if (reading?.type !== 'vehicle') throw new Error('No vehicle')
  const values = Object.entries(reading.row.figures).map(([attribute, figure]) => [
    attribute,
    figure.type === 'number'
      ? figure.min === figure.max
        ? figure.min
        : [figure.min, figure.max]
      : figure.type === 'code'
        ? figure.codes.join('|')
        : null,
  ])
  return { ...reading.row, values: Object.fromEntries(values), refusals: reading.refusals }
}

const petrolCar = {
  ...{ comb08: '36', comb08U: '35.8142', displ: '2.0', cylinders: '4', drive: 'Front-Wheel Drive' },
  ...{ trany: 'Automatic (variable gear ratios)', VClass: 'Compact Cars', lv4: '15' },
}
const electricCar = {
  ...{
    make: 'Kia',
    model: 'EV6 Long Range AWD',
    baseModel: 'EV6',
    fuelType: 'Electricity',
    fuelType1: 'Electricity',
  },
  ...{ atvType: 'EV', comb08: '112', combE: '30.0', range: '295', charge240: '7.5', trany: 'Automatic (A1)' },
  ...{ drive: 'All-Wheel Drive', VClass: 'Small Station Wagons', evMotor: '168 kW PMSM' },
}

describe('the EPA’s list', () => {
  it('is known by its header', () => {
    expect(isEpaTable(columns)).toBe(true)
    expect(isEpaTable(columns.filter((name) => name !== 'comb08U'))).toBe(false)
    expect(isEpaTable(['make', 'model', 'year'])).toBe(false)
  })

  it('gives a petrol car its figures in the units that figures are kept in', () => {
    const car = readOne(petrolCar)
    expect(car).toMatchObject({ brand: 'Honda', model: 'Civic', variant: '2026 2.0 L 4-cyl CVT FWD' })
    expect(car.values).toEqual({
      fuel: 'petrol',
      body: 'sedan',
      drive: 'front',
      transmission: 'automatic',
      modelYear: 2026,
      engineCc: 2000,
      consumptionKmPerLitre: expect.closeTo(35.8142 * 0.42514370743, 4),
      bootLitres: expect.closeTo(424.7527, 3),
    })
    expect(car.figures).toMatchObject({
      engineCc: { source: 'epa-fueleconomy-displacement', asOf: '2025-10-28' },
      body: { source: 'epa-fueleconomy-class' },
      modelYear: { source: 'epa-fueleconomy' },
    })
  })

  it('does not take miles a gallon of petrol equal in energy for a fuel economy', () => {
    const car = readOne(electricCar)
    expect(car.variant).toBe('2026 Long Range AWD electric')
    expect(car.values).toEqual({
      fuel: 'electric',
      body: 'wagon',
      drive: 'all',
      transmission: 'automatic',
      modelYear: 2026,
      consumptionKwhPer100Km: expect.closeTo(18.6411, 3),
      electricRangeKm: expect.closeTo(474.756, 2),
      chargingHours: 7.5,
      powerHp: expect.closeTo(225.29, 1),
    })
    for (const gas of ['Natural Gas', 'Hydrogen'])
      expect(readOne({ ...petrolCar, fuelType: 'CNG', fuelType1: gas }).values).not.toHaveProperty(
        'consumptionKmPerLitre',
      )
  })

  it('gives a plug-in hybrid the economy of its fuel and the range of its battery', () => {
    const { values } = readOne({
      ...petrolCar,
      ...{ atvType: 'Plug-in Hybrid', fuelType: 'Regular Gas and Electricity', fuelType2: 'Electricity' },
      ...{ combE: '29.0', range: '600', rangeA: '45', evMotor: '120 kW PMSM', charge240: '4.5' },
    })
    expect(values).toMatchObject({
      fuel: 'plug-in-hybrid',
      consumptionKmPerLitre: expect.closeTo(15.226, 2),
      consumptionKwhPer100Km: expect.closeTo(18.02, 2),
      electricRangeKm: expect.closeTo(72.42, 2),
    })
    expect(values).not.toHaveProperty('powerHp')
  })

  it('does not take -1, zero or NA for figures, nor the range on E85 for an electric one', () => {
    expect(readOne({ displ: 'NA', cylinders: 'NA', trany: '', rangeA: '290' }).values).toEqual({
      fuel: 'petrol',
      modelYear: 2026,
    })
    const flexible = {
      atvType: 'FFV',
      fuelType: 'Gasoline or E85',
      fuelType2: 'E85',
      rangeA: '290',
      comb08: '20',
    }
    expect(readOne(flexible).values).toEqual({
      fuel: 'petrol',
      modelYear: 2026,
      consumptionKmPerLitre: expect.closeTo(8.50287, 4),
    })
  })

  it.each([
    [{ VClass: 'Small Sport Utility Vehicle 4WD' }, 'suv', undefined],
    [{ VClass: 'Vans, Cargo Type' }, 'van', undefined],
    [{ VClass: 'Minivan - 2WD' }, 'mpv', undefined],
    [{ VClass: 'Standard Pickup Trucks/2wd' }, 'pickup', undefined],
    [{ VClass: 'Compact Cars', hlv: '17' }, 'hatchback', 481.386],
    [{ VClass: 'Compact Cars', lv2: '12', lv4: '14' }, 'sedan|coupe', [339.802, 396.436]],
    [{ VClass: 'Compact Cars', lv2: '12', model: 'Civic Convertible' }, undefined, 339.802],
    [{ VClass: 'Two Seaters' }, undefined, undefined],
    [{ VClass: 'Special Purpose Vehicles' }, undefined, undefined],
  ])('gives %o the body %s and the luggage volume %o', (row, body, litres) => {
    const { values } = readOne(row)
    expect(values.body).toBe(body)
    const rounded = (value: unknown) => (typeof value === 'number' ? Number(value.toFixed(3)) : value)
    expect([values.bootLitres].flat().map(rounded)).toEqual([litres].flat())
  })

  it.each([
    ['Rear-Wheel Drive', 'rear'],
    ['Part-time 4-Wheel Drive', 'all'],
    ['2-Wheel Drive', 'front|rear'],
    ['', undefined],
  ])('has the drive %s as %s', (drive, code) => {
    expect(readOne({ drive }).values.drive).toBe(code)
  })

  it('takes the power of one motor alone, and only where it is in kW', () => {
    const power = (evMotor: string) => readOne({ ...electricCar, evMotor }).values.powerHp
    expect(power('83kW DCPM')).toBeCloseTo(111.3, 1)
    expect(power('208 and 208 kW ACPM')).toBeUndefined()
    expect(power('288V Ni-MH')).toBeUndefined()
  })

  it('refuses a figure that cannot be, and keeps the others of the row', () => {
    const car = readOne({ ...electricCar, range: '9000' })
    expect(car.refusals).toEqual([
      {
        column: 'range',
        field: 'electricRangeKm',
        why: { type: 'not-plausible', text: '9000', range: '10..1500 km' },
      },
    ])
    expect(car.values).toHaveProperty('chargingHours')
    const whys = readRows([{ make: '' }, { year: '', modifiedOn: '' }, { modifiedOn: 'soon' }]).map(
      (reading) => (reading.type === 'refused' ? reading.refusals[0]?.why.type : reading.type),
    )
    expect(whys).toEqual(['no-vehicle', 'no-as-of', 'vehicle'])
    expect(readRows([{ year: 'soon' }], { fromYear: 2020, toYear: null })).toEqual([{ type: 'left-out' }])
  })

  it('names vehicles so that they differ, with the EPA’s id where nothing else tells them apart', () => {
    const names = (rows: readonly Row[]) =>
      readRows(rows).map((reading) =>
        reading.type === 'vehicle' ? `${reading.row.model}: ${reading.row.variant}` : '',
      )
    const rows = [
      { ...petrolCar, model: 'Civic Hatchback', tCharger: 'T' },
      { ...petrolCar, year: '2025', trany: 'Manual 6-spd', atvType: 'Hybrid', fuelType: 'Premium' },
      { ...petrolCar, model: '740i xDrive', baseModel: '7 Series', drive: 'All-Wheel Drive' },
      { ...petrolCar, model: 'C300 AWD', baseModel: 'C', drive: 'All-Wheel Drive' },
      petrolCar,
      { ...petrolCar, eng_dscr: 'SIDI' },
    ]
    expect(names(rows)).toEqual([
      'Civic: 2026 Hatchback 2.0 L 4-cyl turbo CVT FWD',
      'Civic: 2025 2.0 L 4-cyl manual 6-spd FWD premium hybrid',
      '7 Series: 2026 740i xDrive 2.0 L 4-cyl CVT AWD',
      'C: 2026 C300 AWD 2.0 L 4-cyl CVT',
      'Civic: 2026 2.0 L 4-cyl CVT FWD (EPA 104)',
      'Civic: 2026 2.0 L 4-cyl CVT FWD (EPA 105)',
    ])
    // The same vehicles in another order have the same names.
    const ids = rows.map((row, n) => ({ ...row, id: String(100 + n) }))
    expect(names(ids.toReversed())).toEqual(names(ids).toReversed())
  })

  it('goes in by model years', () => {
    const rows = ['2023', '2024', '2025', '2026'].map((year) => ({ ...petrolCar, year }))
    expect(surveyEpa(tableWith(...rows)).modelYears).toEqual([2023, 2024, 2025, 2026])
    const types = readRows(rows, { fromYear: 2024, toYear: 2025 }).map(({ type }) => type)
    expect(types).toEqual(['left-out', 'vehicle', 'vehicle', 'left-out'])
  })

  it('goes into the catalogue with its sources and the day of its newest row', () => {
    const table = tableWith(petrolCar, { ...electricCar, modifiedOn: 'Mon Jan 05 00:00:00 EST 2026' })
    const survey = surveyEpa(table)
    const planner = createCataloguePlanner({
      inUse: null,
      readRow: createEpaReader({ columns: table.columns, survey, ...limits }),
      rowIs: 'vehicle',
      origin: 'vehicles.csv',
      sources: () => epaSources(survey),
    })
    for (const item of table.rows()) planner.add(item)
    const { sources, variants } = planner.finish().catalogue()
    expect(variants).toHaveLength(2)
    expect(sources.map(({ id, collected, status }) => `${id} ${collected} ${status}`)).toEqual([
      'epa-fueleconomy 2026-01-05 confirmed',
      'epa-fueleconomy-class 2026-01-05 confirmed',
      'epa-fueleconomy-displacement 2026-01-05 confirmed',
    ])
    expect(sources[0]?.title).toBe(
      'EPA fuel economy data, fueleconomy.gov, public domain, snapshot 2026-01-05',
    )
  })
})
