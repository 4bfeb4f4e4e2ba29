import type { Answer } from './answer.ts'
import { currentAnswers } from './current-answers.ts'
import { findQuestion, type Question, type QuestionBank, type Topic } from './question-bank.ts'
import { saidBesideMoney } from './said-beside-money.ts'
import { isTemplate } from './template.ts'

/** A question, and why money is turned to now where it is one about money. */
export interface ByWorth {
  readonly topic: Topic
  readonly question: Question
  readonly moneyBecause: 'enough-known' | 'nothing-else' | null
}

interface Asked {
  readonly bank: QuestionBank
  readonly answers: Iterable<Answer>
  /** The question open on the board, whose topic is stayed with; `null` with none. */
  readonly openQuestionId: string | null
  /** What else keeps a question from being asked, such as that it was passed over. */
  readonly isOpen?: (questionId: string) => boolean
}

/**
 * What the bank itself holds most worth asking, where there are no vehicles to choose between or nothing is known of
 * the person yet; `null` when every question has been asked.
 *
 * The rule: among questions never asked (neither answered, unsure nor declined) the highest `worth`, first in the
 * bank on a tie. An open topic is finished first. Money waits until so much else was said
 * as `moneyAfterTopics` has it (`saidBesideMoney`), or nothing else is left.
 */
export function questionByWorth({
  bank,
  answers,
  openQuestionId,
  isOpen = () => true,
}: Asked): ByWorth | null {
  const current = currentAnswers(answers)
  // What a template would ask about is not for this rule to choose.
  const isUnasked = (question: Question) =>
    !isTemplate(question) && !current.has(question.id) && isOpen(question.id)

  const open = openQuestionId === null ? undefined : findQuestion(bank, openQuestionId)?.topic
  const here = open && worthiest([open], isUnasked)
  if (here) return { ...here, moneyBecause: null }

  const others = bank.topics.filter((topic) => !topic.money)
  const other = worthiest(others, isUnasked)
  const isMoneyTime = other === null || saidBesideMoney(bank, current) >= bank.moneyAfterTopics
  const found = isMoneyTime ? worthiest(bank.topics, isUnasked) : other
  if (!found) return null
  if (!found.topic.money) return { ...found, moneyBecause: null }
  return { ...found, moneyBecause: other === null ? 'nothing-else' : 'enough-known' }
}

function worthiest(
  topics: readonly Topic[],
  isUnasked: (question: Question) => boolean,
): Omit<ByWorth, 'moneyBecause'> | null {
  let best: Omit<ByWorth, 'moneyBecause'> | null = null
  for (const topic of topics)
    for (const question of topic.questions)
      if (isUnasked(question) && (best === null || question.worth > best.question.worth))
        best = { topic, question }
  return best
}
