import { foldDigits } from '../../../core/market/fold-letters.ts'

/** A yearly percentage as people write one: "21.5", "21.5 %", "۲۱٫۵"; `null` for what is none or above 100. */
export function readPercent(text: string): number | null {
  const written = foldDigits(text)
    .replace(/[%٪\s]/g, '')
    .replace(/[٫,]/, '.')
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(written)) return null
  const percent = Number(written)
  return percent <= 100 ? percent : null
}
