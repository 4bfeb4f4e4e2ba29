import { attributeSchema } from '../catalogue/attribute.ts'
import { variantIdSchema } from '../ids.ts'
import { findQuestion, type Question, type QuestionBank, type Topic } from './question-bank.ts'
import { questionRef, subjectsOf, templateOf } from './question-ref.ts'
import { isTemplate, subjectCount } from './template.ts'

/**
 * The question of the bank that a question id is about, or the template that it was made from; `undefined` where the
 * bank has none, and where the id does not name what such a template asks about.
 */
export function askedQuestion(
  bank: Pick<QuestionBank, 'topics'>,
  questionId: string,
): { readonly topic: Topic; readonly question: Question } | undefined {
  const found = findQuestion(bank, templateOf(questionId))
  return found && isMadeFrom(found.question, questionId) ? found : undefined
}

/** Whether a question of that id comes of this one of the bank: a template's names as many subjects as it is about. */
export function isMadeFrom(question: Question, questionId: string): boolean {
  const subjects = subjectsOf(questionId)
  if (questionRef(question.id, subjects) !== questionId) return false
  if (!isTemplate(question)) return subjects.length === 0
  const schema = question.about === 'vehicles' ? variantIdSchema : attributeSchema
  return (
    subjects.length === subjectCount(question) &&
    subjects.every((subject) => schema.safeParse(subject).success)
  )
}
