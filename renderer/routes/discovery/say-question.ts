import type { Question } from '../../../core/discovery/question-bank.ts'
import { subjectsOf } from '../../../core/discovery/question-ref.ts'
import type { Language } from '../../../core/market/language.ts'
import { isolate } from '../../isolate.ts'

/** How vehicles and attributes are called, by id or name. */
export type Names = Readonly<Record<string, string>>

/** How a subject is called; its id or name where nobody knows. */
export const nameOf = (names: Names, subject: string): string => names[subject] ?? subject

/** The letters up to which a name surely fits into a line. */
const shortName = 22

/**
 * A name set off in its sentence. It is never broken at a hyphen, and a short one of the other script not at all: over
 * two lines it would be read in the wrong order.
 */
function setOff(name: string, language: Language): string {
  const isolated = isolate(name, language).replaceAll('-', '\u2011')
  const isShortAndForeign = isolated.startsWith('\u2068') && name.length <= shortName
  return isShortAndForeign ? isolated.replaceAll(' ', '\u00a0') : isolated
}

const places = ['{a}', '{b}', '{c}', '{d}'] as const

/** A question as it is said aloud: of one made from a template, with what it is about in its places. */
export function sayQuestion(
  question: Pick<Question, 'ask'>,
  questionId: string,
  language: Language,
  names: Names,
): string {
  return subjectsOf(questionId).reduce(
    (said, subject, at) => said.replace(places[at] ?? '', () => setOff(nameOf(names, subject), language)),
    question.ask[language],
  )
}
