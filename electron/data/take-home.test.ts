import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { cutToFit, mostCuts } from '../../core/take-home/cut-to-fit.ts'
import { takeHomeToText } from '../../core/take-home/take-home-text.ts'
import { newId } from '../doors.ts'
import { openTestLaptop, refusalCode, type TestLaptop } from './test-laptop.ts'
import { type TestClient, testPin, walkIn } from './test-service.ts'

const both = ['en', 'ur'] as const
const readBackLine = 'Seven people on Fridays: you said “the grandparents come”.'

/** Everything that is the staff's or somebody else's, and words that only the staff say. */
const staffNote = 'Haggles hard over floor mats'
const otherNote = 'Brother of the bank manager'
const lostNote = 'Went to the rival across the road'
const orderReason = 'They earn us more this month'
const secretRemark = 'my wife must not know of the price'
const staffWords =
  /\b(utility|belief|score|margin|commission|overrul|override|be-back|upsell|objection|closing|lead|staff|consultant|posterior)|کنسلٹنٹ|عملے|نفع/i

async function save(client: TestClient, visitId: string | null, name: string, phone: string, note: string) {
  const customerId = newId()
  await client.customers.save({
    customerId,
    isNew: true,
    visit: visitId === null ? null : { id: visitId, seenCustomerId: null },
    name,
    phone,
    language: 'en',
    note,
    seen: {},
  })
  return customerId
}

async function answerBudget(client: TestClient, visitId: string, atMost: number, ownWords: string) {
  const { topics } = await client.discovery.bank()
  const money = topics.flatMap(({ questions }) => questions).find(({ kind }) => kind === 'money-range')
  await client.discovery.answer({
    visitId,
    questionId: money?.id ?? '',
    state: 'answered',
    value: { type: 'money-range', atLeast: null, atMost: { amountMinor: atMost, currency: 'PKR' } },
    ownWords,
    language: 'en',
    supersedesIds: [],
  })
}

describe('the page that the customer takes home', () => {
  let laptop: TestLaptop
  let client: TestClient
  let visitId: string
  let opportunityId: string
  let customerId: string

  beforeAll(async () => {
    laptop = await openTestLaptop()
    client = laptop.client
    const other = await walkIn(client)
    await save(client, other.id, 'Tariq Mehmood', '0300 7654321', otherNote)
    await answerBudget(client, other.id, 2_500_000, 'not a rupee over twenty-five')
    await client.opportunities.lose({ visitId: other.id, reason: 'price', note: lostNote })
    const visit = await walkIn(client)
    visitId = visit.id
    opportunityId = visit.opportunityId
    customerId = await save(client, visitId, 'Rukhsana Qureshi', '0301 1234567', staffNote)
    await answerBudget(client, visitId, 9_000_000, 'ninety lakh at the very most')
    await client.remarks.add({
      remarkId: newId(),
      visitId,
      text: secretRemark,
      language: 'en',
      speaker: null,
      topicId: null,
    })
  })
  afterAll(() => laptop[Symbol.asyncDispose]())

  /** A consultant's own order of the three, with a reason that is the staff's. */
  const overrule = async () => {
    const { picks } = await client.shortlist.get({ opportunityId, language: 'en' })
    const order = picks.map(({ variantId }) => variantId).toReversed()
    await client.shortlist.overrule({ choiceId: newId(), visitId, order, reason: orderReason })
    return order
  }
  const pagesIn = async (languages: readonly ('en' | 'ur')[] = both) =>
    (await client.takeHome.page({ opportunityId, languages: [...languages] })).pages
  const consent = async (granted: boolean) => {
    const { market } = await client.app.state()
    const wordingId = market.consents.find(({ purpose }) => purpose === market.takeHome.nameConsent)?.id ?? ''
    await client.customers.consent({ customerId, wordingId, granted, language: 'en' })
  }

  test('holds the vehicles of the shortlist with their reasons, catch and price, in each language asked for', async () => {
    const shortlist = await client.shortlist.get({ opportunityId, language: 'en' })
    const pages = await pagesIn()
    expect(pages.map(({ language }) => language)).toEqual(both)
    expect(shortlist.picks.length).toBeGreaterThan(0)
    for (const page of pages) {
      expect(page.vehicles.map((vehicle) => vehicle.variantId)).toEqual(
        shortlist.picks.map((pick) => pick.variantId),
      )
      expect(page.price?.columns).toHaveLength(page.vehicles.length)
      expect(page.price?.rows.every(({ cells }) => cells.length === page.vehicles.length)).toBe(true)
      expect(page.price?.rows.filter(({ isTotal }) => isTotal).length).toBeGreaterThan(0)
      expect(page.store).toBe('Clifton Motors')
    }
    const [english, urdu] = pages
    expect(english?.vehicles.map(({ catch: itsCatch }) => itsCatch)).toEqual(
      shortlist.picks.map((pick) => pick.catch.sentence),
    )
    // The same rows in both: what is put side by side belongs together.
    expect(urdu?.price?.rows.map(({ key, cells }) => [key, cells.length])).toEqual(
      english?.price?.rows.map(({ key, cells }) => [key, cells.length]),
    )
    expect(english?.ask.lines.join()).toContain('Ayesha Malik')
    expect(await refusalCode(client.takeHome.page({ opportunityId: newId(), languages: ['en'] }))).toBe(
      'NOT_FOUND',
    )
  })

  test('says what was read back only where the customer agreed, and not where they disagreed since', async () => {
    const record = (agreed: boolean) =>
      client.readBack.record({
        readBackId: newId(),
        visitId,
        language: 'en',
        lines: [{ answerIds: [], text: readBackLine, state: 'as-read', said: '' }],
        agreed,
      })
    await record(true)
    expect((await pagesIn(['ur']))[0]?.readBack).toMatchObject({ language: 'en', lines: [readBackLine] })
    laptop.advance(1000)
    await record(false)
    expect((await pagesIn(['ur']))[0]?.readBack).toBeNull()
    laptop.advance(1000)
    await record(true)
  })

  test('bears the customer’s name with their consent alone', async () => {
    const names = async () => (await pagesIn(['ur']))[0]?.forName?.includes('Rukhsana Qureshi') ?? false
    expect(await names()).toBe(false)
    await consent(true)
    expect(await names()).toBe(true)
    await consent(false)
    expect(await names()).toBe(false)
  })

  test('has nothing of another customer, no note and no word of the staff’s on it, however it was cut', async () => {
    const order = await overrule()
    const named = z.object({
      name: z.string().nullable(),
      phone: z.string().nullable(),
      note: z.string().nullable(),
    })
    const others = z
      .array(named)
      .parse(laptop.rows('SELECT name, phone, note FROM customer'))
      .flatMap(({ name, phone, note }) => [name, phone, note])
      .filter((text) => text !== null)
    const words = z
      .array(z.object({ own_words: z.string() }))
      .parse(laptop.rows(`SELECT own_words FROM answer WHERE opportunity_id <> '${opportunityId}'`))
      .map(({ own_words }) => own_words)
    const forbidden = [...others, ...words, lostNote, orderReason, secretRemark, 'Imran Sheikh']
    expect(forbidden.length).toBeGreaterThan(8)
    const pages = await pagesIn()
    // In that order, and without its reason.
    for (const { vehicles } of pages) expect(vehicles.map(({ variantId }) => variantId)).toEqual(order)
    for (const page of pages)
      for (let cuts = 0; cuts <= mostCuts; cuts += 1) {
        const cut = cutToFit(page, cuts)
        for (const said of [JSON.stringify(cut), takeHomeToText(cut)]) {
          for (const text of forbidden) expect(said, text).not.toContain(text)
          const { readBack: _, ...ours } = cut
          expect(JSON.stringify(ours).match(staffWords)?.[0]).toBeUndefined()
        }
      }
  })

  test('promises nothing that was not written down, and then what stands in the booking and the rule of the market, in the text for a message as well', async () => {
    expect((await pagesIn(['en']))[0]?.promised).toBeNull()
    const [pick] = (await client.shortlist.get({ opportunityId, language: 'en' })).picks
    await client.opportunities.book({
      bookingId: newId(),
      visitId,
      variantId: pick?.variantId ?? '',
      amount: { amountMinor: 4_250_000, currency: 'PKR' },
      paymentMode: 'cash',
      promisedDay: null,
    })
    const [english, urdu] = await pagesIn()
    const said = english?.promised?.lines.join(' ') ?? ''
    expect(said).toContain('Rs 4,250,000')
    expect(said).toContain('No day was written down for the delivery.')
    // Sixty days by the market's rate, from the tests' day.
    expect(said).toMatch(/60 days from the booking, which is Thursday,? 21 January 2027/)
    expect(said).not.toMatch(/nothing more/i)
    expect(urdu?.promised?.lines).toHaveLength(english?.promised?.lines.length ?? 0)
    for (const page of [english, urdu]) {
      const text = page ? takeHomeToText(page) : ''
      expect(text).toContain('4,250,000')
      for (const { name } of page?.vehicles ?? []) expect(text).toContain(name)
      expect(text.length).toBeLessThan(2_500)
    }
  })

  test('says a price that was quoted with its day, for whom it holds, and as it was quoted', async () => {
    const [pick] = (await client.shortlist.get({ opportunityId, language: 'en' })).picks
    const ofPick = { opportunityId, variantId: pick?.variantId ?? '', language: 'en' as const }
    const { facts } = await client.pricing.onRoad(ofPick)
    const chosen = facts.flatMap(({ code, chosen: already, values: [first] }) =>
      already === null && first ? [[code, first.code] as const] : [],
    )
    const { view } = await client.pricing.quote({
      quoteId: newId(),
      visitId,
      variantId: ofPick.variantId,
      language: 'en',
      facts: Object.fromEntries(chosen),
      finance: null,
    })
    const [page] = await pagesIn(['en'])
    const said = page?.promised?.lines.find((line) => /^Quoted on Sunday,? 22 November 2026/.test(line))
    expect(said).toContain(view.totalText)
    if (view.label !== null) expect(said).toContain(view.label)
  })

  test('that leaves the laptop is written down first, and becomes a PDF or says plainly how to print it', async () => {
    const entries = () =>
      laptop.rows("SELECT detail FROM access_log WHERE act = 'customer-exported' ORDER BY position").length
    await client.takeHome.taking({ opportunityId, languages: ['ur'], as: 'print' })
    expect(entries()).toBe(1)
    const printed = await client.takeHome.print({ opportunityId, languages: ['en', 'ur'] })
    expect(printed).toMatchObject({
      type: 'print-page',
      path: `/print/take-home/${opportunityId}?languages=en,ur`,
    })
    expect(entries()).toBe(2)
  })

  test('is refused, and the pages of the customer are answered, while the screen is turned to them', async () => {
    const shown = { visitId, language: 'ur' as const }
    await client.customerView.show({ ...shown, page: 'shortlist' })
    expect(await refusalCode(client.takeHome.page({ opportunityId, languages: ['ur'] }))).toBe(
      'TURNED_TO_CUSTOMER',
    )
    const shortlist = await client.customerView.content()
    if (shortlist.type !== 'shortlist') throw new Error('another page is shown')
    const ids = shortlist.picks.map(({ variantId }) => variantId)
    expect(ids.length).toBeGreaterThan(1)
    await client.customerView.show({ ...shown, page: 'compare' })
    const compare = await client.customerView.content()
    if (compare.type !== 'compare') throw new Error('another page is shown')
    expect(compare.vehicles.map(({ variantId }) => variantId)).toEqual(ids)
    expect(compare.rows.length).toBeGreaterThan(5)
    const second = ids.slice(1, 2)
    await client.customerView.show({ ...shown, page: 'price', variantIds: second })
    const price = await client.customerView.content()
    if (price.type !== 'price') throw new Error('another page is shown')
    expect([price.variantId]).toEqual(second)
    expect(price.vehicles.map(({ variantId }) => variantId)).toEqual(ids)
    expect(price.sides.length).toBeGreaterThan(0)
    for (const content of [shortlist, compare, price]) {
      const said = JSON.stringify(content)
      for (const text of [
        staffNote,
        otherNote,
        lostNote,
        orderReason,
        secretRemark,
        'Tariq',
        'Imran',
        'Ayesha',
      ])
        expect(said).not.toContain(text)
      expect(said.match(staffWords)?.[0]).toBeUndefined()
    }
    await client.customerView.leave({ pin: testPin })
    expect(await refusalCode(client.customerView.content())).toBe('NOT_FOUND')
  })
})
