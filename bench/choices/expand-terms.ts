import type { OfferedTask } from './choice-rows.ts'
import type { ChoiceSpec, Factor } from './choice-spec.ts'
import type { Term } from './survey.ts'
import { labelOf } from './term-value.ts'

/** A term and what it is made of: factors, or a constant of the alternatives that `isFor` tells. */
export interface MadeTerm extends Term {
  readonly of:
    | { readonly type: 'factors'; readonly factors: readonly Factor[] }
    | { readonly type: 'opt-out' }
    | { readonly type: 'position'; readonly position: number }
    | { readonly type: 'name'; readonly name: string }
}

export type ExpandedTerms =
  | { readonly type: 'terms'; readonly terms: readonly MadeTerm[] }
  | { readonly type: 'refused'; readonly why: readonly string[] }

/** The spec's terms with a dummy for each label that occurs, and the constants asked for; the first is the base. */
export function expandTerms(spec: ChoiceSpec, tasks: readonly OfferedTask[]): ExpandedTerms {
  const terms: MadeTerm[] = []
  const why: string[] = []
  for (const term of spec.terms) {
    if ('name' in term) {
      const { name, taste, of } = term
      terms.push({ name, taste, isConstant: false, of: { type: 'factors', factors: of } })
      continue
    }
    const { dummiesOf: column, base, taste } = term
    const labels = labelsOf(spec, column, tasks)
    if (!labels.includes(base))
      why.push(
        `"${base}" is the base of "${column}", which has ${labels.map((one) => `"${one}"`).join(', ')}.`,
      )
    for (const is of labels.filter((label) => label !== base))
      terms.push({
        name: `${column}: ${is}`,
        taste,
        isConstant: false,
        of: { type: 'factors', factors: [{ column, is }] },
      })
  }
  const constant = (name: string, of: MadeTerm['of'], taste: Term['taste']) =>
    terms.push({ name, taste, isConstant: true, of })
  if (spec.optOut !== null)
    terms.push({ name: spec.optOut.name, taste: 'normal', isConstant: false, of: { type: 'opt-out' } })
  const shown = tasks.flatMap(({ offers }) => offers.filter(({ isOptOut }) => !isOptOut))
  if (spec.constants === 'position') {
    const positions = [...new Set(shown.map(({ position }) => position))].sort((a, b) => a - b)
    for (const position of positions.slice(1))
      constant(`position ${position + 1}`, { type: 'position', position }, 'fixed')
  }
  if (spec.constants === 'name')
    for (const name of [...new Set(shown.map(({ name }) => name))].slice(1))
      constant(name, { type: 'name', name }, 'normal')
  return why.length > 0 ? { type: 'refused', why } : { type: 'terms', terms }
}

function labelsOf(spec: ChoiceSpec, column: string, tasks: readonly OfferedTask[]): readonly string[] {
  const reading = spec.columns[column]
  if (reading === undefined) return []
  const labels = new Set<string>()
  for (const { offers } of tasks)
    for (const offer of offers) {
      const label = offer.isOptOut ? null : labelOf(offer, reading)
      if (label !== null) labels.add(String(label))
    }
  return [...labels].sort()
}
