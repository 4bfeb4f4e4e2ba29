import { z } from 'zod'
import { asOfSchema } from '../catalogue/attribute.ts'
import { wordingSchema } from '../market/language.ts'
import type { MarketPack } from '../market/market-pack.ts'
import type { StoreRate } from '../market/rate-edits.ts'
import { rateInForce } from '../market/rate-in-force.ts'
import { wholeToMinor } from '../pricing/exact-amounts.ts'
import { figureSourceSchema } from '../pricing/on-road-price.ts'
import { ruleOf } from '../pricing/price-ground.ts'
import type { QuestionBank } from './question-bank.ts'

/** An amount that a rate in force sets a limit at, and where it is from. */
export const rateLimitSchema = z.object({
  rate: z.string().min(1),
  name: wordingSchema,
  amountMinor: z.int().positive(),
  source: figureSourceSchema,
  asOf: asOfSchema,
})
export type RateLimit = Readonly<z.infer<typeof rateLimitSchema>>

/**
 * The limits that answers of a bank speak of, as they are on a day. A rate of which nothing is in force by then, or that is
 * no amount of the market's money, limits nothing.
 */
export function rateLimits(
  bank: Pick<QuestionBank, 'topics'>,
  pack: MarketPack,
  rates: readonly StoreRate[],
  day: string,
): readonly RateLimit[] {
  return limitingRates(bank).flatMap((code): RateLimit[] => {
    const rate = rateInForce(rates, code, {}, day)
    if (rate === null || rate.unit !== pack.currency.code || rate.value <= 0) return []
    const { source, asOf, value } = ruleOf({ rate, isOld: false }, pack)
    const name = pack.rateKinds.find((kind) => kind.code === code)?.name ?? { en: code, ur: code }
    const amountMinor = wholeToMinor(value, pack.currency.minorDigits)
    return [{ rate: code, name, amountMinor, source, asOf }]
  })
}

/** The rates that a bank names as limits, each once. */
export function limitingRates({ topics }: Pick<QuestionBank, 'topics'>): readonly string[] {
  const codes = topics
    .flatMap(({ questions }) => questions)
    .flatMap((question) => ('options' in question ? question.options : []))
    .flatMap(({ evidence }) => evidence)
    .flatMap((one) => (one.type === 'require' ? (one.atMostRate ?? []) : []))
  return [...new Set(codes)]
}
