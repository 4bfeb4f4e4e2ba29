import { canonicalJson } from '../canonical-json.ts'
import type { Answer, AnswerValue } from './answer.ts'
import { currentAnswers } from './current-answers.ts'
import type { Question } from './question-bank.ts'
import type { Speaker } from './speaker.ts'
import type { TagSuggestion } from './suggest-tags.ts'

/** The suggestions that no answer that stands says already, whoever gave it. */
export function openSuggestions<S extends Pick<TagSuggestion, 'questionId' | 'value'>>(
  suggestions: readonly S[],
  answers: Iterable<Answer>,
): readonly S[] {
  const current = currentAnswers(answers)
  return suggestions.filter(
    ({ questionId, value }) =>
      !current.get(questionId)?.heads.some((head) => head.value !== null && says(head.value, value)),
  )
}

/**
 * What is written when a suggestion is confirmed: a code beside those that the same speaker chose, where several can be
 * chosen, and the words of the remark after the words that stand.
 * @param standing all answers of the question that stand
 */
export function confirmSuggestion(
  question: Question,
  standing: Iterable<Answer>,
  {
    value,
    words,
    speaker,
  }: { readonly value: AnswerValue; readonly words: string; readonly speaker: Speaker | null },
): Pick<Answer, 'value' | 'ownWords'> {
  const before = currentAnswers(standing).get(question.id)?.bySpeaker.get(speaker)
  if (before?.state !== 'answered') return { value, ownWords: words }
  const codes =
    question.kind === 'any-of' && value.type === 'choices' && before.value?.type === 'choices'
      ? [...new Set([...before.value.codes, ...value.codes])]
      : null
  if (codes === null) return { value, ownWords: words }
  return { value: { type: 'choices', codes }, ownWords: joined(before.ownWords, words) }
}

const longestOwnWords = 4000

function joined(before: string, words: string): string {
  if (before === '' || words.includes(before)) return words
  if (before.includes(words)) return before
  const both = `${before}\n${words}`
  return both.length > longestOwnWords ? words : both
}

function says(said: AnswerValue, suggested: AnswerValue): boolean {
  if (said.type === 'choices' && suggested.type === 'choices')
    return suggested.codes.every((code) => said.codes.includes(code))
  return canonicalJson(said) === canonicalJson(suggested)
}
