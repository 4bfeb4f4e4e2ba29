import type { Question } from '../../core/discovery/question-bank.ts'
import { subjectsOf, templateOf } from '../../core/discovery/question-ref.ts'
import type { VisitId } from '../../core/ids.ts'
import { createBusinessDays } from '../../core/market/business-day.ts'
import type { Language } from '../../core/market/language.ts'
import type { Market } from '../../core/market/market-pack.ts'
import type { Shortlist } from '../../core/shortlist/shortlist.ts'
import { demoPin } from '../../electron/data/demo-pin.ts'
import { newId, systemClock } from '../../electron/doors.ts'
import { answerValue, type ScenarioAnswer, type ScenarioVisit } from './scenario.ts'
import { showPrice } from './show-price.ts'
import type { Showroom } from './showroom-line.ts'
import { type Say, tellAnswer, tellShortlist, tellTitle, words } from './tell.ts'

export interface Floor {
  readonly showroom: Showroom
  readonly say: Say
  readonly market: Market
  readonly questionById: ReadonlyMap<string, Question>
  /** Told after each answer how many there are by now. */
  readonly onAnswered: (answers: number) => Promise<void>
}

const dayMs = 86_400_000

/** Holds one visit from the door to its end, through the contract. @returns what was kept of it */
export async function holdVisit(
  floor: Floor,
  visit: ScenarioVisit,
): Promise<{ readonly shortlist: Shortlist; readonly answers: number }> {
  const { showroom, say } = floor
  const { language } = visit
  const { consultants } = await showroom.app.state()
  const consultant = consultants.find(({ name }) => name === visit.consultant)
  if (!consultant) throw new Error(`${visit.consultant} does not work here`)
  await showroom.session.signIn({ consultantId: consultant.id, pin: demoPin })
  const { id: visitId, opportunityId } = await showroom.visits.start({
    visitId: newId(),
    arrival: visit.arrival,
    customerId: null,
    opportunityId: null,
  })
  const said = visit.title[language] ?? visit.title.en
  const title = said === visit.title.en ? said : `${visit.title.en} (${said})`
  tellTitle(say, `${title} · ${consultant.name}`)

  // What is worth asking next is said when it changes: the consultant is free to leave it standing.
  let suggested: string | undefined
  for (const [index, answer] of visit.answers.entries()) {
    await giveAnswer(floor, { visitId, visit, answer })
    const { next } = await showroom.discovery.advice({ opportunityId, language })
    if (next?.questionId !== suggested) tellNext(floor, next, language)
    suggested = next?.questionId
    await floor.onAnswered(index + 1)
  }

  const { shortlist } = await showroom.shortlist.record({ shortlistId: newId(), visitId, language })
  tellShortlist(say, shortlist, language)
  await showPrice(floor, { opportunityId, visitId, shortlist, language })
  await keepCustomer(floor, visitId, visit)
  await end(floor, { visitId, visit, shortlist })
  await showroom.visits.end({ visitId, leftBeforeContact: false })
  return { shortlist, answers: visit.answers.length }
}

type Next = {
  readonly questionId: string
  readonly why: string
  readonly subjectNames: Readonly<Record<string, string>>
}

/** The names of what the question is about in place of `{a}`, `{b}` and so on. */
const withSubjects = (ask: string, { questionId, subjectNames }: Next): string =>
  subjectsOf(questionId).reduce(
    (said, subject, at) => said.replace(`{${'abcd'.charAt(at)}}`, subjectNames[subject] ?? subject),
    ask,
  )

function tellNext({ say, questionById }: Floor, next: Next | null, language: Language): void {
  const question = next && questionById.get(templateOf(next.questionId))
  say(
    question
      ? `      ${words[language].next} ${withSubjects(question.ask[language], next)} (${next.why})`
      : `      ${words[language].nothingNext}`,
  )
}

async function giveAnswer(
  { showroom, say, questionById }: Floor,
  given: { readonly visitId: VisitId; readonly visit: ScenarioVisit; readonly answer: ScenarioAnswer },
): Promise<void> {
  const { answer, visit } = given
  const { language } = visit
  const question = questionById.get(answer.question)
  if (!question) throw new Error(`The bank has no question ${answer.question}`)
  const amount =
    answer.atMost === undefined ? null : await showroom.discovery.readMoney({ text: answer.atMost })
  await showroom.discovery.answer({
    visitId: given.visitId,
    questionId: question.id,
    state: answer.state,
    value: answerValue(answer, amount?.money ?? null),
    ownWords: answer.words,
    language,
    supersedesIds: [],
  })
  tellAnswer(say, { question, answer, language, moneyText: amount?.text ?? null })
}

async function keepCustomer(
  { showroom, say, market }: Floor,
  visitId: VisitId,
  { customer: { name, phone, consents }, language }: ScenarioVisit,
): Promise<void> {
  const { customer } = await showroom.customers.save({
    customerId: newId(),
    isNew: true,
    visit: { id: visitId, seenCustomerId: null },
    name,
    phone,
    language,
    seen: {},
  })
  say('')
  say(`  ${customer.name ?? words[language].noName} · ${customer.phoneText ?? '–'}`)
  for (const consent of market.consents.filter(({ purpose }) => consents.includes(purpose))) {
    await showroom.customers.consent({
      customerId: customer.id,
      wordingId: consent.id,
      granted: true,
      language,
    })
    say(`  ✓ “${consent.wording[language]}”`)
  }
}

async function end(
  { showroom, say, market }: Floor,
  of: { readonly visitId: VisitId; readonly visit: ScenarioVisit; readonly shortlist: Shortlist },
): Promise<void> {
  const { visitId, visit, shortlist } = of
  const { ending, language } = visit
  if (ending.type === 'lost') {
    await showroom.opportunities.lose({ visitId, reason: ending.reason, note: ending.note })
    const reason = market.lostReasons.find(({ code }) => code === ending.reason)
    say(`  → Lost: ${reason?.name[language] ?? ending.reason}. ${ending.note}`)
    return
  }
  if (ending.type === 'thinking') return say('  → Still thinking; the conversation stays open.')
  const pick = shortlist.picks[ending.pick - 1]
  if (!pick?.price) throw new Error(`The shortlist has no pick ${ending.pick} with a price to book`)
  const promisedDay = createBusinessDays(market.timeZone)(systemClock() + ending.promisedInDays * dayMs)
  await showroom.opportunities.book({
    bookingId: newId(),
    visitId,
    variantId: pick.variantId,
    amount: pick.price.money,
    paymentMode: ending.paymentMode,
    promisedDay,
  })
  say(
    `  → Booked: ${pick.brand} ${pick.model} ${pick.name} at ${pick.price.text}, promised by ${promisedDay}.`,
  )
}
