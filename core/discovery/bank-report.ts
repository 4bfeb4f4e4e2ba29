import { z } from 'zod'
import { fillWordings } from '../market/fill-wordings.ts'
import { type BankFault, type BankParts, bankFaults, bankParts } from './bank-faults.ts'
import { sayPlace } from './bank-place.ts'
import { fillEarlierBank } from './earlier-bank.ts'
import { ownWeekSchema } from './own-week.ts'
import { bankShape, type Question, type QuestionBank, questionSchema } from './question-bank.ts'
import { shapeFault } from './shape-faults.ts'

export type BankReading =
  | { readonly type: 'read'; readonly bank: QuestionBank }
  /** One line a fault: where it is in words, what is wrong, what to do. */
  | { readonly type: 'faulty'; readonly lines: readonly string[] }

/**
 * Reads a question bank, whoever wrote it, and says of a broken one all that is wrong at once, in the order of the file.
 * @param json as it was parsed
 */
export function readBank(json: unknown): BankReading {
  const filled = fillEarlierBank(fillWordings(json))
  const shape = bankShape.safeParse(filled)
  const shapeFaults = (shape.error?.issues ?? []).map((issue) => shapeFault(issue, filled))
  // Of a field for which another stands in, nothing more can be told.
  const isSaid = ({ path }: BankFault) =>
    shapeFaults.some((known) => isOfQuestion(known) && known.path.every((key, at) => key === path[at]))
  const faults = [
    ...shapeFaults,
    ...bankFaults(shape.success ? bankParts(shape.data) : readableParts(filled)).filter(
      (fault) => !isSaid(fault),
    ),
  ]
  if (shape.success && faults.length === 0) return { type: 'read', bank: shape.data }
  const lines = faults
    .toSorted((a, b) => placeOf(a.path) - placeOf(b.path))
    .map((fault) => line(fault, filled))
  return { type: 'faulty', lines: [...new Set(lines)] }
}

const topicSchema = z.looseObject({ id: z.unknown().optional(), questions: z.array(z.unknown()) })
const idSchema = z.looseObject({ id: z.string() })
const restSchema = z.looseObject({
  topics: z.array(z.unknown()).catch([]),
  baseWeights: z.looseObject({ byAttribute: z.record(z.string(), z.unknown()) }).catch({ byAttribute: {} }),
  attributeWords: z.record(z.string(), z.unknown()).catch({}),
  noise: z.looseObject({ thisOrThatCuts: z.array(z.number()) }).catch({ thisOrThatCuts: [] }),
  ownWeek: ownWeekSchema.nullable().catch(null),
})

/** What of a bank without the right shape can still be looked at: each question that is readable but for its surface. */
function readableParts(json: unknown): BankParts {
  const { topics, baseWeights, attributeWords, noise, ownWeek } = restSchema.safeParse(json).data ?? {
    topics: [],
    baseWeights: { byAttribute: {} },
    attributeWords: {},
    noise: { thisOrThatCuts: [] },
    ownWeek: null,
  }
  const idOf = (item: unknown) => idSchema.safeParse(item).data?.id ?? null
  return {
    topics: topics.map((topic, at) => ({ path: ['topics', at], id: idOf(topic) })),
    questions: topics.flatMap((topic, topicAt) =>
      (topicSchema.safeParse(topic).data?.questions ?? []).map((question, at) => ({
        path: ['topics', topicAt, 'questions', at],
        id: idOf(question),
        question: readable(question),
      })),
    ),
    weighed: Object.keys(baseWeights.byAttribute),
    worded: Object.keys(attributeWords),
    thisOrThatCuts: noise.thisOrThatCuts,
    ownWeek,
  }
}

const isOfQuestion = ({ path }: BankFault): boolean => path.length > 4 && path[2] === 'questions'

/** What stands in for a field that cannot be read, so that the rest of its question can be looked at. */
const standIns: Readonly<Record<string, unknown>> = {
  ask: { en: '-', ur: '-' },
  why: { en: '-', ur: '-' },
  worth: 0,
  seconds: 1,
  intrusiveness: 0,
  isOpen: false,
  followUps: [],
}

function readable(json: unknown): Question | null {
  const { data, error } = questionSchema.safeParse(json)
  if (data !== undefined || typeof json !== 'object' || json === null) return data ?? null
  const instead = (error?.issues ?? []).flatMap(({ path: [field] }) => {
    const key = String(field)
    return key in standIns ? [[key, standIns[key]] as const] : []
  })
  return questionSchema.safeParse({ ...json, ...Object.fromEntries(instead) }).data ?? null
}

/** The rest of the bank first, then topic by topic and question by question. */
function placeOf([first, topic, , question]: readonly PropertyKey[]): number {
  if (first !== 'topics' || typeof topic !== 'number') return 0
  return (topic + 1) * mostQuestions + (typeof question === 'number' ? question + 1 : 0)
}

/** In a topic. */
const mostQuestions = 100_000

function line({ path, wrong, todo }: BankFault, json: unknown): string {
  return `${sayPlace(path, json)}: ${wrong}; ${todo}.`
}
