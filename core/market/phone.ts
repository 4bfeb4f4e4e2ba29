import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { foldDigits } from './fold-letters.ts'
import type { Market } from './market-pack.ts'

/**
 * Reads a phone number as people of the market write it (`0300 1234567`, `+92 300-1234567`, `0092...`, Urdu digits).
 * @returns E.164, e.g. `+923001234567`; `null` when it cannot be dialled or carries an extension
 * @throws RangeError when the market's phone country is not known
 */
export function readPhone(text: string, pack: Market): string | null {
  if (!isSupportedCountry(pack.phoneCountry))
    throw new RangeError(`No phone numbering is known for country ${pack.phoneCountry}`)
  const bare = foldDigits(text.replace(/\p{Cf}/gu, '')).trim()
  const phone = parsePhoneNumberFromString(bare, { defaultCountry: pack.phoneCountry, extract: false })
  if (!phone?.isValid() || phone.ext !== undefined) return null
  return phone.number
}

/**
 * An E.164 number grouped for people, `+92 300 1234567`. It runs left to right: inside Urdu it has to stand in
 * an element of its own (`<bdi dir="ltr">`).
 */
export function phoneText(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164
}
