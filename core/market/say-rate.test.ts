import { expect, it } from 'vitest'
import { rateUnitText, rateValueText } from './rate-unit.ts'
import { rateAppliesText } from './say-rate.ts'
import { withCents } from './test-market.ts'
import { ratedMarket } from './test-rates.ts'

const visible = (text: string) => text.replace(/[\u2066-\u2069]/g, '')

it.each([
  ['', 'All', 'سب'],
  ['engineCc<=1000', 'Engine up to 1,000 cc', 'انجن 1,000 سی سی تک'],
  [
    'engineCc>1000<=1300;filer=yes',
    'Engine over 1,000 cc, up to 1,300 cc · on the list',
    'انجن 1,000 سی سی سے زیادہ، 1,300 سی سی تک · فہرست پر',
  ],
  ['fuel=diesel|petrol', 'diesel or petrol', 'ڈیزل یا پیٹرول'],
  ['fuel!=electric', 'not electric', 'الیکٹرک نہیں'],
  [
    'value>=5000000<9000000',
    'Value from Rs 5,000,000 (50 lakh), under Rs 9,000,000 (90 lakh)',
    'قیمت 5,000,000 روپے (50 لاکھ) سے، 9,000,000 روپے (90 لاکھ) سے کم',
  ],
  ['colour=red', 'red', 'red'],
  ['fuel>', 'fuel>', 'fuel>'],
])('says what a rate applies to: %s', (applies, english, urdu) => {
  expect(rateAppliesText(applies, ratedMarket, 'en')).toBe(english)
  expect(visible(rateAppliesText(applies, ratedMarket, 'ur'))).toBe(urdu)
})

it.each([
  [266.17, 'PKR/l', 'Rs 266.17 a litre', '266.17 روپے فی لیٹر'],
  [47.69, 'PKR/kWh', 'Rs 47.69 a kWh', '47.69 روپے فی یونٹ'],
  [20000, 'PKR', 'Rs 20,000', '20,000 روپے'],
  [1_200_000, 'PKR/year', 'Rs 1,200,000 (12 lakh) a year', '1,200,000 روپے (12 لاکھ) سالانہ'],
  [0.2, 'percent/year', '0.2 % a year', '0.2 فیصد سالانہ'],
  [5000, 'km', '5,000 km', '5,000 کلومیٹر'],
  [60, 'days', '60 days', '60 دن'],
  [7, 'cowries', '7 cowries', '7 cowries'],
])('says a value with its unit: %d %s', (value, unit, english, urdu) => {
  expect(rateValueText(value, unit, ratedMarket, 'en')).toBe(english)
  expect(visible(rateValueText(value, unit, ratedMarket, 'ur'))).toBe(urdu)
})

it.each([
  ['PKR', 'Rs', 'روپے'],
  ['PKR/l', 'Rs a litre', 'روپے فی لیٹر'],
  ['percent/year', '% a year', 'فیصد سالانہ'],
  ['days', 'days', 'دن'],
  ['cowries', 'cowries', 'cowries'],
])('says a unit alone: %s', (unit, english, urdu) => {
  expect(rateUnitText(unit, ratedMarket, 'en')).toBe(english)
  expect(rateUnitText(unit, ratedMarket, 'ur')).toBe(urdu)
})

it('says cents where there are any, and a fraction of a cent as it is', () => {
  expect(rateValueText(85.5, 'USD', withCents, 'en')).toBe('$ 85.50')
  expect(rateValueText(3.459, 'USD/gal-us', withCents, 'en')).toBe('$ 3.459 a gallon')
})
