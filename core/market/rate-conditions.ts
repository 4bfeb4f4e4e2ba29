import { assertNever } from '../assert-never.ts'
import { type Attribute, attributeNames, attributes } from '../catalogue/attribute.ts'
import { foldDigits } from './fold-letters.ts'
import type { RateFact } from './rate.ts'

/**
 * What one fact must be for a rate to apply. Written as `fuel=petrol|diesel`, `fuel!=electric`,
 * `engineCc>1000<=1300`, and joined by `;` where several must hold.
 */
export type RateCondition =
  | {
      readonly type: 'codes'
      readonly fact: string
      readonly isAmong: boolean
      readonly codes: readonly string[]
    }
  | {
      readonly type: 'range'
      readonly fact: string
      readonly least: Bound | null
      readonly most: Bound | null
    }

interface Bound {
  readonly value: number
  /** Whether the value itself is within. */
  readonly isWithin: boolean
}

/** Why conditions cannot be read; `rateRefusalSentence` says it to a person. */
export type ConditionFault =
  | { readonly type: 'condition'; readonly text: string }
  | { readonly type: 'fact'; readonly fact: string; readonly known: string }
  | { readonly type: 'fact-twice'; readonly fact: string }
  | { readonly type: 'fact-code'; readonly code: string; readonly known: string }
  | { readonly type: 'fact-kind'; readonly text: string; readonly isNumber: boolean }
  | { readonly type: 'empty-range'; readonly text: string }

/** Conditions in the order of their facts: the same conditions are written the same way, however they came. */
export type ConditionsReading =
  | { readonly type: 'read'; readonly conditions: readonly RateCondition[]; readonly text: string }
  | { readonly type: 'refused'; readonly why: ConditionFault }

/** Reads what a rate applies to, whatever its facts are; an empty text applies to everything. */
export function readConditions(text: string): ConditionsReading {
  const conditions: RateCondition[] = []
  for (const term of foldDigits(text).split(';')) {
    if (term.trim() === '') continue
    const read = readCondition(term.trim())
    if (read === null) return { type: 'refused', why: { type: 'condition', text: term.trim() } }
    if (conditions.some(({ fact }) => fact === read.fact))
      return { type: 'refused', why: { type: 'fact-twice', fact: read.fact } }
    conditions.push(read)
  }
  conditions.sort((a, b) => (a.fact < b.fact ? -1 : 1))
  return { type: 'read', conditions, text: conditions.map(conditionText).join(';') }
}

/**
 * Why conditions cannot be in a market, or `null`: a fact that it does not have, or one that cannot be that.
 * @param facts those of the market beside the attributes of a vehicle
 */
export function conditionsFault(
  conditions: readonly RateCondition[],
  facts: readonly RateFact[],
): ConditionFault | null {
  for (const condition of conditions) {
    const why = conditionFault(condition, facts)
    if (why) return why
  }
  return null
}

const termForm = /^([A-Za-z][\w-]*)\s*(!?=|>=?|<=?)\s*(.+)$/
const number = String.raw`(\d+(?:\.\d+)?)`
const rangeForm = new RegExp(`^(?:(>=?)\\s*${number})?\\s*(?:(<=?)\\s*${number})?$`)

function readCondition(term: string): RateCondition | null {
  const [, fact, operator, rest] = termForm.exec(term) ?? []
  if (fact === undefined || operator === undefined || rest === undefined) return null
  if (operator === '=' || operator === '!=') {
    const codes = rest.split('|').map((code) => code.trim())
    if (!codes.every((code) => /^[a-z0-9][a-z0-9-]*$/i.test(code))) return null
    return { type: 'codes', fact, isAmong: operator === '=', codes: [...new Set(codes)].sort() }
  }
  const range = rangeForm.exec(`${operator}${rest}`)
  if (!range) return null
  const bound = (sign: string | undefined, value: string | undefined): Bound | null =>
    sign === undefined || value === undefined ? null : { value: Number(value), isWithin: sign.endsWith('=') }
  return { type: 'range', fact, least: bound(range[1], range[2]), most: bound(range[3], range[4]) }
}

function conditionFault(condition: RateCondition, facts: readonly RateFact[]): ConditionFault | null {
  const known = factOf(condition.fact, facts)
  const text = conditionText(condition)
  if (known === null) {
    const names = [...facts.map(({ code }) => code), ...attributeNames]
    return { type: 'fact', fact: condition.fact, known: names.join(', ') }
  }
  if (condition.type === 'range') {
    if (known !== 'number') return { type: 'fact-kind', text, isNumber: false }
    return isEmptyRange(condition) ? { type: 'empty-range', text } : null
  }
  if (known === 'number') return { type: 'fact-kind', text, isNumber: true }
  const stranger = condition.codes.find((code) => !known.includes(code))
  return stranger === undefined ? null : { type: 'fact-code', code: stranger, known: known.join(', ') }
}

function isEmptyRange({ least, most }: Extract<RateCondition, { type: 'range' }>): boolean {
  if (!least || !most || least.value < most.value) return false
  return least.value > most.value || !least.isWithin || !most.isWithin
}

/** `number`, the codes that it can be, or `null` for what is no fact of the market. */
function factOf(fact: string, facts: readonly RateFact[]): 'number' | readonly string[] | null {
  if (isAttribute(fact)) {
    const rule = attributes[fact]
    return rule.kind === 'number' ? 'number' : rule.codes
  }
  const known = facts.find(({ code }) => code === fact)
  if (!known) return null
  return known.kind === 'number' ? 'number' : known.values.map(({ code }) => code)
}

/** Whether a fact is one of the vehicle itself, in the unit that its figures are kept in. */
export function isAttribute(fact: string): fact is Attribute {
  return attributeNames.some((name) => name === fact)
}

function conditionText(condition: RateCondition): string {
  switch (condition.type) {
    case 'codes':
      return `${condition.fact}${condition.isAmong ? '=' : '!='}${condition.codes.join('|')}`
    case 'range': {
      const { fact, least, most } = condition
      const above = least ? `>${least.isWithin ? '=' : ''}${least.value}` : ''
      const below = most ? `<${most.isWithin ? '=' : ''}${most.value}` : ''
      return `${fact}${above}${below}`
    }
    default:
      return assertNever(condition)
  }
}

/**
 * What is known when a rate is looked up, by the fact's name: a number or a range of it, a code or all the codes that it
 * may be. What is left out is not known.
 */
export type KnownFacts = Readonly<
  Record<
    string,
    number | string | readonly string[] | { readonly min: number; readonly max: number } | undefined
  >
>

/** Whether a condition certainly holds: of a range or of several codes, for all that it may be. */
export function holds(condition: RateCondition, facts: KnownFacts): boolean {
  const known = facts[condition.fact]
  if (known === undefined) return false
  switch (condition.type) {
    case 'codes': {
      if (typeof known === 'number') return false
      const codes = typeof known === 'string' ? [known] : 'min' in known ? [] : known
      return codes.length > 0 && codes.every((code) => condition.codes.includes(code) === condition.isAmong)
    }
    case 'range': {
      if (typeof known === 'string') return false
      const range = typeof known === 'number' ? { min: known, max: known } : 'min' in known ? known : null
      return range !== null && isAbove(range.min, condition.least) && isBelow(range.max, condition.most)
    }
    default:
      return assertNever(condition)
  }
}

function isAbove(value: number, bound: Bound | null): boolean {
  return bound === null || value > bound.value || (bound.isWithin && value === bound.value)
}

function isBelow(value: number, bound: Bound | null): boolean {
  return bound === null || value < bound.value || (bound.isWithin && value === bound.value)
}
