import type { Wording } from '../market/language.ts'
import type { Attribute } from './attribute.ts'

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
}

/** How a number reads with its unit; the price is said by the market's money instead. */
export const unitPatterns: Readonly<Partial<Record<Attribute, Wording>>> = {
  seats: { en: '{number} seats', ur: '{number} نشستیں' },
  bootLitres: { en: '{number} L', ur: '{number} لیٹر' },
  groundClearanceMm: { en: '{number} mm', ur: '{number} ملی میٹر' },
  engineCc: { en: '{number} cc', ur: '{number} سی سی' },
  consumptionKmPerLitre: { en: '{number} km/l', ur: '{number} کلومیٹر فی لیٹر' },
  electricRangeKm: { en: '{number} km', ur: '{number} کلومیٹر' },
  batteryKwh: { en: '{number} kWh', ur: '{number} کلوواٹ آور' },
  powerHp: { en: '{number} hp', ur: '{number} ہارس پاور' },
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
