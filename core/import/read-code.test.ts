import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attributeNames, attributes } from '../catalogue/attribute.ts'
import { codeName } from '../catalogue/figure-text.ts'
import { foldWords } from './fold-words.ts'
import { type CodeField, codesOf, readCode } from './read-code.ts'

const fields: readonly CodeField[] = [
  ...attributeNames.filter((name) => attributes[name].kind === 'code'),
  'state',
]
const read = (text: string, field: CodeField) => {
  const reading = readCode(text, field, {})
  return reading.type === 'codes' ? reading.codes.join('|') : reading.type
}

const anyText = fc.array(fc.nat(0x2fff)).map((codes) => String.fromCharCode(...codes))

describe('a code', () => {
  it.each<[string, CodeField, string]>([
    ['Gasoline', 'fuel', 'petrol'],
    ['Regular Gasoline', 'fuel', 'petrol'],
    ['Petrol & Hybrid', 'fuel', 'petrol|hybrid'],
    ['Diesel, Petrol', 'fuel', 'petrol|diesel'],
    ['Gasoline or E85', 'fuel', 'petrol'],
    ['PHEV', 'fuel', 'plug-in-hybrid'],
    ['Plug-in Hybrid Electric Vehicle', 'fuel', 'plug-in-hybrid'],
    ['Hybrid Electric Vehicle (HEV)', 'fuel', 'hybrid'],
    ['BEV', 'fuel', 'electric'],
    ['پٹرول', 'fuel', 'petrol'],
    ['ڈیزل', 'fuel', 'diesel'],
    ['CVT', 'transmission', 'automatic'],
    ['Automatic (S8)', 'transmission', 'automatic'],
    ['Manual & Automatic', 'transmission', 'manual|automatic'],
    ['6-Speed MT', 'transmission', 'manual'],
    ['Auto Gear Shift', 'transmission', 'automatic'],
    ['Automated Manual', 'transmission', 'automatic'],
    ['آٹومیٹک', 'transmission', 'automatic'],
    ['SUV 4WD', 'body', 'suv'],
    ['Compact SUV', 'body', 'suv'],
    ['Crossover,SUV', 'body', 'crossover|suv'],
    ['Pickup 4x4', 'body', 'pickup'],
    ['Pick Up', 'body', 'pickup'],
    ['Station Wagon', 'body', 'wagon'],
    ['MPV, Mini Van', 'body', 'mpv|van'],
    ['Minivan - 2WD', 'body', 'mpv'],
    ['Coupé', 'body', 'coupe'],
    ['سیڈان', 'body', 'sedan'],
    ['4-Wheel Drive', 'drive', 'all'],
    ['4x4', 'drive', 'all'],
    ['4-Wheel or All-Wheel Drive', 'drive', 'all'],
    ['FWD', 'drive', 'front'],
    ['2WD', 'drive', 'front|rear'],
    ['In Stock', 'state', 'in-stock'],
    ['Ready for delivery', 'state', 'in-stock'],
    ['Booked', 'state', 'allocated'],
    ['On the way', 'state', 'in-transit'],
    ['فروخت شدہ', 'state', 'sold'],
    ['SOLD', 'state', 'sold'],
    ['Sold / Delivered', 'state', 'sold'],
    ['For Sale', 'state', 'in-stock'],
    ['Available for sale', 'state', 'in-stock'],
    ['فروخت کے لیے', 'state', 'in-stock'],
    ['برائے فروخت', 'state', 'in-stock'],
  ])('%s is a %s of %s', (text, field, codes) => {
    expect(read(text, field)).toBe(codes)
  })

  it.each<[string, CodeField]>([
    ['not sold', 'state'],
    ['not for sale', 'state'],
    ['Sale', 'state'],
    ['فروخت', 'state'],
    ['to be sold', 'state'],
    ['To be delivered', 'state'],
    ['yet to be allocated', 'state'],
    ['In stock, to be sold', 'state'],
    ['Sold or available', 'state'],
    ['Non-hybrid', 'fuel'],
    ['Petrol / Electric', 'fuel'],
    ['CNG', 'fuel'],
    ['steam', 'fuel'],
    ['Convertible', 'body'],
    ['Mild Diesel Punk Rock '.repeat(20), 'fuel'],
  ])('%s is left to a person', (text, field) => {
    expect(readCode(text, field, {})).toMatchObject({ type: 'refused', why: { type: 'code' } })
  })

  it('is what a person said of the words before anything else', () => {
    const translations = {
      [foldWords('Two Seater')]: 'coupe',
      [foldWords('SUV')]: '',
      [foldWords('Van')]: 'mpv|van',
    }
    expect(readCode('TWO-SEATER', 'body', translations)).toEqual({ type: 'codes', codes: ['coupe'] })
    expect(readCode('suv', 'body', translations)).toEqual({ type: 'unknown' })
    expect(readCode('van', 'body', translations)).toEqual({ type: 'codes', codes: ['mpv', 'van'] })
    expect(readCode('van', 'body', { van: 'boat' })).toMatchObject({ type: 'refused' })
    expect(readCode('constructor', 'body', {})).toMatchObject({ type: 'refused' })
  })

  it('is read back as Northstar names it, in each language and together', () => {
    for (const field of fields)
      for (const code of codesOf(field)) {
        for (const language of ['en', 'ur'] as const)
          if (field !== 'state') expect(read(codeName(code, language), field)).toBe(code)
        expect(read(code, field)).toBe(code)
      }
    expect(read('manual|automatic', 'transmission')).toBe('manual|automatic')
  })

  it('is one that the field has, or nothing, whatever the text', () => {
    const words = ['SUV', 'hybrid', 'no', '4WD', 'auto', '/', ',', 'پیٹرول', 'EV', 'sold', '-', 'toString']
    const text = fc.oneof(
      anyText,
      fc.array(fc.constantFrom(...words)).map((all) => all.join(' ')),
    )
    fc.assert(
      fc.property(text, fc.constantFrom(...fields), (cell, field) => {
        const reading = readCode(cell, field, {})
        if (reading.type !== 'codes') return
        expect(reading.codes.length).toBeGreaterThan(0)
        for (const code of reading.codes) expect(codesOf(field)).toContain(code)
      }),
    )
  })
})
