import { describe, expect, it } from 'vitest'
import { currentAnswers } from '../../../core/discovery/current-answers.ts'
import { questionRef } from '../../../core/discovery/question-ref.ts'
import { answersOf, number } from '../../../core/discovery/test-answers.ts'
import { bankWithTemplates, templates } from '../../../core/discovery/test-templates.ts'
import { openingOf, questionsOf, saidOf, type Topic } from './topic-questions.ts'

const topicOf = (id: string): Topic => {
  const topic = bankWithTemplates.topics.find((one) => one.id === id)
  if (topic === undefined) throw new Error(`No topic ${id}`)
  return topic
}
const [people, between] = [topicOf('people'), topicOf('between')]
const attributes = ['seats', 'airbags', 'bootLitres', 'priceMinor', 'powerHp']
const subjects = { vehicles: ['a/a/a', 'b/b/b', 'c/c/c'], attributes }
const nothing = { vehicles: [], attributes: [] }

describe('a topic', () => {
  it('opens at the first question that was not asked, and at its first when all were', () => {
    const seats = { questionId: 'people.seats', value: number(7) }
    const story = { questionId: 'people.story', state: 'declined' as const }
    expect(openingOf(people, currentAnswers([]), subjects)).toBe('people.seats')
    expect(openingOf(people, currentAnswers(answersOf(seats)), subjects)).toBe('people.story')
    expect(openingOf(people, currentAnswers(answersOf(seats, story)), subjects)).toBe('people.seats')
  })

  it('has nothing to open while there is nothing to ask about', () => {
    expect(openingOf(between, currentAnswers([]), nothing)).toBe(null)
  })

  it('says what was asked about vehicles and attributes, whatever fits by now', () => {
    const questionId = questionRef(templates.pair.id, ['x/x/x', 'y/y/y'])
    const current = currentAnswers(answersOf({ questionId, state: 'unsure' }))
    expect(saidOf(between, current).map((said) => said.questionId)).toEqual([questionId])
    expect(saidOf(people, current)).toEqual([])
    expect(questionsOf(between, current, nothing).map((asked) => asked.questionId)).toEqual([questionId])
  })

  it('does not offer the most and the least of others once they were asked of four', () => {
    const questionId = questionRef(templates.four.id, ['fuel', 'body', 'drive', 'seats'])
    const current = currentAnswers(answersOf({ questionId, state: 'unsure' }))
    const ofFour = questionsOf(between, current, subjects).filter(
      ({ question }) => question === templates.four,
    )
    expect(ofFour.map((asked) => asked.questionId)).toEqual([questionId])
  })
})
