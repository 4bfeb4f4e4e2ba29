import { forItsCost } from './belief/weigh-asks.ts'
import type { CurrentAnswer } from './current-answers.ts'
import type { Question, QuestionBank, Topic } from './question-bank.ts'

/** What serves the person and is worth 100 in the bank counts as so many nats. */
const personGain = 0.25
/** What is due counts for as much again after so many questions more. */
const patience = 3

/** What serves the person and is due, the most worth a second first. */
export function dueForPerson(
  bank: Pick<QuestionBank, 'topics'>,
  {
    isOpen,
    touched,
    current,
  }: {
    readonly isOpen: (questionId: string) => boolean
    /** How many topics are. */
    readonly touched: number
    readonly current: ReadonlyMap<string, CurrentAnswer>
  },
): readonly { readonly topic: Topic; readonly question: Question; readonly density: number }[] {
  /** By how many questions it is due; `null` where it is not. Questions asked count for topics where few are touched. */
  const overdue = ({ due }: Question): number | null => {
    if (due === null || 'beforeEnd' in due) return null
    if ('afterTopics' in due) {
      const by = Math.max(touched - due.afterTopics, current.size - 2 * due.afterTopics)
      return by >= 0 ? by : null
    }
    const answers = due.after.map((id) => current.get(id)?.answer)
    const isAnswered = answers.every((answer) => answer?.state === 'answered')
    const isMoot = answers.some(
      (answer) =>
        answer?.value?.type === 'choices' && answer.value.codes.some((code) => due.unless.includes(code)),
    )
    return isAnswered && !isMoot ? 0 : null
  }
  return bank.topics
    .flatMap((topic) =>
      topic.questions
        .filter((question) => question.serves === 'person' && isOpen(question.id))
        .flatMap((question) => {
          const by = overdue(question)
          if (by === null) return []
          const gain = ((personGain * question.worth) / 100) * (1 + by / patience)
          return [{ topic, question, density: forItsCost(gain, question) }]
        }),
    )
    .toSorted((a, b) => b.density - a.density)
}
