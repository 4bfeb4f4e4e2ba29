import { foldDigits } from '../market/fold-letters.ts'

/** A VIN, or the frame number of a car that was built for Japan. */
export type VehicleNumber = { readonly type: 'vin' | 'frame'; readonly number: string }

const vinLength = 17
const vinPattern = /^[A-HJ-NPR-Z0-9]{17}$/
const framePattern = /^(?=.*\d)[A-Z0-9]+(-[A-Z0-9]+)*$/
const frameLength = { least: 5, most: 40 }

/**
 * Reads what stands on a car's plate. A VIN has 17 letters and digits and none of I, O and Q, which would be taken for
 * 1 and 0 (ISO 3779); its check digit is North American only and is not looked at. Anything else of letters, digits and
 * hyphens is a frame number, such as `NZE141-6012345`, and is never refused for what letters are in it.
 * @returns in capitals and without spaces; `null` for what can be neither
 */
export function readVehicleNumber(text: string): VehicleNumber | null {
  const number = foldDigits(text.replace(/\p{Cf}/gu, ''))
    .replace(/\s+/g, '')
    .replace(/\p{Pd}/gu, '-')
    .toUpperCase()
  if (vinPattern.test(number)) return { type: 'vin', number }
  // As long as a VIN and without a hyphen, it is one that was misread.
  if (number.length === vinLength && !number.includes('-')) return null
  const { least, most } = frameLength
  if (!framePattern.test(number) || number.length < least || number.length > most) return null
  return { type: 'frame', number }
}
