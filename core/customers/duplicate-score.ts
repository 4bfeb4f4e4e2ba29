/** What two records are compared by. */
export interface Recorded {
  /** As search folds it, `null` without a name. */
  readonly foldedName: string | null
  /** Every phone of the record, as E.164. */
  readonly phones: readonly string[]
}

/** Why two records look like one person, or unlike. */
type LikenessReason =
  | 'same-phone'
  | 'phone-one-digit-apart'
  | 'same-name'
  | 'name-within-the-other'
  | 'name-one-letter-apart'
  | 'one-has-no-name'
  | 'other-name'

export interface Likeness {
  /** From 0 to 1: the sum of what each reason is worth, kept within. */
  readonly score: number
  readonly reasons: readonly LikenessReason[]
  /** Alike enough to be offered as the same person; below that a shared phone is a hint only. */
  readonly isLikely: boolean
}

const worth: Readonly<Record<LikenessReason, number>> = {
  'same-phone': 0.5,
  'phone-one-digit-apart': 0.3,
  'same-name': 0.4,
  'name-within-the-other': 0.25,
  'name-one-letter-apart': 0.25,
  'one-has-no-name': 0,
  'other-name': -0.4,
}

/** A shared phone and a like name, or a name of several words and a phone with one digit mistyped. */
const likelyFrom = 0.7

/**
 * How alike two records are, and why. Families share numbers, so that a phone alone is never enough, and one name is
 * many people's, so that a name alone is not either: it takes both.
 */
export function likeness(one: Recorded, other: Recorded): Likeness {
  const reasons = [
    phoneReason(one.phones, other.phones),
    nameReason(one.foldedName, other.foldedName),
  ].filter((reason) => reason !== null)
  const sum = reasons.reduce((total, reason) => total + worth[reason], 0)
  // Sums of tenths are not exact in binary.
  const score = Math.min(1, Math.max(0, Math.round(sum * 100) / 100))
  return { score, reasons, isLikely: score >= likelyFrom }
}

function phoneReason(one: readonly string[], other: readonly string[]): LikenessReason | null {
  if (one.some((phone) => other.includes(phone))) return 'same-phone'
  return one.some((phone) => other.some((theirs) => isOneApart(phone, theirs)))
    ? 'phone-one-digit-apart'
    : null
}

function nameReason(one: string | null, other: string | null): LikenessReason | null {
  const [words, others] = [wordsOf(one), wordsOf(other)]
  if (words.length === 0 && others.length === 0) return null
  if (words.length === 0 || others.length === 0) return 'one-has-no-name'
  const [shorter, longer] = words.length <= others.length ? [words, others] : [others, words]
  if (shorter.every((word) => longer.includes(word)))
    return shorter.length === longer.length ? 'same-name' : 'name-within-the-other'
  const isTypo = shorter.length === longer.length && differing(shorter, longer) === 1
  return isTypo ? 'name-one-letter-apart' : 'other-name'
}

/** Each word once: who says a name twice is called no other. */
const wordsOf = (name: string | null): readonly string[] => [
  ...new Set((name ?? '').split(' ').filter((word) => word !== '')),
]

/** Words of one that stand nowhere in the other, where each is a letter away from one; else too many to be a slip. */
function differing(some: readonly string[], others: readonly string[]): number {
  const strange = some.filter((word) => !others.includes(word))
  const left = others.filter((word) => !some.includes(word))
  // A short word is another name with one letter changed: Ali and Alia.
  const isSlip = (word: string) => word.length >= 5 && left.some((other) => isOneApart(word, other))
  return strange.every(isSlip) ? strange.length : Number.POSITIVE_INFINITY
}

/** Whether one letter or digit replaced, added, left out, or swapped with its neighbour makes one of the other. */
function isOneApart(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one]
  let from = 0
  while (from < shorter.length && shorter[from] === longer[from]) from += 1
  if (shorter.length !== longer.length) return shorter.slice(from) === longer.slice(from + 1)
  if (shorter.slice(from + 1) === longer.slice(from + 1)) return true
  return (
    shorter[from] === longer[from + 1] &&
    shorter[from + 1] === longer[from] &&
    shorter.slice(from + 2) === longer.slice(from + 2)
  )
}
