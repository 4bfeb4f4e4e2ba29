import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { phoneText, readPhone } from './phone.ts'
import { pakistan, withCents } from './test-market.ts'

describe('a phone number', () => {
  it.each([
    ['0300 1234567', '+923001234567'],
    ['0300-1234567', '+923001234567'],
    ['03001234567', '+923001234567'],
    ['3001234567', '+923001234567'],
    ['+92 300 1234567', '+923001234567'],
    ['00923001234567', '+923001234567'],
    ['0092 (300) 123-4567', '+923001234567'],
    ['۰۳۰۰ ۱۲۳۴۵۶۷', '+923001234567'],
    ['\u202a+92 300 1234567\u202c', '+923001234567'],
    ['042 35761234', '+924235761234'],
    ['+971 50 123 4567', '+971501234567'],
  ])('%s is read', (text, e164) => {
    expect(readPhone(text, pakistan)).toBe(e164)
  })

  it.each([
    '',
    'no phone',
    '12345',
    '0300 123456',
    '0300 123456789',
    '+92',
    '42.5 lakh',
    'call 0300 1234567',
    '0300 1234567 or 0321 7654321',
    '0300-1234567/8',
    '042 35761234 ext 12',
    '35202-1234567-1',
  ])('%s is not a number that can be dialled', (text) => {
    expect(readPhone(text, pakistan)).toBeNull()
  })

  it('is read as the market dials, whichever market it is', () => {
    expect(readPhone('(212) 555-0123', withCents)).toBe('+12125550123')
    expect(() => readPhone('1', { ...pakistan, phoneCountry: 'ZZ' })).toThrow(RangeError)
  })

  it('is grouped for people, and what cannot be grouped stands as it is', () => {
    expect(phoneText('+923001234567')).toBe('+92 300 1234567')
    expect(phoneText('unknown')).toBe('unknown')
  })

  it('comes back the same from each way of writing it and from its own text', () => {
    const subscriber = fc.integer({ min: 0, max: 9_999_999 }).map((n) => String(n).padStart(7, '0'))
    const operator = fc.integer({ min: 300, max: 349 }).map(String)
    const prefix = fc.constantFrom('0', '+92', '0092', '+92 ', '0092-', '')
    const gap = fc.constantFrom('', ' ', '-', '\u00a0')
    fc.assert(
      fc.property(prefix, operator, gap, subscriber, fc.boolean(), (start, code, between, rest, urdu) => {
        const latin = `${start}${code}${between}${rest}`
        const text = urdu
          ? latin.replace(/\d/g, (digit) => String.fromCodePoint(0x6f0 + Number(digit)))
          : latin
        const e164 = `+92${code}${rest}`
        expect(readPhone(text, pakistan)).toBe(e164)
        expect(readPhone(phoneText(e164), pakistan)).toBe(e164)
      }),
    )
  })

  it('is either E.164 or nothing, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 ()-]{0,20}$/)), (text) => {
        const phone = readPhone(text, pakistan)
        if (phone !== null) expect(phone).toMatch(/^\+[1-9]\d{6,14}$/)
      }),
    )
  })
})
