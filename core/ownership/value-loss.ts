import { attributeLabel } from '../catalogue/figure-text.ts'
import { slug } from '../catalogue/vehicle-id.ts'
import { amountText } from './amount-text.ts'
import type { Span } from './cost-part.ts'
import {
  type FoundFigure,
  figureOf,
  findFigure,
  type OwningAsked,
  owningYears,
  sourceText,
} from './owning-asked.ts'
import type { Reckoned } from './reckoned.ts'
import { say } from './sentences.ts'

/**
 * What a vehicle loses in value each year. What the catalogue says of it counts, for head office can change that; where it
 * says nothing, what the market has for its make and model.
 */
export function lossOf(asked: OwningAsked): FoundFigure | null {
  const own = findFigure(asked, 'valueLossPercentPerYear')
  if (own !== null) return own
  const { variant, pack, language } = asked
  const known = pack.resale.find(
    ({ make, model }) => slug(make) === slug(variant.brand) && slug(model) === slug(variant.model),
  )
  if (known === undefined) return null
  const { lossPercentPerYear: loss, asOf, source } = known
  const found = figureOf({ sources: [source], pack, language }, 'valueLossPercentPerYear', {
    type: 'number',
    min: loss,
    max: loss,
    source: source.id,
    asOf,
  })
  const restsOn = say('restsOn', language, {
    adverts: String(known.adverts),
    years: String(known.modelYears),
    fit: known.weightedR2.toFixed(2),
  })
  const title = sourceText(source.title, source.status, language)
  return { ...found, input: { ...found.input, source: `${title}. ${restsOn}` } }
}

/**
 * What a price is worth after so many years: the price times (1 - loss a year) to the power of the years.
 * @param loss in percent of what it is worth at the beginning of each year
 */
export function worthAfter(price: Span, loss: Span, years: number): Span {
  const left = (percent: number) => (1 - percent / 100) ** years
  return { least: price.least * left(loss.most), most: price.most * left(loss.least) }
}

/** What is lost in value over five years. */
export function valueLoss(asked: OwningAsked): Reckoned {
  const { language, pack } = asked
  const price = findFigure(asked, 'priceMinor')
  const loss = lossOf(asked)
  if (price === null || loss === null)
    return {
      type: 'not-known',
      missing: [
        ...(price === null ? [attributeLabel('priceMinor', language, pack)] : []),
        ...(loss === null ? [attributeLabel('valueLossPercentPerYear', language, pack)] : []),
      ],
      inputs: [price, loss].flatMap((found) => found?.input ?? []),
    }
  const lostShare = (percent: number) => 1 - (1 - percent / 100) ** owningYears
  return {
    type: 'known',
    amount: { least: price.least * lostShare(loss.least), most: price.most * lostShare(loss.most) },
    formula: say('byLoss', language, {
      price: price.text,
      loss: loss.text,
      years: String(owningYears),
      left: amountText(worthAfter(price, loss, owningYears), asked),
    }),
    inputs: [price.input, loss.input],
  }
}
