import type { Offer, OfferedTask } from './choice-rows.ts'
import { alternativePlace, type ChoiceSpec } from './choice-spec.ts'

export type Chosen =
  | { readonly type: 'chosen'; readonly offer: Offer }
  | { readonly type: 'missing' }
  | { readonly type: 'unreadable'; readonly why: string }

/** Which of a task's offers was taken, as the spec says it is coded. */
export function chosenOffer({ offers, line }: OfferedTask, spec: ChoiceSpec): Chosen {
  const { chosen } = spec
  if (chosen.coded === 'flag') {
    const listed = offers.filter((offer) => !isAdded(offer, spec))
    const cells = listed.map(({ cell }) => cell(chosen.column))
    if (cells.every((cell) => cell === null)) return { type: 'missing' }
    const taken = listed.filter((_, place) => chosen.yes.includes(cells[place] ?? ''))
    const [offer] = taken
    if (taken.length > 1)
      return { type: 'unreadable', why: `Line ${line}: ${taken.length} alternatives of one task are chosen.` }
    if (offer) return { type: 'chosen', offer }
    const none = offers.find((one) => isAdded(one, spec))
    return none
      ? { type: 'chosen', offer: none }
      : { type: 'unreadable', why: `Line ${line}: no alternative of the task is chosen.` }
  }
  const cell = offers[0]?.cell(chosen.column) ?? null
  if (cell === null) return { type: 'missing' }
  const offer = offers.find((one) => isSaid(one, cell, spec))
  return offer
    ? { type: 'chosen', offer }
    : { type: 'unreadable', why: `Line ${line}: "${cell}" is chosen, which is none of the alternatives.` }
}

/** The opt-out has no row or columns of its own. */
const isAdded = ({ isOptOut }: Offer, { optOut }: ChoiceSpec): boolean =>
  isOptOut && optOut?.isListed === false

function isSaid(offer: Offer, cell: string, { chosen, optOut }: ChoiceSpec): boolean {
  if (offer.isOptOut && typeof optOut?.written === 'string') return cell === optOut.written
  if (chosen.coded === 'index') return Number(cell) === offer.position + chosen.first
  if (chosen.coded === 'name') return cell === chosen.written.replaceAll(alternativePlace, offer.name)
  return false
}
