import { assertNever } from '../assert-never.ts'
import type { Question } from './question-bank.ts'

/** A question that is asked anew about other vehicles or attributes each time. */
export type TemplateQuestion = Extract<
  Question,
  { readonly kind: 'this-or-that' | 'pick-one' | 'most-least' | 'level' }
>

export function isTemplate(question: Question): question is TemplateQuestion {
  return 'about' in question
}

/** How many vehicles or attributes one question of a template is about. */
export function subjectCount(template: TemplateQuestion): number {
  switch (template.kind) {
    case 'this-or-that':
      return 2
    case 'pick-one':
    case 'most-least':
      return template.of
    case 'level':
      return 1
    default:
      return assertNever(template)
  }
}
