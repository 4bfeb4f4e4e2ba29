import { isTemplate } from '../../core/discovery/template.ts'
import type { Bank } from '../northstar.tsx'

/** The bank without what is asked about other vehicles or attributes each time, which cannot be opened by itself. */
export function withoutTemplates(bank: Bank): Bank {
  const topics = bank.topics.flatMap((topic) => {
    const questions = topic.questions.filter((question) => !isTemplate(question))
    return questions.length === 0 ? [] : [{ ...topic, questions }]
  })
  return { ...bank, topics }
}
