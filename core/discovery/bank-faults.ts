import { assertNever } from '../assert-never.ts'
import { type Attribute, attributes } from '../catalogue/attribute.ts'
import { evidenceFaults, isKind } from './evidence-faults.ts'
import type { OwnWeekRules } from './own-week.ts'
import { ownWeekFaults } from './own-week-faults.ts'
import type { Question, QuestionBank } from './question-bank.ts'
import { templateFaults } from './template-faults.ts'

/** What is wrong at a place of a bank, and what to do about it; neither has a full stop. */
export interface BankFault {
  readonly path: readonly PropertyKey[]
  readonly wrong: string
  readonly todo: string
}

/** A question with its place; `question` is `null` where it cannot be read, `id` where not even that can be. */
interface PlacedQuestion {
  readonly path: readonly PropertyKey[]
  readonly id: string | null
  readonly question: Question | null
}

/** What can be read of a bank, be it whole or broken. */
export interface BankParts {
  readonly topics: readonly { readonly path: readonly PropertyKey[]; readonly id: string | null }[]
  readonly questions: readonly PlacedQuestion[]
  readonly weighed: readonly string[]
  readonly worded: readonly string[]
  readonly thisOrThatCuts: readonly number[]
  /** `null` where the bank has none, or none that can be read. */
  readonly ownWeek: OwnWeekRules | null
}

export function bankParts({ topics, baseWeights, attributeWords, noise, ownWeek }: QuestionBank): BankParts {
  return {
    topics: topics.map(({ id }, at) => ({ path: ['topics', at], id })),
    questions: topics.flatMap(({ questions }, topicAt) =>
      questions.map((question, at) => ({
        path: ['topics', topicAt, 'questions', at],
        id: question.id,
        question,
      })),
    ),
    weighed: Object.keys(baseWeights.byAttribute),
    worded: Object.keys(attributeWords),
    thisOrThatCuts: noise.thisOrThatCuts,
    ownWeek: ownWeek ?? null,
  }
}

/**
 * What the shapes of a bank cannot say, all of it: ids and codes stand once, questions name questions that there are,
 * evidence speaks of attributes as they are, and templates name as many subjects as they are about.
 */
export function bankFaults(parts: BankParts): readonly BankFault[] {
  const worded = parts.worded.filter((name) => attributeOf(name) !== undefined).length
  return [
    ...repeatedIds(parts.topics, 'topic'),
    ...repeatedIds(parts.questions, 'question'),
    ...parts.weighed
      .filter((name) => attributeOf(name)?.kind === 'code')
      .map((name) => ({
        path: ['baseWeights', 'byAttribute', name],
        wrong: `${name} is no number, so it cannot weigh`,
        todo: 'take it out, and say what is liked of it by prefer-codes',
      })),
    ...parts.worded.flatMap((name) => wordedFault(name)),
    ...cutFaults(parts.thisOrThatCuts),
    ...parts.questions.flatMap((placed) => namingFaults(placed, parts)),
    ...endlessDues(parts.questions),
    ...ownWeekFaults(
      parts.ownWeek,
      parts.questions.flatMap(({ question }) => question ?? []),
    ),
    ...parts.questions.flatMap(({ path, question }) =>
      question === null
        ? []
        : [...servingFaults(question), ...kindFaults(question, worded)].map((fault) => ({
            ...fault,
            path: [...path, ...fault.path],
          })),
    ),
  ]
}

function repeatedIds(
  placed: readonly { readonly path: readonly PropertyKey[]; readonly id: string | null }[],
  what: 'topic' | 'question',
): readonly BankFault[] {
  const seen = new Set<string>()
  return placed.flatMap(({ path, id }) => {
    if (id === null || !seen.has(id)) {
      if (id !== null) seen.add(id)
      return []
    }
    return [
      { path: [...path, 'id'], wrong: `another ${what} is ${id} too`, todo: 'give this one its own id' },
    ]
  })
}

function wordedFault(name: string): readonly BankFault[] {
  const attribute = attributeOf(name)
  if (attribute === undefined || attribute.better !== null) return []
  return [
    {
      path: ['attributeWords', name],
      wrong: `nobody has more or less of ${name} for the better, so how much it matters cannot be asked`,
      todo: 'take it out',
    },
  ]
}

function cutFaults([low = 0, high = 1]: readonly number[]): readonly BankFault[] {
  if (low < high) return []
  return [
    {
      path: ['noise', 'thisOrThatCuts'],
      wrong: `${low} is not under ${high}`,
      todo: 'put the smaller difference first',
    },
  ]
}

/** Follow-ups and dues name other questions of the bank. */
function namingFaults(
  { path, id, question }: PlacedQuestion,
  { questions }: BankParts,
): readonly BankFault[] {
  if (question === null) return []
  const ids = new Set(questions.map((placed) => placed.id))
  const faults = (names: readonly string[], at: readonly PropertyKey[]) =>
    names.flatMap((name, index): readonly BankFault[] => {
      const place = [...path, ...at, index]
      if (name === id) return [{ path: place, wrong: 'it names its own question', todo: 'take it out' }]
      if (ids.has(name)) return []
      return [
        {
          path: place,
          wrong: `the bank has no question ${name}`,
          todo: 'name one that it has, or take it out',
        },
      ]
    })
  return [...faults(question.followUps, ['followUps']), ...faults(afterOf(question), ['due', 'after'])]
}

/** Questions that wait for each other in a ring are never due. */
function endlessDues(questions: readonly PlacedQuestion[]): readonly BankFault[] {
  const byId = new Map(questions.flatMap(({ id, question }) => (id && question ? [[id, question]] : [])))
  return questions.flatMap(({ path, id, question }) => {
    if (id === null || question === null) return []
    const waitsFor = new Set<string>()
    const toSee = [...afterOf(question)].filter((name) => name !== id)
    for (let name = toSee.pop(); name !== undefined; name = toSee.pop()) {
      if (waitsFor.has(name)) continue
      waitsFor.add(name)
      const next = byId.get(name)
      if (next && name !== id) toSee.push(...afterOf(next))
    }
    if (!waitsFor.has(id)) return []
    return [
      {
        path: [...path, 'due', 'after'],
        wrong: 'it waits for a question that waits for this one',
        todo: 'let one of them be due by itself',
      },
    ]
  })
}

function afterOf({ due }: Question): readonly string[] {
  return due !== null && 'after' in due ? due.after : []
}

/** A question serves either the ranking, and says something of vehicles, or the person, and then it is due sometime. */
function servingFaults(question: Question): readonly BankFault[] {
  const { serves, due } = question
  if (serves === 'person')
    return due === null
      ? [
          {
            path: ['due'],
            wrong: 'it serves the person and is never due',
            todo: 'say when: {"afterTopics": 4}, {"after": ["an.id"]} or {"beforeEnd": true}',
          },
        ]
      : []
  return [
    ...(due === null
      ? []
      : [
          {
            path: ['due'],
            wrong: 'what serves the ranking is asked when it is worth its time',
            todo: 'write null, or say that it serves the person',
          },
        ]),
    ...(saysOfVehicle(question)
      ? []
      : [
          {
            path: ['serves'],
            wrong: 'no answer to it says anything of a vehicle',
            todo: 'give an option evidence, or say that it serves the person',
          },
        ]),
  ]
}

function saysOfVehicle(question: Question): boolean {
  switch (question.kind) {
    case 'text':
      return false
    case 'number':
      return question.rule !== null
    case 'one-of':
    case 'any-of':
      return question.options.some(({ evidence }) => evidence.length > 0)
    default:
      return true
  }
}

function kindFaults(question: Question, worded: number): readonly BankFault[] {
  switch (question.kind) {
    case 'one-of':
    case 'any-of':
      return question.options.flatMap(({ code, evidence }, at) => [
        ...(question.options.findIndex((option) => option.code === code) < at
          ? [
              {
                path: ['options', at, 'code'],
                wrong: `${code} stands twice`,
                todo: 'give this option its own code',
              },
            ]
          : []),
        ...evidence.flatMap((one, index) =>
          evidenceFaults(one, evidence.slice(0, index)).map((fault) => ({
            ...fault,
            path: ['options', at, 'evidence', index, ...fault.path],
          })),
        ),
      ])
    case 'number':
      return numberFaults(question)
    case 'money-range':
      return question.quickAtMost.flatMap((amount, at) =>
        amount > 0
          ? []
          : [
              {
                path: ['quickAtMost', at],
                wrong: `${amount} is not above zero`,
                todo: 'write an amount of money',
              },
            ],
      )
    case 'text':
      return []
    case 'this-or-that':
    case 'pick-one':
    case 'most-least':
    case 'level':
      return templateFaults(question, worded)
    default:
      return assertNever(question)
  }
}

function numberFaults({
  min,
  max,
  quick,
  rule,
}: Extract<Question, { kind: 'number' }>): readonly BankFault[] {
  return [
    ...(min > max
      ? [{ path: ['min'], wrong: `${min} is above the max of ${max}`, todo: 'turn them round' }]
      : []),
    ...quick.flatMap((number, at) =>
      number < min || number > max
        ? [
            {
              path: ['quick', at],
              wrong: `${number} is outside ${min} to ${max}`,
              todo: 'take it out, or widen the range',
            },
          ]
        : [],
    ),
    ...(rule === null ? [] : isKind(rule.attribute, 'number', ['rule', 'attribute'])),
  ]
}

function attributeOf(name: string): (typeof attributes)[Attribute] | undefined {
  return Object.entries(attributes).find(([key]) => key === name)?.[1]
}
