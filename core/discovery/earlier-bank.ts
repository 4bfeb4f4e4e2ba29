import { z } from 'zod'

const bankSchema = z.looseObject({ topics: z.array(z.unknown()) })
const topicSchema = z.looseObject({ money: z.unknown().optional(), questions: z.array(z.unknown()) })
const questionSchema = z.looseObject({
  kind: z.string(),
  serves: z.unknown().optional(),
  rule: z.unknown().optional(),
  options: z.unknown().optional(),
})
const speakingSchema = z.array(z.looseObject({ evidence: z.array(z.unknown()) }))

const usualNoise = {
  lapse: 0.02,
  ratingSd: 0.9,
  ratingBiasSd: 0.7,
  thisOrThatCuts: [0.5, 1.5],
  source: 'The simulated customers that the choice of questions was first measured on.',
}

const usualSeconds: Readonly<Record<string, number>> = {
  text: 40,
  'any-of': 25,
  'money-range': 25,
  'pick-one': 25,
  'most-least': 25,
  number: 10,
}

/**
 * Completes a bank of before questions had seconds, intrusiveness and a purpose: what says nothing of a vehicle serves
 * the person and is due before the end, what is about money is intrusive, what is answered in own words is open.
 * @param json a bank as it was parsed, before its schema reads it; what is there stays, and anything else comes back
 */
export function fillEarlierBank(json: unknown): unknown {
  const bank = bankSchema.safeParse(json).data
  if (bank === undefined) return json
  return { noise: usualNoise, attributeWords: {}, ...bank, topics: bank.topics.map(filledTopic) }
}

function filledTopic(json: unknown): unknown {
  const topic = topicSchema.safeParse(json).data
  if (topic === undefined) return json
  return { ...topic, questions: topic.questions.map((question) => filled(question, topic.money === true)) }
}

function filled(json: unknown, isMoney: boolean): unknown {
  const question = questionSchema.safeParse(json).data
  if (question === undefined) return json
  const serves = question.serves ?? (saysOfVehicle(question) ? 'ranking' : 'person')
  return {
    seconds: usualSeconds[question.kind] ?? 15,
    intrusiveness: isMoney ? 0.9 : 0.2,
    isOpen: question.kind === 'text',
    followUps: [],
    due: serves === 'person' ? { beforeEnd: true } : null,
    ...question,
    serves,
  }
}

function saysOfVehicle({ kind, rule, options }: z.infer<typeof questionSchema>): boolean {
  switch (kind) {
    case 'text':
      return false
    case 'number':
      return rule !== null
    case 'one-of':
    case 'any-of':
      return speakingSchema.safeParse(options).data?.some(({ evidence }) => evidence.length > 0) ?? false
    default:
      return true
  }
}
