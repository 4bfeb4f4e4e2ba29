import { assertNever } from '../assert-never.ts'
import { keysOf } from '../keys-of.ts'
import type { MarketUnits } from '../market/market-units.ts'
import type { Attribute } from './attribute.ts'

/** By definition: the international yard and pound agreement of 1959 (a yard is 0.9144 m, a pound 0.45359237 kg). */
const mmPerInch = 25.4
const kmPerMile = 1.609344
const kgPerPound = 0.45359237
const metresPerFoot = 0.3048
const litresPerCubicFoot = 28.316_846_592
/** 231 cubic inches (NIST Handbook 44, appendix C). */
const litresPerGallonUs = 3.785411784
/** The Weights and Measures Act 1985 of the United Kingdom, schedule 1. */
const litresPerGallonUk = 4.54609
/** Standard gravity (third general conference on weights and measures, 1901), in m/s². */
const gravity = 9.806_65
/** A pound-force on an arm of a foot. */
const nmPerPoundFoot = kgPerPound * gravity * metresPerFoot
/** The mechanical horsepower, 550 foot-pounds a second: 0.7456998716. */
const kwPerHp = (550 * nmPerPoundFoot) / 1000
/** The metric horsepower (PS, DIN 66036), 75 kilogram-metres a second: 0.73549875. */
const kwPerPs = (75 * gravity) / 1000
/** The energy of a US gallon of petrol, by which the EPA counts miles a gallon equivalent (10 CFR 474.3(b), factor C). */
const kwhPerGallonEquivalent = 33.705

/** What is measured; attributes of one quantity share their units. */
type Quantity =
  | 'persons'
  | 'airbags'
  | 'year'
  | 'displacement'
  | 'charge'
  | 'time'
  | 'loss'
  | 'score'
  | 'distance'
  | 'speed'
  | 'economy'
  | 'electricity'
  | 'volume'
  | 'length'
  | 'power'
  | 'mass'
  | 'torque'

/**
 * A unit of a quantity: the canonical value is the value times `factor`, or where `inverse`, `factor` over the value.
 * `digits` is how many decimals a person reads.
 */
interface UnitRule {
  readonly quantity: Quantity
  readonly factor: number
  readonly inverse: boolean
  readonly digits: number
}

const times = (quantity: Quantity, factor: number, digits: number): UnitRule => ({
  quantity,
  factor,
  inverse: false,
  digits,
})
const over = (quantity: Quantity, factor: number, digits: number): UnitRule => ({
  quantity,
  factor,
  inverse: true,
  digits,
})

/** The units that figures are shown in, in one market or another. */
const shown = {
  persons: times('persons', 1, 0),
  airbags: times('airbags', 1, 0),
  year: times('year', 1, 0),
  cc: times('displacement', 1, 0),
  kWh: times('charge', 1, 2),
  h: times('time', 1, 2),
  '%/year': times('loss', 1, 1),
  points: times('score', 1, 0),
  km: times('distance', 1, 0),
  mi: times('distance', kmPerMile, 0),
  'km/h': times('speed', 1, 0),
  mph: times('speed', kmPerMile, 0),
  'km/l': times('economy', 1, 1),
  'l/100km': over('economy', 100, 1),
  'mpg-us': times('economy', kmPerMile / litresPerGallonUs, 0),
  'mpg-uk': times('economy', kmPerMile / litresPerGallonUk, 0),
  'kWh/100km': times('electricity', 1, 1),
  'kWh/100mi': times('electricity', 1 / kmPerMile, 0),
  mpge: over('electricity', (100 * kwhPerGallonEquivalent) / kmPerMile, 0),
  l: times('volume', 1, 0),
  'cu-ft': times('volume', litresPerCubicFoot, 1),
  'gal-us': times('volume', litresPerGallonUs, 1),
  'gal-uk': times('volume', litresPerGallonUk, 1),
  mm: times('length', 1, 0),
  in: times('length', mmPerInch, 1),
  hp: times('power', 1, 0),
  kW: times('power', 1 / kwPerHp, 0),
  kg: times('mass', 1, 0),
  lb: times('mass', kgPerPound, 0),
  Nm: times('torque', 1, 0),
  'lb-ft': times('torque', nmPerPoundFoot, 0),
} as const satisfies Record<string, UnitRule>

/** The units that files come in besides. */
const filed = {
  'engine-l': times('displacement', 1000, 1),
  cm: times('length', 10, 1),
  m: times('length', 1000, 3),
  ps: times('power', kwPerPs / kwPerHp, 0),
  'Wh/km': times('electricity', 0.1, 0),
  'mi/kWh': over('electricity', 100 / kmPerMile, 1),
  'km/kWh': over('electricity', 100, 1),
  min: times('time', 1 / 60, 0),
} as const satisfies Record<string, UnitRule>

/** A unit that figures are shown in. */
export type Unit = keyof typeof shown
/** A unit that a figure may come in. */
export type FiledUnit = Unit | keyof typeof filed

const rules: Readonly<Record<FiledUnit, UnitRule>> = { ...shown, ...filed }
const filedUnits = keysOf(rules)

/** The unit in which figures of an attribute are kept; the price is kept in the market's money. */
const canonicalUnits = {
  seats: 'persons',
  bootLitres: 'l',
  groundClearanceMm: 'mm',
  engineCc: 'cc',
  consumptionKmPerLitre: 'km/l',
  electricRangeKm: 'km',
  batteryKwh: 'kWh',
  powerHp: 'hp',
  modelYear: 'year',
  airbags: 'airbags',
  torqueNm: 'Nm',
  lengthMm: 'mm',
  widthMm: 'mm',
  heightMm: 'mm',
  kerbWeightKg: 'kg',
  topSpeedKmh: 'km/h',
  tankLitres: 'l',
  chargingHours: 'h',
  consumptionKwhPer100Km: 'kWh/100km',
  valueLossPercentPerYear: '%/year',
  consumptionCityKmPerLitre: 'km/l',
  consumptionHighwayKmPerLitre: 'km/l',
  workshopKm: 'km',
  partsScore: 'points',
} as const satisfies Partial<Record<Attribute, Unit>>

/** An attribute that is measured in a unit of its own: every number but the price. */
export type MeasuredAttribute = keyof typeof canonicalUnits

export function isMeasured(attribute: Attribute): attribute is MeasuredAttribute {
  return attribute in canonicalUnits
}

/** The units that a figure of the attribute may come in, the one that it is kept in first. */
export function unitsOf(attribute: MeasuredAttribute): readonly FiledUnit[] {
  const canonical = canonicalUnits[attribute]
  const { quantity } = rules[canonical]
  return [canonical, ...filedUnits.filter((name) => rules[name].quantity === quantity && name !== canonical)]
}

export interface NumberRange {
  readonly min: number
  readonly max: number
}

/** A range in the unit that figures of its attribute are kept in; of an inverse unit the ends change places. */
export function toCanonical({ min, max }: NumberRange, from: FiledUnit): NumberRange {
  const { factor, inverse } = rules[from]
  return inverse ? { min: factor / max, max: factor / min } : { min: min * factor, max: max * factor }
}

/** A range as kept, in another unit of its quantity; of an inverse unit the ends change places. */
export function fromCanonical({ min, max }: NumberRange, to: FiledUnit): NumberRange {
  const { factor, inverse } = rules[to]
  return inverse ? { min: factor / max, max: factor / min } : { min: min / factor, max: max / factor }
}

/** Whether people of a market read more of the attribute as a smaller number: in litres a hundred kilometres. */
export function isReadInverse(attribute: Attribute, units: MarketUnits): boolean {
  return isMeasured(attribute) && rules[unitRead(attribute, units)].inverse
}

/** How many decimals a person reads of a number in the unit. */
export function digitsOf(unit: Unit): number {
  return rules[unit].digits
}

/** The unit in which people of a market read the attribute. */
export function unitRead(attribute: MeasuredAttribute, units: MarketUnits): Unit {
  switch (attribute) {
    case 'consumptionKmPerLitre':
    case 'consumptionCityKmPerLitre':
    case 'consumptionHighwayKmPerLitre':
      return units.consumption
    case 'consumptionKwhPer100Km':
      return units.energy
    case 'electricRangeKm':
    case 'workshopKm':
      return units.distance
    case 'topSpeedKmh':
      return units.distance === 'mi' ? 'mph' : 'km/h'
    case 'bootLitres':
      return units.volume
    case 'tankLitres':
      return units.fuel
    case 'groundClearanceMm':
    case 'lengthMm':
    case 'widthMm':
    case 'heightMm':
      return units.length
    case 'powerHp':
      return units.power
    case 'torqueNm':
      return units.torque
    case 'kerbWeightKg':
      return units.mass
    case 'seats':
    case 'engineCc':
    case 'batteryKwh':
    case 'modelYear':
    case 'airbags':
    case 'chargingHours':
    case 'valueLossPercentPerYear':
    case 'partsScore':
      return canonicalUnits[attribute]
    default:
      return assertNever(attribute)
  }
}
