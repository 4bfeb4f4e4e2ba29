import { percentOf, wholeToMinor } from './exact-amounts.ts'
import type {
  AmountRange,
  FigureSource,
  GroundLine,
  OnRoadPrice,
  PriceGround,
  PriceLine,
  PriceRule,
} from './on-road-price.ts'
import { type PriceAsked, priceGround } from './price-ground.ts'

/** The price of a vehicle on the road by the rates of a store, on a day. */
export function buildOnRoadPrice(asked: PriceAsked): OnRoadPrice {
  return onRoadPriceOf(priceGround(asked))
}

/**
 * The price that follows from its ground, and from nothing else. Each line is rounded to whole minor units, a half away
 * from zero, and the total is the sum of the lines.
 */
export function onRoadPriceOf(ground: PriceGround): OnRoadPrice {
  const { price, day, vehicle, facts, notes } = ground
  const { code, name, payee, basis, amountMinor, source, asOf } = price
  const lines: readonly PriceLine[] = [
    {
      code,
      name,
      payee,
      basis,
      amountMinor,
      rules: [],
      limits: [],
      asOf,
      source,
      isOld: false,
      whyNotKnown: amountMinor === null ? 'figure' : null,
    },
    ...ground.lines.filter((line) => !isBelowLimit(line, ground)).map((line) => priceLine(line, ground)),
  ]
  const known = lines.flatMap((line) => line.amountMinor ?? [])
  return {
    day,
    vehicle,
    facts,
    lines: [...lines],
    totalMinor:
      amountMinor === null
        ? null
        : {
            least: known.reduce((sum, { least }) => sum + least, 0),
            most: known.reduce((sum, { most }) => sum + most, 0),
          },
    notKnown: lines.filter((line) => line.amountMinor === null).map((line) => line.code),
    notes,
  }
}

/** A price that reaches no limit has no line above one. */
function isBelowLimit(line: GroundLine, ground: PriceGround): boolean {
  if (line.of !== 'value-above' || line.limits.length === 0) return false
  const bases = basesOf(line, ground)
  return bases.length > 0 && bases.every(({ most }) => most === 0)
}

function priceLine(line: GroundLine, ground: PriceGround): PriceLine {
  const { code, name, payee, basis, rules, limits, toldMinor, of } = line
  const said = { code, name, payee, basis, rules, limits }
  if (toldMinor !== null) {
    const amount = line.isCredit ? -toldMinor : toldMinor
    const toldOn = line.toldOn ?? ground.day
    const source: FigureSource = { title: toldOn, status: 'told' }
    return {
      ...said,
      amountMinor: { least: amount, most: amount },
      asOf: toldOn,
      source,
      isOld: false,
      whyNotKnown: null,
    }
  }
  const amounts = rules.flatMap((rule) => amountsOf(rule, line, ground))
  const [oldest] = rules.toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1))
  const isKnown = amounts.length > 0 && (of !== 'value-above' || limits.length > 0)
  return {
    ...said,
    amountMinor: isKnown
      ? {
          least: Math.min(...amounts.map(({ least }) => least)),
          most: Math.max(...amounts.map(({ most }) => most)),
        }
      : null,
    asOf: oldest?.asOf ?? null,
    source: oldest?.source ?? null,
    isOld: [...rules, ...limits].some((rule) => rule.isOld),
    whyNotKnown: isKnown ? null : rules.length > 0 ? 'figure' : 'rate',
  }
}

/** What one rule comes to, over the whole range of the price; nothing where its base or its unit is not known. */
function amountsOf(rule: PriceRule, line: GroundLine, ground: PriceGround): readonly AmountRange[] {
  const { currency } = ground
  const sign = (least: number, most: number): AmountRange =>
    line.isCredit ? { least: 0 - most, most: 0 - least } : { least, most }
  switch (rule.unit) {
    case currency.code:
    case `${currency.code}/year`: {
      const amount = wholeToMinor(rule.value, currency.minorDigits)
      return [sign(amount, amount)]
    }
    case 'percent':
    case 'percent/year':
      return basesOf(line, ground).map(({ least, most }) =>
        sign(percentOf(least, rule.value), percentOf(most, rule.value)),
      )
    default:
      return []
  }
}

/** What a percentage is taken of: the price, or what of it is above a limit. */
function basesOf(line: GroundLine, { price, currency }: PriceGround): readonly AmountRange[] {
  const { amountMinor } = price
  if (amountMinor === null) return []
  if (line.of !== 'value-above') return [amountMinor]
  return line.limits.map(({ value }) => {
    const limit = wholeToMinor(value, currency.minorDigits)
    return { least: Math.max(0, amountMinor.least - limit), most: Math.max(0, amountMinor.most - limit) }
  })
}
