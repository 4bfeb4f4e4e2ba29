import type { Answer, AnswerState, AnswerValue } from '../../../core/discovery/answer.ts'
import type { Question } from '../../../core/discovery/question-bank.ts'

/** What stands on an open question: shown at once on a tap, and taken back if it could not be saved. */
export type AnswerForm = {
  /** `null` while nothing is answered. */
  readonly state: AnswerState | null
  readonly codes: readonly string[]
  readonly number: number | null
  /** The whole value, of a question that is answered in one go. */
  readonly value: AnswerValue | null
  readonly words: string
}

export type Given = {
  readonly state: AnswerState
  readonly value: AnswerValue | null
  readonly ownWords: string
}

/** The form of a question as it was left: text being typed first, then what is saved. */
export function formFrom(answer: Answer | null, draftText: string | null): AnswerForm {
  const value = answer?.value ?? null
  return {
    state: answer?.state ?? null,
    codes: value?.type === 'choices' ? value.codes : [],
    number: value?.type === 'number' ? value.number : null,
    value,
    words: draftText ?? answer?.ownWords ?? '',
  }
}

/**
 * The codes after a tap: the one tapped for `one-of`, put in or taken out for `any-of`. The last one stays, because
 * an answer without a choice is none; “not sure” is a tap of its own.
 */
export function codesAfterTap(
  kind: Question['kind'],
  codes: readonly string[],
  tapped: string,
): readonly string[] {
  if (kind === 'one-of') return [tapped]
  if (!codes.includes(tapped)) return [...codes, tapped]
  return codes.length === 1 ? codes : codes.filter((code) => code !== tapped)
}

/** The number after a step of the stepper, held between the question's ends; the first step lands on a likely one. */
export function numberAfterStep(
  question: Extract<Question, { kind: 'number' }>,
  number: number | null,
  step: 1 | -1,
): number {
  const from = number ?? (question.quick[Math.floor(question.quick.length / 2)] ?? question.min) - step
  return Math.min(question.max, Math.max(question.min, from + step))
}

export type WordsToSave =
  | { readonly type: 'nothing' }
  | { readonly type: 'needs-choice' }
  | { readonly type: 'given'; readonly given: Given }

/** What saving the words alone would write: with the answer that stands, or as the answer where words are the answer. */
export function wordsToSave(question: Question, answer: Answer | null, words: string): WordsToSave {
  const ownWords = words.trim()
  if (ownWords === (answer?.ownWords ?? '')) return { type: 'nothing' }
  if (question.kind === 'text' && ownWords !== '')
    return { type: 'given', given: { state: 'answered', value: { type: 'text' }, ownWords } }
  if (answer === null) return { type: 'needs-choice' }
  if (question.kind === 'text' && answer.state === 'answered') return { type: 'nothing' }
  return { type: 'given', given: { state: answer.state, value: answer.value, ownWords } }
}
