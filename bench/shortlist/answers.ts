import type { Answer, AnswerValue } from '../../core/discovery/answer.ts'
import { createSeeded, type Seeded } from '../../core/discovery/belief/seeded.ts'
import type { Question, QuestionBank } from '../../core/discovery/question-bank.ts'
import { answerIdSchema, consultantIdSchema, opportunityIdSchema, visitIdSchema } from '../../core/ids.ts'
import type { MarketPack } from '../../core/market/market-pack.ts'

const nobody = '01a20000-0000-7000-8000-000000000000'
const fixed = {
  opportunityId: opportunityIdSchema.parse(nobody),
  visitId: visitIdSchema.parse(nobody),
  authorId: consultantIdSchema.parse(nobody),
}

/** Answers to so many questions of the bank, of any topic, as a customer may give them. */
export function drawAnswers(
  bank: QuestionBank,
  { pack, seed, count }: { readonly pack: MarketPack; readonly seed: string; readonly count: number },
): readonly Answer[] {
  const random = createSeeded(seed)
  const questions = bank.topics.flatMap((topic) => topic.questions).filter(({ kind }) => kind !== 'text')
  const order = questions.map((question) => ({ question, at: random.next() })).toSorted((a, b) => a.at - b.at)
  return order
    .flatMap(({ question }) => {
      const value = answerTo(question, pack, random)
      return value === null ? [] : [{ question, value }]
    })
    .slice(0, count)
    .map(({ question, value }, at) => ({
      ...fixed,
      id: answerIdSchema.parse(`01a20000-0000-7000-8000-${String(at).padStart(12, '0')}`),
      questionId: question.id,
      state: 'answered',
      value,
      ownWords: '',
      language: 'en',
      bankVersion: bank.version,
      supersedesIds: [],
      occurredAt: at,
      speaker: null,
      confirmsRemarkId: null,
      restoresId: null,
    }))
}

/** `null` for what is made as it is asked. */
function answerTo(
  question: Question,
  { currency, plausiblePriceMinor }: MarketPack,
  random: Seeded,
): AnswerValue | null {
  switch (question.kind) {
    case 'one-of':
    case 'any-of': {
      const code = question.options[random.below(question.options.length)]?.code
      return code === undefined ? null : { type: 'choices', codes: [code] }
    }
    case 'number':
      return { type: 'number', number: question.quick[random.below(question.quick.length)] ?? question.min }
    case 'money-range': {
      const { atLeast, atMost } = plausiblePriceMinor
      const amountMinor = Math.round(Math.sqrt(atLeast * atMost) * (1 + random.next()))
      return { type: 'money-range', atLeast: null, atMost: { amountMinor, currency: currency.code } }
    }
    default:
      return null
  }
}
