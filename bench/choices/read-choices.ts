import { createRandom } from '../torture/random.ts'
import { type Offer, type OfferedTask, readChoiceRows } from './choice-rows.ts'
import type { ChoiceSpec } from './choice-spec.ts'
import { chosenOffer } from './chosen-offer.ts'
import { expandTerms, type MadeTerm } from './expand-terms.ts'
import { type Person, type Survey, type Task, unmoving, withTerms } from './survey.ts'
import { termValue } from './term-value.ts'

export type ReadChoices =
  | { readonly type: 'survey'; readonly survey: Survey; readonly notes: readonly string[] }
  | { readonly type: 'refused'; readonly why: readonly string[] }

const reasonsShown = 5

/**
 * Reads a file of choices (CSV text with a head) by its spec. `notes` says what was left out and how often; refused are
 * cells that the spec does not explain, with their lines.
 */
export function readChoices(text: string, spec: ChoiceSpec): ReadChoices {
  const rows = readChoiceRows(text, spec)
  if (rows.type === 'refused') return rows
  const expanded = expandTerms(spec, rows.tasks)
  if (expanded.type === 'refused') return expanded

  const leftOut = new Map<string, number>()
  const unreadable: string[] = []
  const tasksByPerson = new Map<string, Task[]>()
  for (const offered of rows.tasks) {
    const read = readTask(offered, expanded.terms, spec)
    if (read.type === 'unreadable') unreadable.push(read.why)
    else if (read.type === 'left-out') leftOut.set(read.why, (leftOut.get(read.why) ?? 0) + 1)
    else tasksByPerson.set(offered.personKey, [...(tasksByPerson.get(offered.personKey) ?? []), read.task])
  }
  if (unreadable.length > 0) {
    const more = unreadable.length - reasonsShown
    return {
      type: 'refused',
      why: [...unreadable.slice(0, reasonsShown), ...(more > 0 ? [`And ${more} more.`] : [])],
    }
  }
  if (tasksByPerson.size < 4)
    return { type: 'refused', why: ['Fewer than four people made a readable choice.'] }
  const all = [...tasksByPerson.values()].map((tasks) => ({ tasks }))
  const people = spec.atMostPeople === null ? all : drawn(all, spec.atMostPeople, spec.heldOut.seed)
  const terms = expanded.terms.map(({ name, taste, isConstant }) => ({ name, taste, isConstant }))
  const levelled = levelOptOut({ terms, people }, expanded.terms)
  const still = unmoving(levelled)
  const notes = [
    ...[...leftOut].map(([why, times]) => `Left out: ${times} tasks, ${why}.`),
    ...still.map(
      ({ name }) => `Left out: the term "${name}", which is the same for all alternatives of each task.`,
    ),
    ...(people.length < all.length ? [`Drawn: ${people.length} of ${all.length} people.`] : []),
  ]
  return { type: 'survey', survey: withTerms(levelled, (term) => !still.includes(term)), notes }
}

type ReadTask =
  | { readonly type: 'task'; readonly task: Task }
  | { readonly type: 'left-out'; readonly why: string }
  | { readonly type: 'unreadable'; readonly why: string }

function readTask(offered: OfferedTask, terms: readonly MadeTerm[], spec: ChoiceSpec): ReadTask {
  const chosen = chosenOffer(offered, spec)
  if (chosen.type === 'unreadable') return chosen
  if (chosen.type === 'missing') return { type: 'left-out', why: 'no choice recorded' }
  const values: number[] = []
  const kept: Offer[] = []
  for (const offer of offered.offers) {
    if (!isOnOffer(offer, spec)) continue
    const row = rowOf(offer, terms, spec)
    if (row.type === 'unreadable') return row
    if (row.type === 'leave-task-out') return { type: 'left-out', why: 'a value missing' }
    if (row.type === 'leave-alternative-out') continue
    kept.push(offer)
    values.push(...row.values)
  }
  const place = kept.indexOf(chosen.offer)
  if (place === -1) return { type: 'left-out', why: 'the chosen alternative not on offer or without values' }
  if (kept.length < 2) return { type: 'left-out', why: 'fewer than two alternatives' }
  return {
    type: 'task',
    task: { alternatives: kept.length, values: Float64Array.from(values), chosen: place },
  }
}

const noWords = ['0', '0.0', 'false', 'FALSE', 'False', 'no']

function isOnOffer(offer: Offer, { available }: ChoiceSpec): boolean {
  if (available === null || offer.isOptOut) return true
  const cell = offer.cell(available)
  return cell !== null && !noWords.includes(cell)
}

type Row =
  | { readonly type: 'values'; readonly values: readonly number[] }
  | { readonly type: 'leave-task-out' }
  | { readonly type: 'leave-alternative-out' }
  | { readonly type: 'unreadable'; readonly why: string }

function rowOf(offer: Offer, terms: readonly MadeTerm[], spec: ChoiceSpec): Row {
  const values: number[] = []
  for (const { of } of terms) {
    if (of.type === 'opt-out') values.push(offer.isOptOut ? 1 : 0)
    else if (offer.isOptOut) values.push(0)
    else if (of.type === 'position') values.push(offer.position === of.position ? 1 : 0)
    else if (of.type === 'name') values.push(offer.name === of.name ? 1 : 0)
    else {
      const read = termValue(offer, of.factors, spec.columns)
      if (read.type === 'unreadable') return read
      if (read.type === 'missing')
        return {
          type: read.whenMissing === 'leave-alternative-out' ? 'leave-alternative-out' : 'leave-task-out',
        }
      values.push(read.value)
    }
  }
  return { type: 'values', values }
}

/**
 * Gives the opt-out, which is like nothing, what the others are like on average. Its own constant takes up the
 * difference, so that the logit stays the same; but people's spread in the other tastes no longer makes it.
 */
function levelOptOut({ terms, people }: Survey, made: readonly MadeTerm[]): Survey {
  const optOut = made.findIndex(({ of }) => of.type === 'opt-out')
  if (optOut === -1) return { terms, people }
  const size = terms.length
  const sums = new Float64Array(size)
  let rows = 0
  const eachRow = (all: readonly Person[], visit: (values: Float64Array, start: number) => void) => {
    for (const { tasks } of all)
      for (const { values } of tasks)
        for (let start = 0; start < values.length; start += size) visit(values, start)
  }
  eachRow(people, (values, start) => {
    if (values[start + optOut] === 1) return
    rows += 1
    for (let term = 0; term < size; term += 1) sums[term] = (sums[term] ?? 0) + (values[start + term] ?? 0)
  })
  const copies = people.map(({ tasks }) => ({
    tasks: tasks.map((task) => ({ ...task, values: Float64Array.from(task.values) })),
  }))
  eachRow(copies, (values, start) => {
    if (values[start + optOut] !== 1) return
    for (const [term, { isConstant }] of terms.entries())
      if (term !== optOut && !isConstant) values[start + term] = (sums[term] ?? 0) / rows
  })
  return { terms, people: copies }
}

/** So many of all, drawn by the seed, in their old order. */
function drawn<T>(all: readonly T[], count: number, seed: number): readonly T[] {
  const random = createRandom(seed)
  const keyed = all.map((one, index) => ({ one, index, key: random.next() }))
  return keyed
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .sort((a, b) => a.index - b.index)
    .map(({ one }) => one)
}
