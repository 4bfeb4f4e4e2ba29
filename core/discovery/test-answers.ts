import fc from 'fast-check'
import { attributeNames, attributes } from '../catalogue/attribute.ts'
import { type Answer, type AnswerState, type AnswerValue, answerSchema } from './answer.ts'
import type { Question, QuestionBank } from './question-bank.ts'
import { questionRef } from './question-ref.ts'
import type { Speaker } from './speaker.ts'
import type { TemplateQuestion } from './template.ts'

const idOf = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`

export interface GivenAnswer {
  readonly questionId: string
  readonly value?: AnswerValue | null
  readonly state?: AnswerState
  readonly ownWords?: string
  readonly id?: number
  /** The numbers of the answers that this one corrects. */
  readonly supersedes?: number | readonly number[]
  readonly occurredAt?: number
  readonly speaker?: Speaker | null
}

/** Answers of one opportunity, numbered from 1 where they name no id. */
export function answersOf(...given: readonly GivenAnswer[]): readonly Answer[] {
  return given.map((answer, index) =>
    answerSchema.parse({
      id: idOf(answer.id ?? index + 1),
      opportunityId: idOf(900_001),
      visitId: idOf(900_002),
      questionId: answer.questionId,
      state: answer.state ?? 'answered',
      value: answer.value ?? null,
      ownWords: answer.ownWords ?? '',
      language: 'en',
      bankVersion: 'fixture',
      supersedesIds: [answer.supersedes ?? []].flat().map(idOf),
      authorId: idOf(900_003),
      occurredAt: answer.occurredAt ?? 1_700_000_000_000,
      speaker: answer.speaker ?? null,
    }),
  )
}

export const choices = (...codes: string[]): AnswerValue => ({ type: 'choices', codes })
export const number = (value: number): AnswerValue => ({ type: 'number', number: value })
export const upTo = (amountMinor: number): AnswerValue => ({
  type: 'money-range',
  atLeast: null,
  atMost: { amountMinor, currency: 'PKR' },
})

const anySpeaker = fc.constantFrom<Speaker | null>(null, null, null, 'driver', 'payer')
const anyState = fc.constantFrom<AnswerState>(
  'answered',
  'answered',
  'answered',
  'unsure',
  'declined',
  'withdrawn',
)

/**
 * Any conversation that a bank allows: some questions, each answered, unsure or declined by the party or by one of those
 * who speak, some of them corrected or withdrawn. Withdrawn is only what was said before.
 * @param vehicles what comparisons are of: those of the small scene where nothing else is named
 */
export function anyAnswers(
  bank: QuestionBank,
  vehicles: readonly string[] = smallSceneVehicles,
): fc.Arbitrary<readonly Answer[]> {
  const questions = bank.topics.flatMap((topic) => topic.questions)
  return fc
    .array(
      fc.constantFrom(...questions).chain((question) =>
        fc.record({
          question: fc.constant(question),
          state: anyState,
          speaker: anySpeaker,
          value: anyValue(question, vehicles),
          ownWords: fc.oneof(
            fc.constant(''),
            fc.constant(''),
            fc.string({ maxLength: 60, unit: 'grapheme' }),
          ),
        }),
      ),
      { maxLength: 14 },
    )
    .map((given) => {
      const lastOf = new Map<string, number>()
      return answersOf(
        ...given.map(({ question, ...answer }, index): GivenAnswer => {
          const questionId = questionRef(question.id, subjectsIn(answer.value))
          const line = `${questionId} ${answer.speaker ?? ''}`
          const before = lastOf.get(line)
          lastOf.set(line, index + 1)
          const state = before === undefined && answer.state === 'withdrawn' ? 'answered' : answer.state
          return {
            ...answer,
            questionId,
            state,
            value: state === 'answered' ? answer.value : null,
            ownWords: state === 'withdrawn' ? '' : answer.ownWords,
            ...(before === undefined ? {} : { supersedes: before }),
          }
        }),
      )
    })
}

function anyValue(question: Question, vehicles: readonly string[]): fc.Arbitrary<AnswerValue> {
  const subjects = (about: TemplateQuestion['about'], count: number) =>
    fc.shuffledSubarray([...(about === 'vehicles' ? vehicles : weighedAttributes)], {
      minLength: count,
      maxLength: count,
    })
  switch (question.kind) {
    case 'one-of':
      return fc.constantFrom(...question.options).map((option) => choices(option.code))
    case 'any-of':
      return fc
        .uniqueArray(fc.constantFrom(...question.options.map((option) => option.code)), { minLength: 1 })
        .map((codes) => choices(...codes))
    case 'number':
      return fc.integer({ min: question.min, max: question.max }).map(number)
    case 'money-range':
      return fc.integer({ min: 1_000_000, max: 40_000_000 }).map(upTo)
    case 'text':
      return fc.constant<AnswerValue>({ type: 'text' })
    case 'this-or-that':
      return fc.record({
        type: fc.constant('graded' as const),
        of: subjects(question.about, 2).map(([one = '', other = '']): [string, string] => [one, other]),
        grade: fc.integer({ min: -2, max: 2 }),
      })
    case 'pick-one':
      return subjects(question.about, question.of).chain((of) =>
        fc
          .shuffledSubarray(of, { minLength: question.of, maxLength: question.of })
          .chain((inOrder) => anyPlaces(of, inOrder, question.asks === 'order')),
      )
    case 'most-least':
      return subjects(question.about, question.of).chain((of) =>
        fc
          .shuffledSubarray(of, { minLength: 2, maxLength: 2 })
          .map(([most = '', least = '']): AnswerValue => ({ type: 'picked', of, most, least })),
      )
    case 'level':
      return fc
        .record({ subject: subjects(question.about, 1), level: fc.nat(question.levels.length - 1) })
        .map(({ subject: [of = ''], level }): AnswerValue => ({ type: 'levelled', of, level }))
  }
}

/** As far as the places were told: the first, those after it where all were asked for, and the last. */
function anyPlaces(of: string[], inOrder: readonly string[], isOrder: boolean): fc.Arbitrary<AnswerValue> {
  const [most = '', ...then] = inOrder
  const last = then.at(-1) ?? ''
  const first = { type: 'picked' as const, of, most, least: null }
  const all = isOrder ? { ...first, next: then.slice(0, -1), least: last } : { ...first, least: last }
  return fc.constantFrom<AnswerValue>(first, ...(isOrder ? [{ ...first, next: then.slice(0, 1) }] : []), all)
}

/** What is asked how much it matters: a span of which more, or less, is better. */
const weighedAttributes = attributeNames.filter((name) => {
  const known = attributes[name]
  return known.kind === 'number' && known.better !== null
})
/** So few that the same comparison is often made twice. */
const smallSceneVehicles = [0, 1, 2, 3, 4].map((at) => `maker/car-${at}/a`)

function subjectsIn(value: AnswerValue): readonly string[] {
  if (value.type === 'graded' || value.type === 'picked') return value.of
  return value.type === 'levelled' ? [value.of] : []
}
