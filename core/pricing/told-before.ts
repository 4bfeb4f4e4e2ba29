import { type BusinessDay, businessDaySchema } from '../market/business-day.ts'
import { vehicleLineCode } from './on-road-price.ts'
import type { QuoteContent } from './quote.ts'

/** The amounts that a quote was made with as somebody told them, by the code of the line, and when that was. */
export function toldBefore({ ground }: QuoteContent): {
  readonly told: Readonly<Record<string, number>>
  readonly toldOn: Readonly<Record<string, BusinessDay>>
} {
  const told: Record<string, number> = {}
  const toldOn: Record<string, BusinessDay> = {}
  const { price, lines, day } = ground
  if (price.source?.status === 'told' && price.amountMinor !== null) {
    told[vehicleLineCode] = price.amountMinor.most
    toldOn[vehicleLineCode] = businessDayOf(price.source.title, day)
  }
  for (const { code, toldMinor, toldOn: on } of lines) {
    if (toldMinor === null) continue
    told[code] = toldMinor
    toldOn[code] = on ?? day
  }
  return { told, toldOn }
}

/** What was told says as its source the day on which it was. */
function businessDayOf(title: string, day: BusinessDay): BusinessDay {
  return businessDaySchema.safeParse(title).data ?? day
}
