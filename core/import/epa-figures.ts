import { type Attribute, attributes, type Figure } from '../catalogue/attribute.ts'
import { type FiledUnit, toCanonical } from '../catalogue/units.ts'
import type { EpaCells } from './epa-columns.ts'
import type { CellRefusal } from './refusal.ts'

export const mainSource = 'epa-fueleconomy'
/** Of what follows from the size class, the luggage volumes and the drive. */
export const classSource = 'epa-fueleconomy-class'
export const displacementSource = 'epa-fueleconomy-displacement'

/** A figure as a row says it: numbers in `unit`, or codes. */
type EpaFigure =
  | {
      readonly attribute: Attribute
      readonly column: string
      readonly min: number
      readonly max: number
      readonly unit: FiledUnit
    }
  | { readonly attribute: Attribute; readonly column: string; readonly codes: string }

/** What is said of a figure that `createEpaFigures` did not make. */
export function epaRefusal(said: EpaFigure): CellRefusal {
  const text =
    'codes' in said ? said.codes : said.min === said.max ? `${said.min}` : `${said.min}..${said.max}`
  const rule = attributes[said.attribute]
  const range = rule.kind === 'number' && rule.plausible ? `${rule.plausible.join('..')} ${rule.unit}` : ''
  return { column: said.column, field: said.attribute, why: { type: 'not-plausible', text, range } }
}

/**
 * Makes figures in the units that they are kept in; those of one list repeat a thousand times, and each is kept once.
 * @returns a function that gives `null` for a number that no such figure can be
 */
export function createEpaFigures() {
  const made = new Map<string, Figure | null>()
  return (said: EpaFigure, asOf: string): Figure | null => {
    const value = 'codes' in said ? said.codes : `${said.min} ${said.max} ${said.unit}`
    const key = `${said.attribute} ${value} ${asOf}`
    const known = made.get(key)
    if (known !== undefined) return known
    const figure = makeFigure(said, asOf)
    made.set(key, figure)
    return figure
  }
}

/** Converted figures lose what is only the noise of binary fractions. */
const certainDigits = 12

/** `null` for a number that no such figure can be. */
function makeFigure(said: EpaFigure, asOf: string): Figure | null {
  const { attribute } = said
  const source = sourceOf(attribute)
  if ('codes' in said) return { type: 'code', codes: said.codes.split('|'), source, asOf }
  const rule = attributes[attribute]
  const ends = toCanonical(said, said.unit)
  const [min, max] = [
    Number(ends.min.toPrecision(certainDigits)),
    Number(ends.max.toPrecision(certainDigits)),
  ]
  if (rule.kind !== 'number' || rule.plausible === null) return null
  if (min < rule.plausible[0] || max > rule.plausible[1]) return null
  return { type: 'number', min, max, source, asOf }
}

function sourceOf(attribute: Attribute): string {
  if (attribute === 'body' || attribute === 'drive') return classSource
  return attribute === 'engineCc' ? displacementSource : mainSource
}

/** All that a row says, but for what it says as unknown. */
export function* epaFigures(cells: EpaCells): Generator<EpaFigure> {
  const fuel = fuelOf(cells)
  const [isElectric, isPlugIn] = [fuel === 'electric', fuel === 'plug-in-hybrid']
  if (fuel !== null) yield { attribute: 'fuel', column: 'atvType', codes: fuel }
  const body = bodyOf(cells)
  if (body !== null) yield { attribute: 'body', column: 'VClass', codes: body }
  const drive = drives[cells('drive')]
  if (drive !== undefined) yield { attribute: 'drive', column: 'drive', codes: drive }
  const transmission = /^(Automatic|Manual)/.exec(cells('trany'))?.[0].toLowerCase()
  if (transmission !== undefined) yield { attribute: 'transmission', column: 'trany', codes: transmission }

  const one = (
    attribute: Attribute,
    column: Parameters<EpaCells>[0],
    value: number,
    unit: FiledUnit,
  ): EpaFigure => ({
    ...{ attribute, column, unit },
    min: value,
    max: value,
  })
  const year = known(cells('year'))
  if (year !== null) yield one('modelYear', 'year', year, 'year')
  // One decimal of a litre is what the EPA gives: a range of what it may have been before rounding would look like
  // engines of several sizes. The source's note says how far off it may be.
  const litres = known(cells('displ'))
  if (litres !== null) yield one('engineCc', 'displ', Math.round(litres * 1000), 'cc')
  if (fuel !== null && !isElectric) {
    // Unrounded where it was kept.
    const exact = known(cells('comb08U'))
    const economy = exact ?? known(cells('comb08'))
    if (economy !== null)
      yield one('consumptionKmPerLitre', exact === null ? 'comb08' : 'comb08U', economy, 'mpg-us')
  }
  if (isElectric || isPlugIn) {
    const energy = known(cells('combE'))
    if (energy !== null) yield one('consumptionKwhPer100Km', 'combE', energy, 'kWh/100mi')
    // Of a plug-in hybrid `range` is that on fuel, and `rangeA` that on electricity.
    const column = isElectric ? 'range' : 'rangeA'
    const miles = known(cells(column))
    if (miles !== null) yield one('electricRangeKm', column, miles, 'mi')
    const hours = known(cells('charge240'))
    if (hours !== null) yield one('chargingHours', 'charge240', hours, 'h')
  }
  // Of two motors nobody says what they have together; of a hybrid it is not the car's power.
  const power = isElectric ? /^(\d+(?:\.\d+)?)\s*kW/i.exec(cells('evMotor'))?.[1] : undefined
  if (power !== undefined) yield one('powerHp', 'evMotor', Number(power), 'kW')
  const luggage = luggageOf(cells).map(({ cubicFeet }) => cubicFeet)
  if (luggage.length > 0)
    yield {
      attribute: 'bootLitres',
      column: luggageOf(cells)[0]?.column ?? 'lv4',
      min: Math.min(...luggage),
      max: Math.max(...luggage),
      unit: 'cu-ft',
    }
}

/** A number above zero; `-1`, zero and `NA` are not known. */
function known(text: string): number | null {
  const number = Number(text)
  return text !== '' && number > 0 ? number : null
}

/** The code of the fuel; `null` for gas and hydrogen, which no code is for. */
function fuelOf(cells: EpaCells): string | null {
  const kind = cells('atvType')
  if (kind === 'Plug-in Hybrid') return 'plug-in-hybrid'
  const fuel = cells('fuelType1')
  if (fuel === 'Electricity') return 'electric'
  if (kind === 'Hybrid') return 'hybrid'
  if (fuel === 'Diesel') return 'diesel'
  return fuel.endsWith('Gasoline') ? 'petrol' : null
}

const drives: Readonly<Record<string, string>> = {
  'Front-Wheel Drive': 'front',
  'Rear-Wheel Drive': 'rear',
  'All-Wheel Drive': 'all',
  '4-Wheel Drive': 'all',
  '4-Wheel or All-Wheel Drive': 'all',
  'Part-time 4-Wheel Drive': 'all',
  '2-Wheel Drive': 'front|rear',
}

const openTops = /convertible|cabrio|roadster|spider|spyder|speedster/i

/** The size class; of a car, which the class calls only small or large, by the luggage volume that is given for it. */
function bodyOf(cells: EpaCells): string | null {
  const size = cells('VClass')
  if (size.includes('Sport Utility')) return 'suv'
  if (size.includes('Pickup')) return 'pickup'
  if (size.startsWith('Minivan')) return 'mpv'
  if (size.startsWith('Vans')) return 'van'
  if (size.endsWith('Station Wagons')) return 'wagon'
  // Special purpose vehicles are of all kinds, two-seaters open or closed.
  if (!size.endsWith(' Cars') || openTops.test(cells('model'))) return null
  const bodies = luggageOf(cells).map(({ body }) => body)
  return bodies.length === 0 ? null : bodies.join('|')
}

const luggageColumns = [
  { column: 'hlv', body: 'hatchback' },
  { column: 'lv4', body: 'sedan' },
  { column: 'lv2', body: 'coupe' },
] as const

/** The luggage volumes that are known: behind a hatch, of a four-door and of a two-door. */
function luggageOf(cells: EpaCells) {
  return luggageColumns.flatMap(({ column, body }) => {
    const cubicFeet = known(cells(column))
    return cubicFeet === null ? [] : [{ column, body, cubicFeet }]
  })
}
