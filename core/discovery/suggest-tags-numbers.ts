import { readMoney } from '../market/read-money.ts'
import type { HeardWord, IndexedAmount, IndexedCount, LexiconIndex, Spelling } from './lexicon-index.ts'
import type { Hearing } from './suggest-tags.ts'

/** How many other words may stand between a number and the word that says what is counted. */
const mostBetween = 1
/** How far from an amount the word may stand that says what it is for, in words. */
const cueReach = 4
/** An amount is at most so many words: "42 lakh 50 hazar". */
const longestAmount = 4

/** Each number with a word beside it that says what it counts: "we are seven people". */
export function hearCounts({ counts }: LexiconIndex, words: readonly HeardWord[]): readonly Hearing[] {
  return words.flatMap(({ number }, at) =>
    number === null ? [] : counts.flatMap((count) => hearCount(count, words, at, number)),
  )
}

function hearCount(
  { question, before, after, not }: IndexedCount,
  words: readonly HeardWord[],
  at: number,
  number: number,
): readonly Hearing[] {
  if (number < question.min || number > question.max) return []
  for (let between = 0; between <= mostBetween; between += 1) {
    const start = at + 1 + between
    const beside = [
      after.find((spelling) => standsAt(words, spelling, start, at)),
      before.find((spelling) => standsAt(words, spelling, at - between - spelling.length, at)),
    ] as const
    const [next, last] = beside
    const positions = next
      ? next.map((_, step) => start + step)
      : last?.map((_, step) => at - between - last.length + step)
    if (positions)
      return [
        {
          positions: new Set([at, ...positions]),
          not,
          said: { questionId: question.id, code: null, value: { type: 'number', number } },
          denied: null,
        },
      ]
  }
  return []
}

/** Whether a spelling stands at a place word by word, in the clause of another word. */
function standsAt(words: readonly HeardWord[], spelling: Spelling, start: number, beside: number): boolean {
  return spelling.every((key, step) => {
    const word = words[start + step]
    return word?.key === key && word.clause === words[beside]?.clause
  })
}

interface Amount {
  readonly first: number
  readonly last: number
  readonly amountMinor: number
}

/** Each amount that is plausible for a vehicle and said to be a limit, or two of them said as a range. */
export function hearAmounts(
  index: LexiconIndex,
  words: readonly HeardWord[],
  text: string,
): readonly Hearing[] {
  const { market, amounts } = index
  if (amounts.length === 0) return []
  const heard: Hearing[] = []
  for (let at = 0; at < words.length; at += 1) {
    const amount = amountAt(index, words, text, at)
    if (amount === null) continue
    for (const asked of amounts) {
      const least = leastBefore(index, asked, words, text, amount)
      const first = least?.first ?? amount.first
      const cue = cueBeside(asked, words, first, amount.last)
      if (least === null && cue === null) continue
      const currency = market.currency.code
      heard.push({
        positions: new Set([...range(first, amount.last), ...(cue ?? [])]),
        not: asked.not,
        said: {
          questionId: asked.questionId,
          code: null,
          value: {
            type: 'money-range',
            atLeast: least && { amountMinor: least.amountMinor, currency },
            atMost: { amountMinor: amount.amountMinor, currency },
          },
        },
        denied: null,
      })
    }
    at = amount.last
  }
  return heard
}

/** The longest amount that begins at a word. */
function amountAt(
  { market }: LexiconIndex,
  words: readonly HeardWord[],
  text: string,
  first: number,
): Amount | null {
  if (!isNumeric(words[first])) return null
  for (let last = Math.min(words.length, first + longestAmount) - 1; last >= first; last -= 1) {
    const said = words.slice(first, last + 1).map((word) => asTyped(word, text))
    const amountMinor = readMoney(said.join(' '), market)?.amountMinor ?? 0
    const { atLeast, atMost } = market.plausiblePriceMinor
    if (amountMinor >= atLeast && amountMinor <= atMost) return { first, last, amountMinor }
  }
  return null
}

/** The lower end of a range, right before its upper end: "20 to 25 lakh", where the word after both is said once. */
function leastBefore(
  index: LexiconIndex,
  { to }: IndexedAmount,
  words: readonly HeardWord[],
  text: string,
  most: Amount,
): Omit<Amount, 'last'> | null {
  const joint = to.find((spelling) => standsAt(words, spelling, most.first - spelling.length, most.first))
  const from = most.first - (joint?.length ?? 0)
  const bare = words[from - 1]
  if (bare?.clause === words[most.first]?.clause && isNumeric(bare) && bare) {
    const rest = words.slice(most.first + 1, most.last + 1).map((word) => asTyped(word, text))
    const amountMinor = readMoney([asTyped(bare, text), ...rest].join(' '), index.market)?.amountMinor
    if (amountMinor !== undefined && amountMinor > 0 && amountMinor < most.amountMinor)
      return { first: from - 1, amountMinor }
  }
  if (!joint) return null
  for (let first = from - 1; first >= Math.max(0, from - longestAmount); first -= 1) {
    const whole = amountAt(index, words, text, first)
    if (whole?.last === from - 1 && whole.amountMinor < most.amountMinor) return whole
  }
  return null
}

function cueBeside(
  { cues }: IndexedAmount,
  words: readonly HeardWord[],
  first: number,
  last: number,
): readonly number[] | null {
  for (let away = 1; away <= cueReach; away += 1)
    for (const cue of cues)
      for (const start of [last + away, first - away - cue.length + 1])
        if (standsAt(words, cue, start, first)) return range(start, start + cue.length - 1)
  return null
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, step) => first + step)
}

function isNumeric(word: HeardWord | undefined): boolean {
  return word !== undefined && (word.number !== null || /^\d/.test(word.letters))
}

/** A number said in words as digits, anything else as it stands. */
function asTyped(word: HeardWord, text: string): string {
  return word.number === null ? text.slice(word.start, word.end) : String(word.number)
}
