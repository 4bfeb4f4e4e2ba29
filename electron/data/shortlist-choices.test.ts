import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../doors.ts'
import { imported } from './imports/test-imports.ts'
import { openTestLaptop, refusalCode, type TestLaptop } from './test-laptop.ts'
import { signIn, signInFirstTime, type TestClient, walkIn } from './test-service.ts'

const tellSeats = (client: TestClient, visitId: string, seats: number, supersedesIds: string[] = []) =>
  client.discovery.answer({
    visitId,
    questionId: 'people.seats',
    state: 'answered',
    value: { type: 'number', number: seats },
    ownWords: 'the grandparents come on Fridays',
    language: 'en',
    supersedesIds,
  })

let laptop: TestLaptop
beforeAll(async () => {
  laptop = await openTestLaptop()
})
afterAll(() => laptop[Symbol.asyncDispose]())

/** A visit in which it was said that seven come along, and what is shown for it. */
async function sevenComeAlong() {
  const { client } = laptop
  const { id: visitId, opportunityId } = await walkIn(client)
  const { answer } = await tellSeats(client, visitId, 7)
  const look = (language: 'en' | 'ur' = 'en') => client.shortlist.get({ opportunityId, language })
  return { client, visitId, opportunityId, answer, look }
}
const choicesOf = (opportunityId: string) =>
  laptop.rows(`SELECT id FROM shortlist_choice WHERE opportunity_id = '${opportunityId}'`)

test('what is said otherwise is another rule: it holds, and a rule that nobody said cannot be relaxed', async () => {
  const { client, visitId, answer, look } = await sevenComeAlong()
  const ruleKey = (await look()).removed[0]?.ruleKey ?? ''
  await client.shortlist.relax({ choiceId: newId(), visitId, ruleKey, relaxed: true })
  await tellSeats(client, visitId, 8, [answer.id])
  const after = await look()
  expect(after.relaxed).toEqual([])
  expect(after.removed).toHaveLength(1)
  expect(after.removed[0]?.ruleKey).not.toBe(ruleKey)
  const unsaid = { choiceId: newId(), visitId, ruleKey: 'nobody|seats|{}', relaxed: true }
  expect(await refusalCode(client.shortlist.relax(unsaid))).toBe('NOT_FOUND')
})

test('a consultant’s order stands with its reason and their name until the belief is followed again', async () => {
  const { client, visitId, look } = await sevenComeAlong()
  const [first, second, third] = (await look()).picks.map(({ variantId }) => variantId)
  if (!first || !second || !third) throw new Error('a shortlist of fewer than three')
  await signInFirstTime(client, 'Imran Sheikh')
  const order = [third, first]
  await client.shortlist.overrule({ choiceId: newId(), visitId, order, reason: ' She drove it. ' })
  await signIn(client)
  laptop.advance(60_000)
  const ruleKey = (await look()).removed[0]?.ruleKey ?? ''
  await client.shortlist.relax({ choiceId: newId(), visitId, ruleKey, relaxed: true })
  await client.shortlist.relax({ choiceId: newId(), visitId, ruleKey, relaxed: false })
  const overruled = await look()
  expect(overruled.picks.map(({ variantId }) => variantId)).toEqual([third, first, second])
  expect(overruled.overruled).toMatchObject({ order, reason: 'She drove it.', by: 'Imran Sheikh' })
  await client.shortlist.followBelief({ choiceId: newId(), visitId })
  const followed = await look()
  expect(followed.overruled).toBeNull()
  expect(followed.picks.map(({ variantId }) => variantId)).toEqual([first, second, third])
  const twice = { choiceId: newId(), visitId, order: [first, first], reason: 'twice' }
  expect(await refusalCode(client.shortlist.overrule(twice))).toBe('NOT_FOUND')
  const gone = { ...twice, order: ['honda/gone/a'] }
  expect(await refusalCode(client.shortlist.overrule(gone))).toBe('NOT_FOUND')
})

test('what is tried shows what it would make of the shortlist, and leaves everything as it is', async () => {
  const { client, opportunityId, look } = await sevenComeAlong()
  const asked = { opportunityId, language: 'en' as const }
  const { picks, wouldChange } = await look()
  const as = await client.shortlist.whatIf({ ...asked, whatIf: { budgetMinor: null, emphasis: [] } })
  expect(as.picks.map(({ variantId, placeBefore }) => [variantId, placeBefore])).toEqual(
    picks.map(({ variantId }, at) => [variantId, at + 1]),
  )
  expect(as.budget.nowMinor).toBeNull()
  expect(as.emphasis.length).toBeGreaterThan(0)
  for (const { whatIf, variantId } of wouldChange) {
    const tried = await client.shortlist.whatIf({ ...asked, whatIf })
    expect(tried.picks[0]?.variantId).toBe(variantId)
  }
  const poor = { budgetMinor: as.budget.minMinor, emphasis: [] }
  expect((await client.shortlist.whatIf({ ...asked, whatIf: poor })).picks).toEqual([])
  expect(choicesOf(opportunityId)).toEqual([])
  const variantIds = picks.map(({ variantId }) => variantId)
  const { rows } = await client.shortlist.fit({ ...asked, variantIds })
  expect(rows.map(({ byVehicle }) => byVehicle.map(({ variantId }) => variantId))).toEqual(
    rows.map(() => variantIds),
  )
  expect(rows.map(({ share }) => share)).toEqual(rows.map(({ share }) => share).toSorted((a, b) => b - a))
})

test('on a later visit it is said what of the vehicles kept at the last one is otherwise now', async () => {
  const { client, visitId, opportunityId, look } = await sevenComeAlong()
  const [first, second] = (await look()).picks
  if (!first || !second) throw new Error('a shortlist of fewer than two')
  const car = { colour: 'White', place: 'Showroom', state: 'in-stock' as const }
  await client.stock.add({ unitId: newId(), variantId: first.variantId, number: 'NZE141-6012345', ...car })
  await client.shortlist.record({ shortlistId: newId(), visitId, language: 'en' })
  await client.stock.add({ unitId: newId(), variantId: second.variantId, number: 'NZE141-6012346', ...car })
  expect((await look()).since).toEqual([])
  await client.visits.end({ visitId, leftBeforeContact: false })
  laptop.advance(24 * 60 * 60 * 1000)
  await signIn(client)
  await client.visits.start({ visitId: newId(), arrival: 'be-back', customerId: null, opportunityId })
  expect((await look()).since).toEqual([
    {
      variantId: second.variantId,
      sentence: 'At the last visit it was not in stock. 1 in stock: white.',
    },
  ])
})

test('on a later visit it is said what became of a price that was quoted, though no shortlist was kept', async () => {
  const { client, visitId, opportunityId, look } = await sevenComeAlong()
  const variantId = 'honda/city/1-2l-cvt'
  const facts = { filer: 'yes' }
  const quote = { visitId, variantId, language: 'en', facts, told: {}, finance: null } as const
  await client.pricing.quote({ ...quote, quoteId: newId() })
  const list = [
    'brand,model,variant,attribute,value,unit,source,as_of',
    'Honda,City,1.2L CVT,price,4900000,PKR,Letter,2026-11-20',
  ]
  await imported(client, 'prices.csv', list.join('\n'))
  expect((await look()).since).toEqual([])
  await client.visits.end({ visitId, leftBeforeContact: false })
  laptop.advance(24 * 60 * 60 * 1000)
  await signIn(client)
  await client.visits.start({ visitId: newId(), arrival: 'be-back', customerId: null, opportunityId })
  expect((await look()).since).toEqual([
    {
      variantId,
      sentence:
        'Its price has risen since the last visit: Rs 4,737,000 (47.37 lakh) then, Rs 4,900,000 (49 lakh) now.',
    },
  ])
})

test('who may not book above a limit of the law sees what it sets aside by the rate as the store has it, until relaxed', async () => {
  const { client } = laptop
  const { id: visitId, opportunityId } = await walkIn(client)
  const look = () => client.shortlist.get({ opportunityId, language: 'en' })
  await client.discovery.answer({
    visitId,
    questionId: 'tax.filer',
    state: 'answered',
    value: { type: 'choices', codes: ['non-filer'] },
    ownWords: 'the return is not filed yet',
    language: 'en',
    supersedesIds: [],
  })
  const byLaw = (await look()).removed[0]
  expect(byLaw?.sentence).toMatch(
    /^At most Rs 7,000,000 \(70 lakh\), because you said “the return is not filed yet”\. .*not legal advice\.$/,
  )
  const { businessDay } = await client.app.state()
  await client.rates.change({
    rate: 'unfiled-purchase-limit',
    applies: '',
    value: '4000000',
    unit: 'PKR',
    from: businessDay,
    until: null,
    source: 'The budget speech',
    asOf: businessDay,
    seen: {},
  })
  const stricter = (await look()).removed[0]
  expect(stricter?.sentence).toContain('From The budget speech (set by the store)')
  expect(stricter?.count).toBeGreaterThan(byLaw?.count ?? 0)
  const ruleKey = stricter?.ruleKey ?? ''
  await client.shortlist.relax({ choiceId: newId(), visitId, ruleKey, relaxed: true })
  expect(await look()).toMatchObject({ removed: [], relaxed: [{ ruleKey }] })
})

test('a rule is relaxed with one call and holds again with another, and is remembered through a restart', async () => {
  const { client, visitId, opportunityId, look } = await sevenComeAlong()
  const [rule] = (await look()).removed
  const ruleKey = rule?.ruleKey ?? ''
  expect(ruleKey).toMatch(/^people\.seats\|seats\|/)
  const choice = { choiceId: newId(), visitId, ruleKey, relaxed: true }
  const saved = await client.shortlist.relax(choice)
  laptop.advance(1000)
  expect(await client.shortlist.relax(choice)).toEqual(saved)
  const relaxed = await look()
  expect(relaxed.removed).toEqual([])
  expect(relaxed.relaxed).toMatchObject([{ ruleKey }])
  expect(relaxed.considered).toBeGreaterThan(0)
  expect(choicesOf(opportunityId)).toHaveLength(1)

  const again = await laptop.restart()
  await signIn(again)
  expect((await again.shortlist.get({ opportunityId, language: 'ur' })).relaxed).toHaveLength(1)
  await again.shortlist.relax({ choiceId: newId(), visitId, ruleKey, relaxed: false })
  const held = await again.shortlist.get({ opportunityId, language: 'en' })
  expect(held.relaxed).toEqual([])
  expect(held.removed).toMatchObject([{ ruleKey }])
})
