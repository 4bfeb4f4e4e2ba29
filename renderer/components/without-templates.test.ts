import { expect, test } from 'vitest'
import { bankWithTemplates } from '../../core/discovery/test-templates.ts'
import { withoutTemplates } from './without-templates.ts'

test('a topic of templates alone is left out, and of a mixed one the templates', () => {
  const [people, ...others] = bankWithTemplates.topics
  const mixed = others.at(-1)
  if (!people || !mixed) throw new Error('the bank has no topics')
  const shown = withoutTemplates({
    version: '1',
    attributeWords: {},
    topics: [{ ...people, questions: [...people.questions, ...mixed.questions] }, mixed].map((topic) => ({
      ...topic,
      questions: [...topic.questions],
    })),
  })
  expect(shown.topics.map(({ id, questions }) => [id, questions])).toEqual([[people.id, people.questions]])
})
