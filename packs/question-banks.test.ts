import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { attributes } from '../core/catalogue/attribute.ts'
import { isTemplate, type TemplateQuestion } from '../core/discovery/template.ts'
import { listMarkets, readMarketPack, readQuestionBank } from './read-packs.ts'

const packsFolder = fileURLToPath(new URL('.', import.meta.url))

const fileSchema = z.object({
  noise: z.object({ source: z.string() }),
  attributeWords: z.looseObject({}),
  topics: z.array(z.object({ questions: z.array(z.looseObject({ id: z.string() })) })),
})

/** What a question is about that is asked of other subjects each time, and what of them it wants to know. */
function subjectOf(template: TemplateQuestion): string {
  if (template.kind === 'level') return template.reads
  return template.kind === 'pick-one' ? `${template.about} for ${template.asks}` : template.about
}

describe.each(listMarkets(packsFolder))('the question bank of %s', (id) => {
  const bank = readQuestionBank(packsFolder, readMarketPack(packsFolder, id))
  const topicOf = (topicId: string) => bank.topics.find((topic) => topic.id === topicId)
  const questions = bank.topics.flatMap((topic) => topic.questions.map((question) => ({ topic, question })))
  const file = fileSchema.parse(JSON.parse(readFileSync(join(packsFolder, id, 'question-bank.json'), 'utf8')))

  test('says of every question what it costs, what it serves and what follows, and leaves nothing to what is usual', () => {
    const told = ['seconds', 'intrusiveness', 'serves', 'isOpen', 'followUps', 'due']
    for (const question of file.topics.flatMap((topic) => topic.questions))
      expect(Object.keys(question), question.id).toEqual(expect.arrayContaining(told))
  })

  test('is intrusive where it is about money, and nowhere near it where a vehicle is looked at', () => {
    for (const { topic, question } of questions)
      if (topic.money) expect(question.intrusiveness, question.id).toBeGreaterThanOrEqual(0.8)
      else expect(question.intrusiveness, question.id).toBeLessThanOrEqual(0.4)
    for (const { intrusiveness } of topicOf('vehicles')?.questions ?? [])
      expect(intrusiveness).toBeLessThanOrEqual(0.05)
    expect(bank.topics.filter(({ money }) => money).map((topic) => topic.id)).toEqual([
      'budget',
      'payment',
      'tax',
      'trade-in',
    ])
  })

  test('lets deciders, payment, tax, trade-in, timing, trust and the close serve the person, each when it is due', () => {
    const person = bank.topics.filter(({ questions: asked }) =>
      asked.every(({ serves, due }) => serves === 'person' && due !== null),
    )
    expect(person.map((topic) => topic.id)).toEqual([
      'deciders',
      'payment',
      'tax',
      'trade-in',
      'timing',
      'trust',
      'close',
    ])
  })

  test('leaves it to the customer, in their own view, to say how well they were heard', () => {
    const closing = topicOf('close')?.questions.map((question) => question.kind)
    expect(closing).toEqual(['text'])
  })

  test('has a question of every kind, about vehicles and about attributes', () => {
    const kinds = questions.map(({ question }) =>
      isTemplate(question) ? `${question.kind} of ${subjectOf(question)}` : question.kind,
    )
    expect([...new Set(kinds)].sort()).toEqual([
      'any-of',
      'level of importance',
      'level of pay-more',
      'level of reaction',
      'level of test-drive',
      'money-range',
      'most-least of attributes',
      'number',
      'one-of',
      'pick-one of vehicles for first-and-last',
      'pick-one of vehicles for order',
      'text',
      'this-or-that of attributes',
      'this-or-that of vehicles',
    ])
  })

  test('has words for whatever its options give priority to and more or less of which is better for anyone', () => {
    const better = questions
      .flatMap(({ question }) => ('options' in question ? question.options : []))
      .flatMap(({ evidence }) => evidence)
      .filter(({ type, attribute }) => type === 'priority' && attributes[attribute].better !== null)
      .map(({ attribute }) => attribute)
    const worded = Object.keys(bank.attributeWords)
    // Turning force is felt as power, and height as how one sits: neither is asked about by itself.
    expect([...new Set(better)].filter((attribute) => !worded.includes(attribute))).toEqual(['torqueNm'])
  })

  test('speaks of safety, of holding value and of parking by the attributes that the catalogue has for them', () => {
    const spoken = (topicId: string) =>
      (topicOf(topicId)?.questions ?? [])
        .flatMap((question) => ('options' in question ? question.options : []))
        .flatMap(({ evidence }) => evidence.map(({ attribute }) => attribute))
    expect(spoken('safety')).toContain('airbags')
    expect(spoken('reliability')).toContain('valueLossPercentPerYear')
    expect(spoken('ownership')).toContain('valueLossPercentPerYear')
    expect(spoken('week')).toEqual(expect.arrayContaining(['lengthMm', 'widthMm', 'torqueNm']))
    expect(spoken('energy')).toContain('chargingHours')
  })

  test('moves the belief by no option further than by three standard deviations', () => {
    for (const { question } of questions)
      for (const { code, evidence } of 'options' in question ? question.options : [])
        for (const one of evidence)
          if ('strength' in one) expect(one.strength, `${question.id} ${code}`).toBeLessThanOrEqual(3)
  })
})
