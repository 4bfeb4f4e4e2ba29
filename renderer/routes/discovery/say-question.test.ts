import { expect, it } from 'vitest'
import { questionRef } from '../../../core/discovery/question-ref.ts'
import { templates } from '../../../core/discovery/test-templates.ts'
import { sayQuestion } from './say-question.ts'

/** Without the marks that keep a name’s own direction. */
const bare = (text: string) => text.replace(/[\u2066-\u2069]/g, '')

it('a question made from a template is said with the names of what it is about', () => {
  const id = questionRef(templates.pair.id, ['b/b/b', 'a/a/a'])
  const names = { 'a/a/a': 'Honda City', 'b/b/b': 'Toyota Yaris $1' }
  expect(bare(sayQuestion(templates.pair, id, 'en', names))).toBe('Honda City or Toyota Yaris $1?')
})

it('a short name of the other script stays in one piece', () => {
  const id = questionRef(templates.pair.id, ['a/a/a', 'b/b/b'])
  const names = { 'a/a/a': 'Honda HR-V', 'b/b/b': 'Toyota Corolla Cross HEV Premium' }
  expect(sayQuestion(templates.pair, id, 'ur', names)).toBe(
    '\u2068Honda\u00a0HR\u2011V\u2069 or \u2068Toyota Corolla Cross HEV Premium\u2069?',
  )
})

it('what nobody knows the name of stands as it is', () => {
  const id = questionRef(templates.matters.id, ['seats'])
  expect(bare(sayQuestion(templates.matters, id, 'en', {}))).toBe('How much does seats matter?')
})

it('a question of the bank itself is said as it is worded', () => {
  expect(sayQuestion({ ask: { en: 'How many?', ur: 'کتنے؟' } }, 'people.seats', 'ur', {})).toBe('کتنے؟')
})
