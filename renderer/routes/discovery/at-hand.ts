import { assertNever } from '../../../core/assert-never.ts'
import type { Question } from '../../../core/discovery/question-bank.ts'
import { questionRef } from '../../../core/discovery/question-ref.ts'
import { isTemplate, type TemplateQuestion } from '../../../core/discovery/template.ts'

/** What questions can be made about now, each list with what is nearest first. */
export type Subjects = {
  /** The ids of the vehicles that fit best. */
  readonly vehicles: readonly string[]
  /** The attributes that can be asked about, those that matter most first. */
  readonly attributes: readonly string[]
}

/** The ids of what can be asked now out of one question of the bank: itself, or what its template makes. */
export function questionIdsAtHand(question: Question, subjects: Subjects): readonly string[] {
  if (!isTemplate(question)) return [question.id]
  return groupsOf(question, subjects[question.about]).map((group) => questionRef(question.id, group))
}

/** How many attributes one is asked about singly: more would be a form. */
const singles = 4

function groupsOf(template: TemplateQuestion, all: readonly string[]): readonly (readonly string[])[] {
  switch (template.kind) {
    case 'this-or-that': {
      const [first, ...others] = all
      return first === undefined ? [] : others.slice(0, 2).map((other) => [first, other])
    }
    case 'pick-one':
    case 'most-least':
      return all.length < template.of ? [] : [all.slice(0, template.of)]
    case 'level':
      return all.slice(0, singles).map((one) => [one])
    default:
      return assertNever(template)
  }
}
