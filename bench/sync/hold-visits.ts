import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import type { serviceContract } from '../../contract/showroom.ts'
import type { AnswerValue } from '../../core/discovery/answer.ts'
import type { Question } from '../../core/discovery/question-bank.ts'
import { isTemplate } from '../../core/discovery/template.ts'
import { demoPin } from '../../electron/data/demo-pin.ts'
import type { DataService } from '../../electron/data/service.ts'
import type { Random } from '../torture/random.ts'
import { createProfile } from './profiles.ts'
import { sentences } from './sentences.ts'
import type { ShowroomClock } from './showroom-clock.ts'

/** What a normal visit leaves: so many questions are answered, each in the customer's own words. */
const answersInAVisit = 15
const visitsInADay = 12
const secondMs = 1000
const minuteMs = 60_000

type Client = ContractRouterClient<typeof serviceContract>

/** Holds visits through the laptop's own handlers: customer, consent, answers, shortlist, and how it ended. */
export async function holdVisits(
  service: DataService,
  {
    random,
    clock,
    visits,
  }: { readonly random: Random; readonly clock: ShowroomClock; readonly visits: number },
): Promise<void> {
  const client: Client = createRouterClient(service.router)
  const { topics } = await client.discovery.bank()
  const questions = topics
    .flatMap(({ questions: ofTopic }) => ofTopic)
    .filter((question) => !isTemplate(question))
  const { market } = await client.app.state()
  for (let visit = 0; visit < visits; visit += 1) {
    if (visit % visitsInADay === 0) {
      // A night later the laptop asks who is there.
      clock.pass(14 * 60 * minuteMs, 15 * 60 * minuteMs)
      await signIn(client)
    }
    clock.pass(minuteMs, 4 * minuteMs)
    await holdVisit(client, { random, clock, market, questions })
  }
}

/** Signs in the first of the store's people. */
async function signIn(client: Client): Promise<void> {
  const { consultants } = await client.app.state()
  const [first] = consultants
  if (!first) throw new Error('Nobody works here')
  await client.session.signIn({ consultantId: first.id, pin: demoPin })
}

async function holdVisit(
  client: Client,
  floor: {
    readonly random: Random
    readonly clock: ShowroomClock
    readonly market: Awaited<ReturnType<Client['app']['state']>>['market']
    readonly questions: readonly Question[]
  },
): Promise<void> {
  const { random, clock, market, questions } = floor
  const language = random.isTrue(0.5) ? ('en' as const) : ('ur' as const)
  const { id: visitId } = await client.visits.start({
    visitId: clock.newId(),
    arrival: random.pick(['first-time', 'be-back', 'unknown'] as const),
    customerId: null,
    opportunityId: null,
  })
  for (const question of chosen(questions, answersInAVisit, random)) {
    clock.pass(20 * secondMs, 90 * secondMs)
    await client.discovery.answer({
      visitId,
      questionId: question.id,
      ...answered(question, random, market.currency.code),
      ownWords: random.pick(sentences),
      language,
      supersedesIds: [],
    })
  }
  clock.pass(10 * secondMs, 60 * secondMs)
  const { shortlist } = await client.shortlist.record({ shortlistId: clock.newId(), visitId, language })
  clock.pass(minuteMs, 4 * minuteMs)
  const { name, phone } = createProfile(random)
  const { customer } = await client.customers.save({
    customerId: clock.newId(),
    isNew: true,
    visit: { id: visitId, seenCustomerId: null },
    name,
    phone,
    language,
    seen: {},
  })
  clock.pass(5 * secondMs, 20 * secondMs)
  await client.customers.consent({
    customerId: customer.id,
    wordingId: random.pick(market.consents).id,
    granted: random.isTrue(0.8),
    language,
  })
  clock.pass(minuteMs, 3 * minuteMs)
  const [pick] = shortlist.picks
  if (pick?.price && random.isTrue(0.2))
    await client.opportunities.book({
      bookingId: clock.newId(),
      visitId,
      variantId: pick.variantId,
      amount: pick.price.money,
      paymentMode: random.pick(market.paymentModes).code,
      promisedDay: null,
    })
  else
    await client.opportunities.lose({
      visitId,
      reason: random.pick(market.lostReasons).code,
      note: random.pick(sentences),
    })
  clock.pass(5 * secondMs, 20 * secondMs)
  await client.visits.end({ visitId, leftBeforeContact: false })
}

/** So many of them, in any order. */
function chosen<T>(of: readonly T[], count: number, random: Random): T[] {
  return of
    .map((item) => ({ item, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, count)
    .map(({ item }) => item)
}

function answered(question: Question, random: Random, currency: string) {
  if (question.kind !== 'text' && random.isTrue(0.1)) return { state: 'unsure' as const, value: null }
  return { state: 'answered' as const, value: valueFor(question, random, currency) }
}

function valueFor(question: Question, random: Random, currency: string): AnswerValue {
  switch (question.kind) {
    case 'one-of':
      return { type: 'choices', codes: [random.pick(question.options).code] }
    case 'any-of': {
      const count = 1 + random.below(Math.min(3, question.options.length))
      return { type: 'choices', codes: chosen(question.options, count, random).map(({ code }) => code) }
    }
    case 'number':
      return { type: 'number', number: question.min + random.below(question.max - question.min + 1) }
    case 'money-range': {
      const atMost = { amountMinor: 100_000 * (20 + random.below(120)), currency }
      return { type: 'money-range', atLeast: null, atMost }
    }
    default:
      return { type: 'text' }
  }
}
