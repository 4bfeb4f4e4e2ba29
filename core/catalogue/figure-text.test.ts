import { describe, expect, it } from 'vitest'
import { languageSchema } from '../market/language.ts'
import { marketUnitsSchema } from '../market/market-units.ts'
import { pakistan, withCents } from '../market/test-market.ts'
import { type Attribute, attributeNames, attributes, type Figure } from './attribute.ts'
import { attributeLabel, codeName, figureProvenance, figureText } from './figure-text.ts'

const number = (min: number, max = min): Figure => ({
  type: 'number',
  min,
  max,
  source: 'maker',
  asOf: '2026',
})
const codes = (...names: string[]): Figure => ({ type: 'code', codes: names, source: 'maker', asOf: '2026' })
const visible = (text: string) => text.replace(/[\u2067\u2069]/g, '')

describe('a figure as a person reads it', () => {
  it.each<[Attribute, Figure | undefined, string, string]>([
    ['consumptionKmPerLitre', number(12, 16), '12–16 km/l', '12 تا 16 کلومیٹر فی لیٹر'],
    ['seats', number(5), '5 seats', '5 نشستیں'],
    ['engineCc', number(1199), '1,199 cc', '1,199 سی سی'],
    ['batteryKwh', number(93.4), '93.4 kWh', '93.4 کلوواٹ آور'],
    ['transmission', codes('manual', 'automatic'), 'manual or automatic', 'مینوئل یا آٹومیٹک'],
    ['fuel', codes('hydrogen'), 'hydrogen', 'hydrogen'],
    ['priceMinor', number(4_250_000), 'Rs 4,250,000 (42.5 lakh)', '4,250,000 روپے (42.5 لاکھ)'],
    [
      'priceMinor',
      number(4_250_000, 12_000_000),
      'Rs 4,250,000 (42.5 lakh)–Rs 12,000,000 (1.2 crore)',
      '4,250,000 روپے (42.5 لاکھ) تا 12,000,000 روپے (1.2 کروڑ)',
    ],
    ['bootLitres', { type: 'unknown' }, 'not known', 'معلوم نہیں'],
    ['bootLitres', undefined, 'not known', 'معلوم نہیں'],
  ])('%s', (attribute, figure, english, urdu) => {
    expect(figureText(attribute, figure, pakistan, 'en')).toBe(english)
    expect(visible(figureText(attribute, figure, pakistan, 'ur'))).toBe(urdu)
  })

  it.each<[Attribute, Figure, string]>([
    ['consumptionKmPerLitre', number(12, 16), '28–38 mpg'],
    ['electricRangeKm', number(500), '311 mi'],
    ['topSpeedKmh', number(180), '112 mph'],
    ['bootLitres', number(470), '16.6 cu ft'],
    ['tankLitres', number(45), '11.9 gal'],
    ['groundClearanceMm', number(175), '6.9 in'],
    ['lengthMm', number(4650), '183.1 in'],
    ['torqueNm', number(250), '184 lb-ft'],
    ['kerbWeightKg', number(1200), '2,646 lb'],
    ['consumptionKwhPer100Km', number(18), '29 kWh/100 mi'],
    ['priceMinor', number(2_999_900), '$ 29,999'],
    ['modelYear', number(2024, 2026), '2024–2026'],
    ['powerHp', number(105.1, 105.4), '105 hp'],
  ])('follows the units of the market: %s', (attribute, figure, english) => {
    expect(figureText(attribute, figure, withCents, 'en')).toBe(english)
  })

  it('turns a range round where less is said by more: litres a hundred kilometres', () => {
    const pack = { ...pakistan, units: marketUnitsSchema.parse({ consumption: 'l/100km' }) }
    expect(figureText('consumptionKmPerLitre', number(12.5, 20), pack, 'en')).toBe('5–8 l/100 km')
  })

  it('is set off in Urdu, so that numbers keep their place in any sentence', () => {
    expect(figureText('seats', number(5, 7), pakistan, 'ur')).toBe('\u20675 تا 7 نشستیں\u2069')
  })

  it('has a label, and words for its unit or for each of its codes, in each language', () => {
    for (const language of languageSchema.options)
      for (const attribute of attributeNames) {
        expect(attributeLabel(attribute, language)).not.toBe('')
        const rule = attributes[attribute]
        if (rule.kind === 'number')
          expect(visible(figureText(attribute, number(1), pakistan, language))).toMatch(
            attribute === 'modelYear' ? /^1$/ : /\D/,
          )
        else for (const code of rule.codes) expect(codeName(code, 'ur'), code).toMatch(/\p{Script=Arabic}/u)
      }
  })

  it('says where it comes from and as of when', () => {
    const sources = [
      { id: 'maker', title: 'The maker', collected: 'May 2026', status: 'reported' as const, note: '' },
    ]
    expect(figureProvenance(number(5), sources, 'en')).toBe('The maker, 2026 (reported, to be confirmed)')
    expect(figureProvenance(number(5), sources, 'ur')).toContain('The maker، 2026 (رپورٹ شدہ، تصدیق باقی)')
    expect(figureProvenance(number(5), [], 'en')).toBe('maker, 2026')
    expect(figureProvenance({ type: 'unknown' }, sources, 'en')).toBeNull()
  })
})
