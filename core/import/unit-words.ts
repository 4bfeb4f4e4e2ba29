import { type FiledUnit, type MeasuredAttribute, unitsOf } from '../catalogue/units.ts'
import { keysOf } from '../keys-of.ts'
import { foldLetters } from '../market/fold-letters.ts'
import type { MarketPack } from '../market/market-pack.ts'

/** How people write each unit, in English and Urdu; case, spaces, dots and hyphens do not count. */
const spellings: Readonly<Record<FiledUnit, readonly string[]>> = {
  persons: [
    'persons',
    'person',
    'seats',
    'seat',
    'seater',
    'passengers',
    'passenger',
    'people',
    'pax',
    'نشستیں',
    'نشست',
    'افراد',
  ],
  airbags: ['airbags', 'airbag', 'bags', 'ایئر بیگ', 'ایئر بیگز'],
  year: ['year', 'model', 'my', 'سال'],
  cc: ['cc', 'ccm', 'cm3', 'cubic cm', 'سی سی'],
  'engine-l': ['l', 'lt', 'ltr', 'liter', 'litre', 'liters', 'litres', 'لیٹر'],
  kWh: ['kwh', 'kw/h', 'kilowatt hours', 'kilowatt hour', 'کلوواٹ آور'],
  h: ['h', 'hr', 'hrs', 'hour', 'hours', 'گھنٹے', 'گھنٹہ'],
  min: ['min', 'mins', 'minute', 'minutes', 'منٹ'],
  '%/year': ['%', '%/year', '%/yr', '% a year', '% pa', 'percent', 'percent/year', 'pc', 'فیصد'],
  points: ['points', 'point', 'parts', 'part', 'پرزے'],
  km: ['km', 'kms', 'kilometer', 'kilometers', 'kilometre', 'kilometres', 'کلومیٹر', 'کلو میٹر'],
  mi: ['mi', 'mile', 'miles', 'میل'],
  'km/h': ['km/h', 'kmh', 'kph', 'kmph', 'km/hr', 'km/hour', 'کلومیٹر فی گھنٹہ'],
  mph: ['mph', 'mi/h', 'miles/hour', 'میل فی گھنٹہ'],
  'km/l': [
    'km/l',
    'kml',
    'kmpl',
    'kpl',
    'km/ltr',
    'km/lt',
    'km/liter',
    'km/litre',
    'kmperl',
    'kilometers/liter',
    'کلومیٹر فی لیٹر',
  ],
  'l/100km': [
    'l/100km',
    'l/100',
    'lt/100km',
    'ltr/100km',
    'liters/100km',
    'litres/100km',
    'l100km',
    'لیٹر فی 100 کلومیٹر',
  ],
  'mpg-us': ['mpg us', 'us mpg', 'mpg (us)', 'miles/gallon us', 'mpgus'],
  'mpg-uk': [
    'mpg uk',
    'uk mpg',
    'mpg (uk)',
    'mpg imp',
    'imp mpg',
    'mpg imperial',
    'imperial mpg',
    'mpg (imp)',
  ],
  'kWh/100km': ['kwh/100km', 'kwh/100'],
  'kWh/100mi': ['kwh/100mi', 'kwh/100miles', 'kw hr/100miles', 'kw hrs/100miles', 'kwhr/100miles'],
  mpge: ['mpge', 'mpg e', 'mpgequivalent'],
  'Wh/km': ['wh/km'],
  'mi/kWh': ['mi/kwh', 'miles/kwh'],
  'km/kWh': ['km/kwh'],
  l: ['l', 'lt', 'ltr', 'ltrs', 'lit', 'liter', 'liters', 'litre', 'litres', 'لیٹر'],
  'cu-ft': ['cu ft', 'cuft', 'ft3', 'cft', 'cf', 'cubic feet', 'cubic foot', 'مکعب فٹ'],
  'gal-us': ['gal us', 'us gal', 'gallons us', 'us gallons', 'us gallon', 'gal (us)'],
  'gal-uk': ['gal uk', 'uk gal', 'imp gal', 'imperial gallons', 'uk gallons', 'gal imp', 'gal (uk)'],
  mm: ['mm', 'millimeter', 'millimeters', 'millimetre', 'millimetres', 'ملی میٹر'],
  cm: ['cm', 'cms', 'centimeter', 'centimeters', 'centimetre', 'centimetres', 'سینٹی میٹر'],
  m: ['m', 'mtr', 'meter', 'meters', 'metre', 'metres', 'میٹر'],
  in: ['in', 'inch', 'inches', '"', '″', '”', "''", 'انچ'],
  hp: ['hp', 'bhp', 'shp', 'horsepower', 'horse power', 'ہارس پاور'],
  ps: ['ps', 'cv', 'ch', 'pk', 'metric hp', 'hp metric', 'hp (metric)', 'din hp'],
  kW: ['kw', 'kilowatt', 'kilowatts', 'کلوواٹ'],
  kg: ['kg', 'kgs', 'kilo', 'kilos', 'kilogram', 'kilograms', 'کلوگرام', 'کلو گرام', 'کلو'],
  lb: ['lb', 'lbs', 'pound', 'pounds', 'پاؤنڈ'],
  Nm: ['nm', 'n m', 'newton meter', 'newton meters', 'newton metre', 'newton metres', 'نیوٹن میٹر'],
  'lb-ft': ['lb ft', 'lbs ft', 'ft lb', 'ft lbs', 'lbft', 'ftlb', 'pound feet', 'pound foot', 'foot pounds'],
}

/** A gallon is another in each country; alone it is the market's. */
const gallons = { 'gal-us': 'us', 'gal-uk': 'uk', 'mpg-us': 'us', 'mpg-uk': 'uk' } as const
const gallonWords = new Map<string, 'mpg' | 'gal'>([
  ...['mpg', 'miles/gallon', 'miles/gal'].map((word) => [unitKey(word), 'mpg'] as const),
  ...['gal', 'gals', 'gallon', 'gallons', 'گیلن'].map((word) => [unitKey(word), 'gal'] as const),
])

const unitsByKey: ReadonlyMap<string, readonly FiledUnit[]> = new Map(
  Map.groupBy(
    keysOf(spellings).flatMap((unit) =>
      [unit, ...spellings[unit]].map((word) => ({ key: unitKey(word), unit })),
    ),
    ({ key }) => key,
  )
    .entries()
    .map(([key, spelled]) => [key, spelled.map(({ unit }) => unit)]),
)

/**
 * The unit that a word is for an attribute: `L` of an engine is its displacement, of a boot its volume.
 * @param chosen the unit of the column, which says what gallon is meant
 * @returns `null` for a word that is no unit of the attribute, or a gallon of nobody knows where
 */
export function readUnit(
  text: string,
  attribute: MeasuredAttribute,
  chosen: string | null,
  market: MarketPack,
): FiledUnit | null {
  const key = unitKey(text)
  const units = unitsOf(attribute)
  const known = unitsByKey.get(key)?.find((unit) => units.includes(unit))
  if (known !== undefined) return known
  const measure = gallonWords.get(key)
  if (measure === undefined) return null
  const country = gallonOf(chosen) ?? gallonOf(market.units.consumption) ?? gallonOf(market.units.fuel)
  return units.find((unit) => unit === `${measure}-${country}`) ?? null
}

function gallonOf(unit: string | null): 'us' | 'uk' | null {
  return Object.entries(gallons).find(([name]) => name === unit)?.[1] ?? null
}

function unitKey(text: string): string {
  return foldLetters(text)
    .replace(/\bper\b|\ba\b(?=\s*(?:year|litre|liter))/g, '/')
    .replace(/[\s.·•\-_()[\]]+/g, '')
}
