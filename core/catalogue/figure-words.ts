import type { Wording } from '../market/language.ts'
import type { Attribute } from './attribute.ts'
import type { Unit } from './units.ts'

export const attributeLabels: Readonly<Record<Attribute, Wording>> = {
  body: { en: 'Body', ur: 'باڈی' },
  seats: { en: 'Seats', ur: 'نشستیں' },
  bootLitres: { en: 'Boot', ur: 'ڈگی' },
  groundClearanceMm: { en: 'Ground clearance', ur: 'زمین سے اونچائی' },
  engineCc: { en: 'Engine', ur: 'انجن' },
  fuel: { en: 'Fuel', ur: 'ایندھن' },
  consumptionKmPerLitre: { en: 'Fuel economy', ur: 'ایندھن کی اوسط' },
  electricRangeKm: { en: 'Electric range', ur: 'ایک چارج پر فاصلہ' },
  batteryKwh: { en: 'Battery', ur: 'بیٹری' },
  powerHp: { en: 'Power', ur: 'طاقت' },
  transmission: { en: 'Transmission', ur: 'گیئر' },
  priceMinor: { en: 'Price', ur: 'قیمت' },
  drive: { en: 'Drive', ur: 'ڈرائیو' },
  modelYear: { en: 'Model year', ur: 'ماڈل کا سال' },
  airbags: { en: 'Airbags', ur: 'ایئر بیگ' },
  torqueNm: { en: 'Torque', ur: 'ٹارک' },
  lengthMm: { en: 'Length', ur: 'لمبائی' },
  widthMm: { en: 'Width', ur: 'چوڑائی' },
  heightMm: { en: 'Height', ur: 'اونچائی' },
  kerbWeightKg: { en: 'Kerb weight', ur: 'خالی گاڑی کا وزن' },
  topSpeedKmh: { en: 'Top speed', ur: 'زیادہ سے زیادہ رفتار' },
  tankLitres: { en: 'Fuel tank', ur: 'ایندھن کی ٹنکی' },
  chargingHours: { en: 'Charging time', ur: 'چارج ہونے کا وقت' },
  consumptionKwhPer100Km: { en: 'Electricity used', ur: 'بجلی کا خرچ' },
  valueLossPercentPerYear: { en: 'Loss of value', ur: 'قیمت میں سالانہ کمی' },
  consumptionCityKmPerLitre: { en: 'Fuel economy in town', ur: 'شہر میں ایندھن کی اوسط' },
  consumptionHighwayKmPerLitre: { en: 'Fuel economy on the open road', ur: 'کھلی سڑک پر ایندھن کی اوسط' },
  workshopKm: { en: 'Nearest workshop', ur: 'قریب ترین ورکشاپ' },
  partsScore: { en: 'Parts within a day', ur: 'ایک دن میں ملنے والے پرزے' },
}

/** How a number reads with its unit; the price is said by the market's money instead. */
export const unitPatterns: Readonly<Record<Unit, Wording>> = {
  persons: { en: '{number} seats', ur: '{number} نشستیں' },
  airbags: { en: '{number} airbags', ur: '{number} ایئر بیگ' },
  year: { en: '{number}', ur: '{number}' },
  cc: { en: '{number} cc', ur: '{number} سی سی' },
  kWh: { en: '{number} kWh', ur: '{number} کلوواٹ آور' },
  h: { en: '{number} h', ur: '{number} گھنٹے' },
  '%/year': { en: '{number} % a year', ur: '{number} فیصد سالانہ' },
  points: { en: '{number} of 10', ur: '10 میں سے {number}' },
  km: { en: '{number} km', ur: '{number} کلومیٹر' },
  mi: { en: '{number} mi', ur: '{number} میل' },
  'km/h': { en: '{number} km/h', ur: '{number} کلومیٹر فی گھنٹہ' },
  mph: { en: '{number} mph', ur: '{number} میل فی گھنٹہ' },
  'km/l': { en: '{number} km/l', ur: '{number} کلومیٹر فی لیٹر' },
  'l/100km': { en: '{number} l/100 km', ur: '{number} لیٹر فی 100 کلومیٹر' },
  'mpg-us': { en: '{number} mpg', ur: '{number} میل فی گیلن' },
  'mpg-uk': { en: '{number} mpg', ur: '{number} میل فی گیلن' },
  'kWh/100km': { en: '{number} kWh/100 km', ur: '{number} کلوواٹ آور فی 100 کلومیٹر' },
  'kWh/100mi': { en: '{number} kWh/100 mi', ur: '{number} کلوواٹ آور فی 100 میل' },
  mpge: { en: '{number} MPGe', ur: '{number} میل فی گیلن کے برابر' },
  l: { en: '{number} L', ur: '{number} لیٹر' },
  'cu-ft': { en: '{number} cu ft', ur: '{number} مکعب فٹ' },
  'gal-us': { en: '{number} gal', ur: '{number} گیلن' },
  'gal-uk': { en: '{number} gal', ur: '{number} گیلن' },
  mm: { en: '{number} mm', ur: '{number} ملی میٹر' },
  in: { en: '{number} in', ur: '{number} انچ' },
  hp: { en: '{number} hp', ur: '{number} ہارس پاور' },
  kW: { en: '{number} kW', ur: '{number} کلوواٹ' },
  kg: { en: '{number} kg', ur: '{number} کلوگرام' },
  lb: { en: '{number} lb', ur: '{number} پاؤنڈ' },
  Nm: { en: '{number} Nm', ur: '{number} نیوٹن میٹر' },
  'lb-ft': { en: '{number} lb-ft', ur: '{number} پاؤنڈ فٹ' },
}

export const codeNames: Readonly<Record<string, Wording>> = {
  hatchback: { en: 'hatchback', ur: 'ہیچ بیک' },
  sedan: { en: 'sedan', ur: 'سیڈان' },
  crossover: { en: 'crossover', ur: 'کراس اوور' },
  suv: { en: 'SUV', ur: 'ایس یو وی' },
  mpv: { en: 'MPV', ur: 'ایم پی وی' },
  van: { en: 'van', ur: 'وین' },
  pickup: { en: 'pick-up', ur: 'پک اپ' },
  wagon: { en: 'estate wagon', ur: 'اسٹیشن ویگن' },
  coupe: { en: 'coupé', ur: 'کوپے' },
  petrol: { en: 'petrol', ur: 'پیٹرول' },
  diesel: { en: 'diesel', ur: 'ڈیزل' },
  hybrid: { en: 'hybrid', ur: 'ہائبرڈ' },
  'plug-in-hybrid': { en: 'plug-in hybrid', ur: 'پلگ اِن ہائبرڈ' },
  electric: { en: 'electric', ur: 'الیکٹرک' },
  manual: { en: 'manual', ur: 'مینوئل' },
  automatic: { en: 'automatic', ur: 'آٹومیٹک' },
  front: { en: 'front-wheel drive', ur: 'فرنٹ وہیل ڈرائیو' },
  rear: { en: 'rear-wheel drive', ur: 'ریئر وہیل ڈرائیو' },
  all: { en: 'all-wheel drive', ur: 'آل وہیل ڈرائیو' },
}

export const notKnown: Wording = { en: 'not known', ur: 'معلوم نہیں' }
/** Between the codes that a source names together, without saying which of them this variant has. */
export const either: Wording = { en: ' or ', ur: ' یا ' }
/** Between the ends of a range: a dash between numbers would swap them in right-to-left text. */
export const upTo: Wording = { en: '–', ur: ' تا ' }
export const statusNames: Readonly<Record<'confirmed' | 'reported' | 'disputed', Wording>> = {
  confirmed: { en: 'confirmed', ur: 'تصدیق شدہ' },
  reported: { en: 'reported, to be confirmed', ur: 'رپورٹ شدہ، تصدیق باقی' },
  disputed: { en: 'disputed', ur: 'متنازع' },
}
