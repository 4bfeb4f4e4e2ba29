import type { Attribute } from '../catalogue/attribute.ts'
import { attributeLabel } from '../catalogue/figure-text.ts'
import type { AnswerId } from '../ids.ts'
import type { Voice } from '../shortlist/say-fact.ts'
import type { Answer } from './answer.ts'
import { currentAnswers } from './current-answers.ts'
import { preferencesOf } from './preferences.ts'
import type { QuestionBank } from './question-bank.ts'
import { inSentence } from './read-back-items.ts'
import { listBack, sayBack } from './read-back-sentences.ts'

/** One sentence to say aloud, and the answers that it comes from. */
export interface ReadBackLine {
  readonly answerIds: readonly AnswerId[]
  readonly text: string
}

/** What the belief says of an attribute: its mean rank among all, from 1, and whether that is sure enough to be said. */
export interface BelievedPriority {
  readonly attribute: Attribute
  readonly meanRank: number
  readonly sure: boolean
}

interface PrioritiesInput extends Voice {
  readonly bank: QuestionBank
  readonly priorities: readonly BelievedPriority[]
}

const mostSure = 3
const mostUnsure = 2

/** What matters most, the surest said first and the unsure as such. */
export function prioritiesLine(input: PrioritiesInput, answers: readonly Answer[]): ReadBackLine | null {
  const { bank, language, pack } = input
  const ranked = input.priorities.toSorted(
    (a, b) => a.meanRank - b.meanRank || (a.attribute < b.attribute ? -1 : 1),
  )
  const sure = ranked.filter((priority) => priority.sure).slice(0, mostSure)
  const unsure = ranked.filter((priority) => !priority.sure).slice(0, mostUnsure)
  const named = (list: readonly BelievedPriority[], last: 'next' | 'or') =>
    listBack(
      list.map(
        ({ attribute }) =>
          bank.attributeWords[attribute]?.[language] ?? inSentence(attributeLabel(attribute, language, pack)),
      ),
      language,
      last,
    )
  const said = new Set([...sure, ...unsure].map(({ attribute }) => attribute))
  const answerIds = answersAbout(bank, answers, said)
  if (sure.length > 0 && unsure.length > 0)
    return {
      answerIds,
      text: sayBack('mattersAndMaybe', language, { sure: named(sure, 'next'), unsure: named(unsure, 'or') }),
    }
  if (sure.length > 0) return { answerIds, text: sayBack('matters', language, { sure: named(sure, 'next') }) }
  if (unsure.length === 0) return null
  return { answerIds, text: sayBack('mattersMaybe', language, { unsure: named(unsure, 'or') }) }
}

/** The answers that say something of any of these attributes. */
function answersAbout(
  bank: QuestionBank,
  answers: readonly Answer[],
  attributes: ReadonlySet<Attribute>,
): readonly AnswerId[] {
  const names = new Set<string>(attributes)
  const { priorities } = preferencesOf(bank, answers)
  const argued = priorities.filter(({ attribute }) => names.has(attribute)).map(({ answerId }) => answerId)
  const compared = [...currentAnswers(answers).values()]
    .filter(({ answer: { value } }) => {
      if (value === null || !('of' in value)) return false
      return [value.of].flat().some((subject) => names.has(subject))
    })
    .map(({ answer }) => answer.id)
  return [...new Set([...argued, ...compared])]
}
