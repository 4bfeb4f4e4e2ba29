import { describe, expect, test } from 'vitest'
import { testFolder } from '../../db/test-database.ts'
import { newId } from '../doors.ts'
import { openTestLaptop, refusalCode } from './test-laptop.ts'
import { openTestService, setUp, signIn, type TestClient, walkIn } from './test-service.ts'

const city = 'honda/city/1-2l-cvt'
const language = 'en' as const
const nothingAsked = { downPaymentMinor: null, months: null, ratePercentPerYear: {} }

async function withCustomer() {
  const laptop = await openTestLaptop()
  const visit = await walkIn(laptop.client)
  const ask = { opportunityId: visit.opportunityId, variantId: city, language }
  return { laptop, client: laptop.client, visit, ask }
}
async function answer(client: TestClient, visitId: string, questionId: string, code: string) {
  await client.discovery.answer({
    visitId,
    questionId,
    state: 'answered',
    value: { type: 'choices', codes: [code] },
    ownWords: '',
    language,
    supersedesIds: [],
  })
}
/** The questions of the bank that say who buys and how it is paid. */
async function saidBy(client: TestClient, option: string) {
  const { topics } = await client.discovery.bank()
  const found = topics
    .flatMap(({ questions }) => questions)
    .find((one) => 'options' in one && one.options.some(({ code }) => code === option))
  if (!found) throw new Error(`No question has the option ${option}`)
  return found.id
}
const amountOf = (price: { lines: readonly { code: string; amountText: string }[] }, code: string) =>
  price.lines.find((line) => line.code === code)?.amountText

describe('a price on the road', () => {
  test('is shown for both while nobody is sure, and for one when the customer has said', async () => {
    const { laptop, client, visit, ask } = await withCustomer()
    await using _ = laptop
    const both = await client.pricing.onRoad(ask)
    expect(both.sides.map(({ label, facts }) => [label, facts.filer])).toEqual([
      ['buyer on the active taxpayer list', 'yes'],
      ['buyer not on the active taxpayer list', 'no'],
    ])
    expect(both.sides.map(({ price }) => amountOf(price, 'withholding-tax'))).toEqual([
      'Rs 71,055',
      'Rs 213,165',
    ])
    expect(both.facts.find(({ code }) => code === 'filer')).toMatchObject({ chosen: null, showsSides: true })

    await answer(client, visit.id, await saidBy(client, 'non-filer'), 'non-filer')
    const said = await client.pricing.onRoad(ask)
    expect(said.sides.map(({ label, facts }) => [label, facts.filer])).toEqual([[null, 'no']])
    expect(said.facts.find(({ code }) => code === 'filer')?.why).toBe('As the customer said')
    expect((await client.pricing.onRoad({ ...ask, facts: { filer: null } })).sides).toHaveLength(2)
  })

  test('goes by the province that was chosen last on this laptop, after a restart too', async () => {
    const { laptop, client, ask } = await withCustomer()
    await using _ = laptop
    const regionOf = async (of: TestClient) =>
      (await of.pricing.onRoad(ask)).facts.find(({ code }) => code === 'region')
    expect(await regionOf(client)).toMatchObject({
      chosen: 'sindh',
      why: 'Usual here, nobody has said otherwise',
    })
    await client.pricing.keepFact({ fact: 'region', code: 'punjab' })
    expect(await regionOf(client)).toMatchObject({ chosen: 'punjab', why: 'Chosen last on this laptop' })
    expect(await refusalCode(client.pricing.keepFact({ fact: 'region', code: 'narnia' }))).toBe('NOT_FOUND')
    const again = await laptop.restart()
    await signIn(again)
    expect((await regionOf(again))?.chosen).toBe('punjab')
  })

  test('goes by a rate that the store sets, and says so', async () => {
    const { laptop, client, ask } = await withCustomer()
    await using _ = laptop
    const { businessDay } = await client.app.state()
    await client.rates.change({
      rate: 'freight',
      applies: '',
      value: '60000',
      unit: 'PKR',
      from: businessDay,
      until: null,
      source: 'The maker’s letter',
      asOf: businessDay,
      seen: {},
    })
    const [side] = (await client.pricing.onRoad(ask)).sides
    expect(side?.price.lines.find(({ code }) => code === 'freight')).toMatchObject({
      amountText: 'Rs 60,000',
      sourceText: 'The maker’s letter (set by the store)',
      canBeTold: false,
    })
    expect(side?.price.notKnown.map(({ code }) => code)).not.toContain('freight')
  })
})

describe('ways to pay', () => {
  test('stand side by side, and ask for the bank’s figure until it is told', async () => {
    const { laptop, client, ask } = await withCustomer()
    await using _ = laptop
    const asked = { ...ask, downPaymentMinor: null, months: null }
    const { offers, months } = await client.pricing.finance({ ...asked, ratePercentPerYear: {} })
    expect(offers.map(({ mode, word }) => [mode, word])).toEqual([
      ['cash', 'nothing added'],
      ['bank-finance', 'markup'],
      ['ijarah', 'rent'],
      ['meezan-ijarah', 'rent'],
      ['diminishing-musharakah', 'profit'],
    ])
    expect(offers[1]?.rateText).toContain('Ask the bank')
    expect(months).toEqual({ choices: [12, 24, 36, 48, 60, 72, 84], chosen: 36 })
    const told = await client.pricing.finance({ ...asked, ratePercentPerYear: { 'bank-finance': 21.5 } })
    expect(told.offers[1]).toMatchObject({ monthlyMinor: 113_797, months: 36 })
    expect(told.offers[1]?.rateSourceText).toMatch(/^Told by the bank on /)
    expect(told.offers[1]?.schedule.at(-1)?.closingMinor).toBe(0)
    expect(told.offers.every(({ setAside }) => setAside === null)).toBe(true)
  })

  test('with interest are set aside for who wants none', async () => {
    const { laptop, client, visit, ask } = await withCustomer()
    await using _ = laptop
    await answer(client, visit.id, await saidBy(client, 'islamic'), 'islamic')
    const { offers } = await client.pricing.finance({ ...ask, ...nothingAsked })
    expect(offers.flatMap(({ mode, setAside }) => (setAside === null ? [] : [[mode, setAside]]))).toEqual([
      [
        'bank-finance',
        'Set aside, as it asks for markup: you said you want Islamic finance, without interest.',
      ],
    ])
  })
})

describe('a quote', () => {
  test('comes to the same to the rupee when the rates were changed since, and is made once', async () => {
    const { laptop, client, visit, ask } = await withCustomer()
    await using _ = laptop
    const quoteId = newId()
    const wanted = {
      quoteId,
      visitId: visit.id,
      variantId: city,
      language,
      facts: { filer: 'no' },
      told: { freight: 55_000 },
      finance: { mode: 'ijarah', downPaymentMinor: null, months: 24, ratePercentPerYear: 20 },
    }
    const made = await client.pricing.quote(wanted)
    expect(made.view.label).toBe('buyer not on the active taxpayer list')
    expect(made.view.finance).toMatchObject({ mode: 'ijarah', months: 24 })
    expect(amountOf(made.view.price, 'freight')).toBe('Rs 55,000')
    // Paid so it is a lease.
    expect(amountOf(made.view.price, 'lease-withholding-tax')).toBe('Rs 189,480')
    expect(await client.pricing.quote(wanted)).toEqual(made)

    const { businessDay } = await client.app.state()
    await client.rates.change({
      rate: 'withholding-tax',
      applies: 'engineCc>1000<=1300;filer=no',
      value: '9',
      unit: 'percent',
      from: businessDay,
      until: null,
      source: 'The new card',
      asOf: businessDay,
      seen: {},
    })
    const now = await client.pricing.onRoad({ ...ask, facts: { filer: 'no' } })
    expect(now.sides.map(({ price }) => amountOf(price, 'withholding-tax'))).toEqual(['Rs 426,330'])
    // What was told for it stands beside what is asked next, with the day on which it was told, until it is taken out.
    expect(now.sides.map(({ price }) => amountOf(price, 'freight'))).toEqual(['Rs 55,000'])
    laptop.advance(86_400_000)
    await signIn(client)
    const later = await client.pricing.onRoad({ ...ask, facts: { filer: 'no' } })
    const freight = later.sides[0]?.price.lines.find(({ code }) => code === 'freight')
    expect(freight).toMatchObject({ amountText: 'Rs 55,000', isTold: true })
    expect(freight?.asOfText).toContain('yesterday')
    const without = await client.pricing.onRoad({ ...ask, facts: { filer: 'no' }, told: { freight: null } })
    expect(without.sides.map(({ price }) => amountOf(price, 'freight'))).toEqual(['not known yet'])
    const { quotes } = await client.pricing.quotes({ opportunityId: visit.opportunityId, language })
    expect(quotes).toEqual([made.view])
    const again = await laptop.restart()
    await signIn(again)
    const { opportunityId } = visit
    expect((await again.pricing.quotes({ opportunityId, language })).quotes).toEqual([made.view])
  })

  test('is never made while there are two prices', async () => {
    const { laptop, client, visit } = await withCustomer()
    await using _ = laptop
    const wanted = { visitId: visit.id, language, told: {}, finance: null }
    const unsure = client.pricing.quote({ ...wanted, quoteId: newId(), variantId: city, facts: {} })
    expect(await refusalCode(unsure)).toBe('PRICE_NOT_SURE')
    expect((await client.pricing.quotes({ opportunityId: visit.opportunityId, language })).quotes).toEqual([])
  })

  test('is made of what was told where no list has the price, and never without any', async () => {
    using place = testFolder()
    const service = openTestService(place.folder, { market: 'us' })
    try {
      const { client } = service
      await setUp(client)
      const visit = await walkIn(client)
      const variantId = 'chevrolet/equinox/awd-1-5'
      const ask = { opportunityId: visit.opportunityId, variantId, language }
      const [side] = (await client.pricing.onRoad(ask)).sides
      expect(side?.price).toMatchObject({ totalMinor: null, totalText: 'not known yet' })
      expect((await client.pricing.finance({ ...ask, ...nothingAsked })).offers).toEqual([])
      const wanted = { visitId: visit.id, variantId, language, finance: null }
      expect(await refusalCode(client.pricing.quote({ ...wanted, quoteId: newId() }))).toBe('PRICE_NOT_KNOWN')
      const told = { vehicle: 3_239_500 }
      const made = await client.pricing.quote({ ...wanted, quoteId: newId(), told })
      expect(made.view.totalText).toBe('$33,915.80')
    } finally {
      await service.close()
    }
  })
})
