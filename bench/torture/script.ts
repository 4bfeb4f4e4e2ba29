import { isTemplate } from '../../core/discovery/template.ts'
import {
  bookingIdSchema,
  consultantIdSchema,
  customerIdSchema,
  type NewId,
  shortlistIdSchema,
  type VariantId,
  visitIdSchema,
} from '../../core/ids.ts'
import type { Call, CallType } from './calls.ts'
import type { Client } from './open-laptop.ts'
import type { Random } from './random.ts'

type Visit = Awaited<ReturnType<Client['visits']['list']>>[number]

/** How often each call is chosen, of all together. */
const shares: readonly (readonly [Exclude<CallType, 'set-up' | 'enrol'>, number])[] = [
  ['answer', 32],
  ['start-visit', 10],
  ['save-customer', 18],
  ['end-visit', 7],
  ['keep-draft', 7],
  ['consent', 5],
  ['set-arrival', 4],
  ['attach', 4],
  ['book', 3],
  ['record-shortlist', 2],
  ['lose', 2],
  ['set-colours', 2],
  ['sync', 2],
  ['add-consultant', 1],
  ['import-catalogue', 1],
  ['read-day', 1],
  ['export-day', 1],
  ['close-day', 1],
  ['back-up', 1],
  ['restart', 1],
]
const lots = shares.flatMap(([type, share]) => Array.from({ length: share }, () => type))

const names = ['Ayesha', 'Bilal', 'Fatima', 'عائشہ', 'محمد', 'Zainab', 'Hamza', 'ماہین']
const words = [
  'seven of us, with the grandparents',
  'ہم سات ہیں، دادا دادی کے ساتھ',
  'Lahore every second Friday',
  'no breakdown on the motorway',
  'پہاڑ پر بھی چلنی چاہیے',
]

/**
 * Chooses what to do next on a laptop, as its state allows, from a seed. Every text it makes is made once.
 * @param open the laptop as it is open now
 */
export async function createScript(open: () => Client, random: Random, newId: NewId) {
  const { market } = await open().app.state()
  const asked = (await open().discovery.bank()).topics.flatMap((topic) => topic.questions)
  const questions = asked.filter((question) => !isTemplate(question))
  let variantIds: readonly VariantId[] | undefined
  const once = () => newId().slice(-12)
  const say = () => `${random.pick(words)} ${once()} ${random.pick(words).repeat(random.below(20))}`.trim()
  const phone = () => `+92300${String(random.below(10_000_000)).padStart(7, '0')}`

  const startVisit = (customerId: Visit['customerId']): Call => ({
    type: 'start-visit',
    visitId: visitIdSchema.parse(newId()),
    arrival: random.pick(['first-time', 'be-back', 'unknown'] as const),
    customerId,
    opportunityId: null,
  })
  const answer = async ({ id, opportunityId }: Visit): Promise<Call> => {
    const question = random.pick(questions)
    const { answers } = await open().discovery.board({ opportunityId, language: 'en' })
    return {
      type: 'answer',
      visitId: id,
      opportunityId,
      questionId: question.id,
      state: question.kind === 'text' ? 'answered' : random.pick(['unsure', 'declined'] as const),
      ownWords: say(),
      supersedesIds: answers
        .filter(({ questionId }) => questionId === question.id)
        .map((standing) => standing.id),
    }
  }
  const newCustomer = (visit: Visit | null): Call => ({
    type: 'save-customer',
    customerId: customerIdSchema.parse(newId()),
    isNew: true,
    name: `${random.pick(names)} ${once()}`,
    phone: phone(),
    language: random.pick(['en', 'ur'] as const),
    seen: {},
    visit: visit && { visitId: visit.id, opportunityId: visit.opportunityId },
  })

  /** The call for one lot drawn, `null` when the laptop has nothing to do it with. */
  async function callOf(type: (typeof lots)[number]): Promise<Call | null> {
    const client = open()
    const { businessDay } = await client.app.state()
    const visits = (await client.visits.list({ businessDay })).filter(({ endedAt }) => endedAt === null)
    const { customers } = await client.customers.search({ text: '', limit: 20 })
    const [visit] = visits.slice(random.below(visits.length))
    const [customer] = customers.slice(random.below(customers.length))
    switch (type) {
      case 'start-visit':
        return startVisit(customer && random.isTrue(0.5) ? customer.id : null)
      case 'set-arrival': {
        if (!visit) return null
        const arrival = visit.arrival === 'first-time' ? 'be-back' : 'first-time'
        return { type, visitId: visit.id, arrival, seenArrival: visit.arrival }
      }
      case 'end-visit':
        return visit ? { type, visitId: visit.id } : null
      case 'answer':
        return visit ? answer(visit) : null
      case 'keep-draft': {
        if (!visit) return null
        const { opportunityId } = visit
        return { type, opportunityId, questionId: random.pick(questions).id, text: say() }
      }
      case 'record-shortlist':
        return visit ? { type, shortlistId: shortlistIdSchema.parse(newId()), visitId: visit.id } : null
      case 'book': {
        if (visit?.state !== 'open') return null
        variantIds ??= (await client.catalogue.search({ language: 'en', words: 'a' })).vehicles.map(
          ({ id }) => id,
        )
        return {
          type,
          bookingId: bookingIdSchema.parse(newId()),
          visitId: visit.id,
          opportunityId: visit.opportunityId,
          variantId: random.pick(variantIds),
          amountMinor: 100_000 + random.below(1_000_000),
        }
      }
      case 'lose': {
        if (visit?.state !== 'open') return null
        const reason = random.pick(market.lostReasons).code
        return {
          type,
          visitId: visit.id,
          opportunityId: visit.opportunityId,
          reason,
          note: say().slice(0, 900),
        }
      }
      case 'save-customer': {
        if (!customer || random.isTrue(0.5)) {
          const takes = visit?.customerId === null && random.isTrue(0.5)
          return newCustomer(takes ? visit : null)
        }
        const { seen } = await client.customers.get({ customerId: customer.id })
        return {
          type,
          customerId: customer.id,
          isNew: false,
          name: `${random.pick(names)} ${once()}`,
          phone: random.isTrue(0.5) ? phone() : (customer.phone ?? phone()),
          language: customer.language,
          seen,
          visit: null,
        }
      }
      case 'attach':
        return visit?.customerId === null && customer
          ? { type, visitId: visit.id, opportunityId: visit.opportunityId, customerId: customer.id }
          : null
      case 'consent': {
        if (!customer) return null
        const wording = random.pick(market.consents)
        const { consents } = await client.customers.get({ customerId: customer.id })
        const standing = consents.find(({ purpose }) => purpose === wording.purpose)
        return { type, customerId: customer.id, wordingId: wording.id, granted: !standing?.granted }
      }
      case 'set-colours':
        return { type, colourScheme: random.pick(['auto', 'light', 'dark'] as const) }
      case 'add-consultant': {
        const consultantId = consultantIdSchema.parse(newId())
        return { type, consultantId, name: `${random.pick(names)} ${once()}` }
      }
      case 'import-catalogue':
        return { type, price: 3_000_000 + random.below(1_000_000) }
      case 'export-day':
        return { type, format: random.pick(['csv', 'xlsx'] as const) }
      case 'read-day':
      case 'close-day':
      case 'back-up':
      case 'sync':
      case 'restart':
        return { type }
    }
  }

  return {
    async next(soon: (typeof lots)[number] | null): Promise<Call> {
      const call = await callOf(soon ?? random.pick(lots))
      return call ?? startVisit(null)
    },
  }
}
