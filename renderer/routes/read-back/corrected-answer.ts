import type { Answer, AnswerValue } from '../../../core/discovery/answer.ts'
import type { Given } from '../discovery/answer-form.ts'

/**
 * An answer as it is put right while it is read back: the words that it was said in stay, unless they say others.
 * @param said what they said instead; empty until they did
 */
export function correctedAnswer(
  standing: Answer | null,
  said: string,
  state: Answer['state'],
  value: AnswerValue | null,
): Given {
  if (state === 'withdrawn') return { state, value, ownWords: '' }
  return { state, value, ownWords: said === '' ? (standing?.ownWords ?? '') : said }
}
