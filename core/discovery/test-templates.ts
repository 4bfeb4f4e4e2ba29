import type { Wording } from '../market/language.ts'
import type { QuestionBank } from './question-bank.ts'
import type { TemplateQuestion } from './template.ts'
import { smallBank } from './test-bank.ts'

type Kind<K extends TemplateQuestion['kind']> = Extract<TemplateQuestion, { kind: K }>

const said = (text: string): Wording => ({ en: text, ur: text })
const asked = (id: string, ask: string) => ({
  id,
  ask: said(ask),
  why: said(`Why ${id}`),
  worth: 50,
  seconds: 15,
  intrusiveness: 0.1,
  serves: 'ranking' as const,
  isOpen: false,
  followUps: [],
  due: null,
})

const pair: Kind<'this-or-that'> = {
  ...asked('cars.pair', '{a} or {b}?'),
  kind: 'this-or-that',
  about: 'vehicles',
  grades: ['First by far', 'First', 'The same', 'Second', 'Second by far'].map(said),
}
const three: Kind<'pick-one'> = {
  ...asked('cars.three', '{a}, {b} or {c}?'),
  kind: 'pick-one',
  about: 'vehicles',
  of: 3,
  asks: 'first-and-last',
  noneLabel: said('None of them'),
}
const firstAndLast: Kind<'pick-one'> = {
  ...asked('cars.four', '{a}, {b}, {c} or {d}?'),
  kind: 'pick-one',
  about: 'vehicles',
  of: 4,
  asks: 'first-and-last',
  noneLabel: said('None of them'),
}
const four: Kind<'most-least'> = {
  ...asked('matters.four', 'Which of {a}, {b}, {c}, {d}?'),
  kind: 'most-least',
  about: 'attributes',
  of: 4,
  mostLabel: said('Most'),
  leastLabel: said('Least'),
}
const matters: Kind<'level'> = {
  ...asked('matters.one', 'How much does {a} matter?'),
  kind: 'level',
  about: 'attributes',
  levels: ['Not at all', 'A little', 'Some', 'Much', 'Most of all'].map(said),
  reads: 'importance',
}

/** Templates of each kind, worded so that tests can read it. */
export const templates = { pair, three, firstAndLast, four, matters }

/** The small bank with them in a topic of their own. */
export const bankWithTemplates: QuestionBank = {
  ...smallBank,
  topics: [
    ...smallBank.topics,
    {
      id: 'between',
      name: said('Between'),
      money: false,
      questions: [pair, three, firstAndLast, four, matters],
    },
  ],
}
