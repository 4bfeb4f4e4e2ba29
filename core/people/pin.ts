import { foldDigits } from '../market/fold-letters.ts'

/** So many wrong PINs one after the other lock it, until a manager or the recovery code opens it. */
export const wrongPinsToLock = 10

/** The digits of a PIN as they are compared, whatever keyboard they were typed on. */
export const pinDigits = (text: string): string => foldDigits(text.trim())

/** Whether the digits may be somebody's PIN: six to twelve, not all the same, and no run up or down such as 890123. */
export function isPinAllowed(digits: string): boolean {
  if (!/^\d{6,12}$/.test(digits)) return false
  const steps = [...digits].slice(1).map((digit, index) => (Number(digit) - Number(digits[index]) + 10) % 10)
  const [first] = steps
  return !(steps.every((step) => step === first) && (first === 0 || first === 1 || first === 9))
}

/**
 * Makes a PIN of six digits for a person who chose none, each allowed one as likely as any other.
 * @param randomBytes gives that many random bytes
 */
export function makePin(randomBytes: (count: number) => Uint8Array): string {
  for (;;) {
    // The last six values of a byte would make some digits likelier than others.
    const digits = [...randomBytes(madePinDigits * 2)].filter((byte) => byte < 250).map((byte) => byte % 10)
    const pin = digits.slice(0, madePinDigits).join('')
    if (isPinAllowed(pin)) return pin
  }
}

const madePinDigits = 6

/**
 * How long the next try has to wait after so many wrong PINs, in milliseconds. It grows with the count alone, so that
 * nothing but a right PIN shortens it.
 */
export function pinWaitMs(wrong: number): number {
  return waitsMs[Math.min(wrong, waitsMs.length - 1)] ?? 0
}

const waitsMs = [0, 0, 0, 5, 15, 30, 60, 120, 300, 600].map((seconds) => seconds * 1000)
