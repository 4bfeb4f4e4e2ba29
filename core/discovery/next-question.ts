import type { Wording } from '../market/language.ts'
import type { Answer } from './answer.ts'
import { currentAnswers } from './current-answers.ts'
import { findQuestion, type Question, type QuestionBank, type Topic } from './question-bank.ts'
import { isTemplate } from './template.ts'

export interface NextQuestion {
  readonly topicId: string
  readonly questionId: string
  readonly why: Wording
}

interface Asked {
  readonly bank: QuestionBank
  readonly answers: Iterable<Answer>
  /** The question open on the board, whose topic is stayed with; `null` with none. */
  readonly openQuestionId: string | null
}

/**
 * The one question most worth asking next and why, or `null` when every question has been asked.
 *
 * The rule: among questions never asked (neither answered, unsure nor declined) the highest `worth`, first in the
 * bank on a tie. An open topic is finished first. Money waits until `moneyAfterTopics` other topics are touched or
 * nothing else is left.
 */
export function nextQuestion({ bank, answers, openQuestionId }: Asked): NextQuestion | null {
  const current = currentAnswers(answers)
  // What a template would ask about is not for this rule to choose.
  const isUnasked = (question: Question) => !isTemplate(question) && !current.has(question.id)
  const isTouched = (topic: Topic) => topic.questions.some((question) => current.has(question.id))

  const open = openQuestionId === null ? undefined : findQuestion(bank, openQuestionId)?.topic
  const here = open && worthiest([open], isUnasked)
  if (here) return suggestion(here)

  const others = bank.topics.filter((topic) => !topic.money)
  const other = worthiest(others, isUnasked)
  const isMoneyTime = other === null || others.filter(isTouched).length >= bank.moneyAfterTopics
  const found = isMoneyTime ? worthiest(bank.topics, isUnasked) : other
  if (!found) return null
  if (!found.topic.money) return suggestion(found)
  return suggestion(found, other === null ? whyMoneyLast : whyMoneyNow)
}

interface Found {
  readonly topic: Topic
  readonly question: Question
}

function worthiest(topics: readonly Topic[], isOpen: (question: Question) => boolean): Found | null {
  let best: Found | null = null
  for (const topic of topics)
    for (const question of topic.questions)
      if (isOpen(question) && (best === null || question.worth > best.question.worth))
        best = { topic, question }
  return best
}

const whyMoneyNow: Wording = {
  en: 'Enough is known about the person to speak of money.',
  ur: 'گاہک کے بارے میں اتنا معلوم ہو چکا ہے کہ اب پیسوں کی بات ہو سکتی ہے۔',
}
const whyMoneyLast: Wording = {
  en: 'Everything but money has been asked.',
  ur: 'پیسوں کے سوا سب کچھ پوچھا جا چکا ہے۔',
}

/** The question's own why, and where money is turned to, why now. */
function suggestion({ topic, question }: Found, whyNow: Wording | null = null): NextQuestion {
  const why = whyNow
    ? { en: `${question.why.en} ${whyNow.en}`, ur: `${question.why.ur} ${whyNow.ur}` }
    : question.why
  return { topicId: topic.id, questionId: question.id, why }
}
