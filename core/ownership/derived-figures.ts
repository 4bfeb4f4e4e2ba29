import { attributes } from '../catalogue/attribute.ts'
import { attributeLabel } from '../catalogue/figure-text.ts'
import { amountText, roundingOf } from './amount-text.ts'
import type { CostInput } from './cost-part.ts'
import type { FiveYearCost } from './five-year-cost.ts'
import { findFigure, type OwningAsked, owningMonths, owningYears } from './owning-asked.ts'
import { say } from './sentences.ts'
import { lossOf, worthAfter } from './value-loss.ts'

/** A figure that is worked out, with its formula, its direction and what it rests on; `better` is `null` where it has none. */
export interface DerivedFigure {
  readonly code: string
  readonly name: string
  readonly better: 'more' | 'less' | null
  readonly text: string
  readonly isKnown: boolean
  readonly formula: string
  readonly inputs: readonly CostInput[]
}

const years = String(owningYears)

/**
 * What is worked out of a vehicle for this customer, in the order of reading.
 * @param stock what the store can deliver now, in words; `null` where it has no stock written down
 */
export function derivedFigures(
  asked: OwningAsked,
  cost: FiveYearCost,
  stock: string | null,
): readonly DerivedFigure[] {
  const { language } = asked
  return [
    energyPerMonth(asked, cost),
    {
      code: 'fiveYearCost',
      name: say('fiveYearCost', language, { years }),
      better: 'less',
      text: cost.totalText,
      isKnown: cost.totalMinor !== null,
      formula: say('fiveYearCostBy', language, {
        names: cost.parts
          .filter(({ amountMinor }) => amountMinor !== null)
          .map(({ name }) => name)
          .join(say('list', language)),
      }),
      inputs: [],
    },
    worth(asked),
    ...(['workshopKm', 'partsScore'] as const).map((attribute): DerivedFigure => {
      const found = findFigure(asked, attribute)
      return {
        code: attribute,
        name: attributeLabel(attribute, language, asked.pack),
        better: attributes[attribute].better,
        text: found?.text ?? say('notKnown', language),
        isKnown: found !== null,
        formula: say(found ? 'fromCatalogue' : 'headOfficeFills', language),
        inputs: found ? [found.input] : [],
      }
    }),
    {
      code: 'stock',
      name: say('stock', language),
      better: null,
      text: stock ?? say('notKnown', language),
      isKnown: stock !== null,
      formula: say(stock === null ? 'noStockWritten' : 'stockBy', language),
      inputs: [],
    },
  ]
}

function energyPerMonth(asked: OwningAsked, { parts }: FiveYearCost): DerivedFigure {
  const { language, pack } = asked
  const energy = parts.find(({ code }) => code === 'energy')
  const amount = energy?.amountMinor ?? null
  const name = say('energyPerMonth', language)
  const shared = { code: 'energyPerMonth', name, better: 'less' as const, inputs: energy?.inputs ?? [] }
  if (amount === null)
    return { ...shared, text: say('notKnown', language), isKnown: false, formula: energy?.formula ?? '' }
  const aMonth = { least: amount.least / owningMonths, most: amount.most / owningMonths }
  return {
    ...shared,
    text: say('perMonth', language, {
      amount: amountText(aMonth, asked, Math.max(1, Math.round(roundingOf(pack) / 10))),
    }),
    isKnown: true,
    formula: say('energyPerMonthBy', language, { years, months: String(owningMonths) }),
  }
}

function worth(asked: OwningAsked): DerivedFigure {
  const { language } = asked
  const price = findFigure(asked, 'priceMinor')
  const loss = lossOf(asked)
  const shared = {
    code: 'resale',
    name: say('resale', language, { years }),
    better: 'more' as const,
    inputs: [price, loss].flatMap((found) => found?.input ?? []),
  }
  if (price === null || loss === null) {
    const names = [
      ...(price === null ? [attributeLabel('priceMinor', language, asked.pack)] : []),
      ...(loss === null ? [attributeLabel('valueLossPercentPerYear', language, asked.pack)] : []),
    ].join(say('list', language))
    return {
      ...shared,
      text: say('notKnown', language),
      isKnown: false,
      formula: say('missing', language, { names }),
    }
  }
  return {
    ...shared,
    text: amountText(worthAfter(price, loss, owningYears), asked),
    isKnown: true,
    formula: say('resaleBy', language, { price: price.text, loss: loss.text, years }),
  }
}
