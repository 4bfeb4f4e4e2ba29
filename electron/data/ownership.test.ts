import { describe, expect, test } from 'vitest'
import { newId } from '../doors.ts'
import { allVehicles, openTestLaptop, refusalCode } from './test-laptop.ts'
import { type TestClient, walkIn } from './test-service.ts'

/** Vehicles of the catalogue whose model has such a name, and a visit to ask about them in. */
async function asking(client: TestClient, words: string) {
  const { models } = await client.catalogue.find({ ...allVehicles, words })
  const variantIds = models.flatMap(({ variants }) => variants.map(({ id }) => id)).slice(0, 2)
  const { id: visitId, opportunityId } = await walkIn(client)
  const fiveYears = (language: 'en' | 'ur' = 'en') =>
    client.ownership.fiveYears({ opportunityId, variantIds, language })
  return { visitId, opportunityId, variantIds, fiveYears }
}

/** Answers the question from which the bank takes how far the customer drives, by the option that says most. */
async function driveFar(client: TestClient, visitId: string) {
  const { topics } = await client.discovery.bank()
  const question = topics
    .flatMap(({ questions }) => questions)
    .find(({ id, kind }) => kind === 'one-of' && /distance/.test(id))
  if (!question || !('options' in question)) throw new Error('the bank does not ask how far')
  await client.discovery.answer({
    visitId,
    questionId: question.id,
    state: 'answered',
    value: { type: 'choices', codes: [question.options.at(-1)?.code ?? ''] },
    ownWords: 'to Hyderabad and back twice a week',
    language: 'en',
    supersedesIds: [],
  })
}

describe('what five years of owning cost', () => {
  test('is told part by part with formula and source, what is not known by name, and the week as assumed', async () => {
    await using laptop = await openTestLaptop()
    const { variantIds, fiveYears } = await asking(laptop.client, 'city')
    const { vehicles, week, years, rounding } = await fiveYears()
    expect(vehicles.map(({ variantId }) => variantId)).toEqual(variantIds)
    expect([years, week.isAssumed]).toEqual([5, true])
    expect(week.text).toMatch(/^Nobody has said how it is driven/)
    expect(rounding).toContain('Rs 10,000')
    const [city] = vehicles
    expect(city?.parts.map(({ code }) => code)).toEqual(['energy', 'service', 'insurance', 'tax', 'loss'])
    expect(city?.missing).toEqual(expect.arrayContaining(['Service', 'Insurance or takaful']))
    expect(city?.totalText).toMatch(/not counted: .*Insurance or takaful/)
    const energy = city?.parts[0]
    expect(energy?.formula).toMatch(/^60,000 km in 5 years at 12–16 km\/l/)
    expect(energy?.inputs.find(({ isOld }) => isOld)?.name).toBe('Fuel price')
    expect(energy?.inputs.every(({ source }) => source !== null && source !== '')).toBe(true)
    expect(city?.derived.map(({ code }) => code)).toEqual([
      'energyPerMonth',
      'fiveYearCost',
      'resale',
      'workshopKm',
      'partsScore',
      'stock',
    ])
    expect(city?.derived.find(({ code }) => code === 'workshopKm')?.isKnown).toBe(false)
  })

  test('goes by the customer’s own week, in their own words, once they have told it', async () => {
    await using laptop = await openTestLaptop()
    const { visitId, fiveYears } = await asking(laptop.client, 'city')
    const before = await fiveYears()
    await driveFar(laptop.client, visitId)
    const after = await fiveYears()
    const energyOf = ({ vehicles }: typeof before) => vehicles[0]?.parts[0]?.amountMinor?.least ?? 0
    expect(energyOf(after)).toBeGreaterThan(energyOf(before))
    const [far] = after.week.lines
    expect([far?.isAssumed, far?.source]).toEqual([false, '“to Hyderabad and back twice a week”'])
    const urdu = await fiveYears('ur')
    expect(urdu.vehicles[0]?.sentence).toMatch(/\p{Script=Arabic}/u)
  })

  test('follows a price of fuel that the store set, which is then not old', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const { fiveYears } = await asking(client, 'city')
    const before = await fiveYears()
    const { businessDay } = await client.app.state()
    await client.rates.change({
      rate: 'fuel-price',
      applies: 'fuel=hybrid|petrol|plug-in-hybrid',
      value: '500',
      unit: 'PKR/l',
      from: businessDay,
      until: null,
      source: 'The board at the pump',
      asOf: businessDay,
      seen: {},
    })
    const after = await fiveYears()
    const [was, is] = [before, after].map(({ vehicles }) => vehicles[0]?.parts[0])
    expect(is?.amountMinor?.least).toBeGreaterThan(was?.amountMinor?.most ?? Number.POSITIVE_INFINITY)
    expect(is?.inputs.some(({ isOld }) => isOld)).toBe(false)
    expect(is?.inputs.map(({ source }) => source)).toContain('The board at the pump')
  })

  test('is refused of an opportunity that is not there, and leaves out a vehicle that is not in the catalogue', async () => {
    await using laptop = await openTestLaptop()
    const { opportunityId, variantIds } = await asking(laptop.client, 'city')
    const ask = (of: { opportunityId: string; variantIds: string[] }) =>
      laptop.client.ownership.fiveYears({ ...of, language: 'en' })
    expect(await refusalCode(ask({ opportunityId: newId(), variantIds }))).toBe('NOT_FOUND')
    const { vehicles } = await ask({ opportunityId, variantIds: ['nobody/nothing/none', ...variantIds] })
    expect(vehicles.map(({ variantId }) => variantId)).toEqual(variantIds)
  })
})
