import { assertNever } from '../assert-never.ts'
import { amountText, roundingOf } from './amount-text.ts'
import { type CostPart, type CostPartCode, costPartCodes, type Span } from './cost-part.ts'
import { energyCost } from './energy-cost.ts'
import type { OwnershipTerms } from './ownership-terms.ts'
import { type OwningAsked, owningYears } from './owning-asked.ts'
import { type Reckoned, roundSpan, sumSpans } from './reckoned.ts'
import { say } from './sentences.ts'
import { valueLoss } from './value-loss.ts'
import { insuranceCost, serviceCost, taxCost } from './yearly-costs.ts'

/** What owning a vehicle for five years costs, part by part. */
export interface FiveYearCost {
  readonly parts: readonly CostPart[]
  /** The sum of the parts that are known, `null` where none is. */
  readonly totalMinor: Span | null
  readonly totalText: string
  /** The total alone; where parts are missing, that it is more. */
  readonly amountText: string
  /** The names of the parts that are not in the total, or not wholly. */
  readonly missing: readonly string[]
  /** All of it in one sentence. */
  readonly sentence: string
}

/**
 * What five years of owning a vehicle cost in the customer's own week: energy, service, insurance, tax and loss of value.
 * Each part is rounded as the market says and the total is the sum of the parts; a part that is not known is in no total
 * and is named.
 */
export function fiveYearCost(asked: OwningAsked): FiveYearCost {
  const { language, pack, variant } = asked
  const { ownership: terms } = pack
  const parts = costPartCodes.map((code) => costPart(code, asked))
  const known = parts.flatMap(({ amountMinor }) => amountMinor ?? [])
  const totalMinor = known.length === 0 ? null : sumSpans(known)
  const missing = parts
    .filter(({ code, amountMinor }) => amountMinor === null || terms?.beside[code]?.isPart === true)
    .map(({ name }) => name)
  const names = missing.join(say('list', language))
  const amount = totalMinor === null ? '' : amountText(totalMinor, asked)
  const totalText =
    totalMinor === null
      ? say('notKnown', language)
      : say(missing.length === 0 ? 'totalWhole' : 'totalPart', language, { amount, names })
  const said = parts.map(({ name, text }) => say('partSentence', language, { name, text }))
  return {
    parts,
    totalMinor,
    totalText,
    amountText:
      totalMinor === null || missing.length === 0 ? totalText : say('amountAndMore', language, { amount }),
    missing,
    sentence: say('vehicleSentence', language, {
      vehicle: `${variant.brand} ${variant.model} ${variant.name}`,
      years: String(owningYears),
      total: totalText,
      parts: said.join(say('list', language)),
    }),
  }
}

function costPart(code: CostPartCode, asked: OwningAsked): CostPart {
  const { language, pack } = asked
  const { ownership: terms } = pack
  const reckoned = reckon(code, asked, terms)
  const beside = terms?.beside[code]
  const name = (terms?.names[code] ?? null)?.[language] ?? say(code, language)
  const old = reckoned.inputs
    .filter(({ isOld }) => isOld)
    .map((input) => `${input.name} ${unbroken(input.asOf ?? '')}`.trim())
  const formula = [
    sayFormula(reckoned, asked),
    ...(old.length > 0 ? [say('oldFigures', language, { names: old.join(say('list', language)) })] : []),
    ...(beside ? [beside.says[language]] : []),
  ].join(' ')
  const amountMinor = reckoned.type === 'known' ? roundSpan(reckoned.amount, roundingOf(pack)) : null
  return {
    code,
    name,
    amountMinor,
    text: partText(amountMinor, beside?.isPart ?? false, asked),
    formula,
    inputs: reckoned.inputs,
  }
}

function partText(amountMinor: Span | null, isPart: boolean, asked: OwningAsked): string {
  const { language } = asked
  if (amountMinor === null) return say('notKnown', language)
  const amount = amountText(amountMinor, asked)
  return isPart ? say('amountAndMore', language, { amount }) : amount
}

/** A date that stays on one line. */
function unbroken(date: string): string {
  return date.replaceAll('-', '\u2011')
}

function reckon(code: CostPartCode, asked: OwningAsked, terms: OwnershipTerms | undefined): Reckoned {
  if (code === 'loss') return valueLoss(asked)
  if (terms === undefined) return { type: 'not-known', missing: [say(code, asked.language)], inputs: [] }
  switch (code) {
    case 'energy':
      return energyCost(asked, terms)
    case 'service':
      return serviceCost(asked, terms)
    case 'insurance':
      return insuranceCost(asked, terms)
    case 'tax':
      return taxCost(asked, terms)
    default:
      return assertNever(code)
  }
}

function sayFormula(reckoned: Reckoned, { language }: OwningAsked): string {
  if (reckoned.type === 'known') return reckoned.formula
  if (reckoned.formula !== undefined) return reckoned.formula
  if (reckoned.missing.length === 0) return say('noFigure', language)
  return say('missing', language, { names: reckoned.missing.join(say('list', language)) })
}
