import type { CurrentAnswer } from '../discovery/current-answers.ts'
import type { RateFact } from '../market/rate.ts'
import type { KnownFacts } from '../market/rate-conditions.ts'
import { isMet } from './price-ground.ts'
import type { PriceTerms } from './price-terms.ts'

type CodeFact = Extract<RateFact, { kind: 'code' }>

/**
 * What a fact is taken to be, and by whose word: `chosen` on the screen now, `said` by the customer, `kept` on this
 * laptop, `usual` in the market, or `open`.
 */
export interface FactChoice {
  readonly fact: CodeFact
  readonly code: string | null
  readonly why: 'chosen' | 'said' | 'kept' | 'usual' | 'open'
  readonly showsSides: boolean
  /** What is chosen is kept on the laptop. */
  readonly isKept: boolean
}

/** One side of what is open: the facts it goes by, and those among them that tell it from the other sides. */
export interface PriceSide {
  readonly facts: Readonly<Record<string, string>>
  readonly differs: readonly string[]
}

export interface FactsAsked {
  readonly terms: PriceTerms
  readonly rateFacts: readonly RateFact[]
  readonly answers: ReadonlyMap<string, CurrentAnswer>
  /** What was chosen last on this laptop, by fact. */
  readonly kept: ReadonlyMap<string, string>
  /** Chosen on the screen; `null` opens a fact again. */
  readonly chosen: Readonly<Record<string, string | null>>
  /** What is known of the vehicle: a fact may be asked of some alone. */
  readonly known: KnownFacts
}

/**
 * The facts that a price needs, in the market's order, and a side for each value of those that are open and show both.
 * A fact that stays open without sides is in no side: what hangs on it comes as a range.
 */
export function chooseFacts(asked: FactsAsked): {
  readonly choices: readonly FactChoice[]
  readonly sides: readonly PriceSide[]
} {
  const choices: FactChoice[] = []
  let known: KnownFacts = asked.known
  for (const terms of asked.terms.facts) {
    const fact = asked.rateFacts.find(({ code }) => code === terms.fact)
    if (fact?.kind !== 'code' || !isMet(terms.when, known)) continue
    const choice = choose(fact, terms, asked)
    choices.push(choice)
    if (choice.code !== null) known = { ...known, [fact.code]: choice.code }
  }
  let sides: readonly PriceSide[] = [{ facts: {}, differs: [] }]
  for (const { fact, code, showsSides } of choices) {
    const codes = code === null ? (showsSides ? fact.values.map((value) => value.code) : []) : [code]
    if (codes.length === 0) continue
    sides = sides.flatMap((side) =>
      codes.map((one) => ({
        facts: { ...side.facts, [fact.code]: one },
        differs: code === null ? [...side.differs, fact.code] : side.differs,
      })),
    )
  }
  return { choices, sides }
}

function choose(fact: CodeFact, terms: PriceTerms['facts'][number], asked: FactsAsked): FactChoice {
  const { showsSides, isKept } = terms
  const isCode = (code: string | null | undefined): code is string =>
    fact.values.some((value) => value.code === code)
  const chosen = asked.chosen[fact.code]
  if (chosen === null) return { fact, code: null, why: 'open', showsSides, isKept }
  if (isCode(chosen)) return { fact, code: chosen, why: 'chosen', showsSides, isKept }
  const said = saidCode(terms, asked.answers)
  if (said === null) return { fact, code: null, why: 'open', showsSides, isKept }
  if (isCode(said)) return { fact, code: said, why: 'said', showsSides, isKept }
  const kept = terms.isKept ? asked.kept.get(fact.code) : undefined
  if (isCode(kept)) return { fact, code: kept, why: 'kept', showsSides, isKept }
  if (isCode(terms.usual)) return { fact, code: terms.usual, why: 'usual', showsSides, isKept }
  return { fact, code: null, why: 'open', showsSides, isKept }
}

/** What the customer said of it: a code, `null` that it is open, `undefined` nothing. */
function saidCode(
  { said }: PriceTerms['facts'][number],
  answers: ReadonlyMap<string, CurrentAnswer>,
): string | null | undefined {
  const current = said === null ? undefined : answers.get(said.question)
  if (!said || current?.answer.state !== 'answered' || current.answer.value?.type !== 'choices')
    return undefined
  if (current.isDisputed) return null
  const codes = new Set(current.answer.value.codes.map((option) => said.codes[option]))
  const [code] = codes
  return codes.size === 1 ? code : null
}
