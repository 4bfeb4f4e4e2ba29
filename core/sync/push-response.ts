import type { ChangeSetId } from '../ids.ts'
import type { PushResponse, Receipt } from './protocol.ts'

/** Receipts in the order of their page, as columns; read back by `unpackReceipts`. */
export function packReceipts(receipts: readonly Receipt[], pageHash: string): PushResponse {
  return {
    pageHash,
    outcomes: receipts.map(({ outcome }) => outcome),
    seqs: eachLessTheOneBefore(receipts.map(({ seq }) => seq)),
    marks: receipts.map(({ mark }) => mark),
    receivedAt: eachLessTheOneBefore(receipts.map(({ receivedAt }) => receivedAt)).filter(
      (instant) => instant !== null,
    ),
    reasons: receipts.map(({ reason }) => reason),
  }
}

/**
 * The receipts for a page of change sets, in its order.
 * @returns `null` where the columns do not fit the page
 */
export function unpackReceipts(
  response: PushResponse,
  changeSetIds: readonly ChangeSetId[],
): readonly Receipt[] | null {
  const { outcomes, seqs, marks, receivedAt, reasons } = response
  if ([outcomes, seqs, marks, receivedAt, reasons].some(({ length }) => length !== changeSetIds.length))
    return null
  const positions = summedUp(seqs)
  const instants = summedUp(receivedAt)
  const receipts: Receipt[] = []
  for (const [index, changeSetId] of changeSetIds.entries()) {
    const [outcome, mark, instant] = [outcomes[index], marks[index], instants[index]]
    const seq = positions[index] ?? null
    if (outcome === undefined || mark === undefined || instant === undefined || instant === null) return null
    if ((outcome === 'refused') !== (seq === null)) return null
    receipts.push({ changeSetId, outcome, seq, mark, receivedAt: instant, reason: reasons[index] ?? null })
  }
  return receipts
}

function eachLessTheOneBefore(values: readonly (number | null)[]): (number | null)[] {
  let before = 0
  return values.map((value) => {
    if (value === null) return null
    const less = value - before
    before = value
    return less
  })
}

function summedUp(differences: readonly (number | null)[]): (number | null)[] {
  let sum = 0
  return differences.map((difference) => {
    if (difference === null) return null
    sum += difference
    return sum
  })
}
