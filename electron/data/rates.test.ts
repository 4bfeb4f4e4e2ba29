import { describe, expect, test } from 'vitest'
import { openTestLaptop, refusal, refusalCode } from './test-laptop.ts'
import { signInFirstTime, type TestClient } from './test-service.ts'

const list = (client: TestClient, language: 'en' | 'ur' = 'en') => client.rates.list({ language })
async function linesOf(client: TestClient, code: string) {
  const { groups } = await list(client)
  const kind = groups.flatMap(({ kinds }) => kinds).find((known) => known.code === code)
  if (!kind) throw new Error(`There is no rate ${code}`)
  return kind.lines
}
async function lineOf(client: TestClient, code: string, applies = '') {
  const line = (await linesOf(client, code)).find((known) => known.applies === applies)
  if (!line) throw new Error(`${code} has nothing for ${applies}`)
  return line
}
const petrol = 'fuel=hybrid|petrol|plug-in-hybrid'
/** Petrol as a manager would write it down on the day of the tests. */
async function pump(client: TestClient, of: Readonly<Record<string, unknown>> = {}) {
  const { businessDay } = await client.app.state()
  return {
    rate: 'fuel-price',
    applies: petrol,
    value: '281.5',
    unit: 'PKR/l',
    from: businessDay,
    until: null,
    source: 'The board at the pump',
    asOf: businessDay,
    seen: {},
    ...of,
  }
}

describe('the rates of the market', () => {
  test('are listed by group, each with its value, conditions, source, status and age in words, and what it replaced', async () => {
    await using laptop = await openTestLaptop()
    const { groups, facts } = await list(laptop.client)
    expect(groups.map(({ group }) => group)).toEqual([
      'buying',
      'registering',
      'owning',
      'running',
      'paying',
      'rules',
    ])
    const line = await lineOf(laptop.client, 'withholding-tax', 'engineCc>1000<=1300;filer=yes')
    expect(line).toMatchObject({
      appliesText: 'Engine over 1,000 cc, up to 1,300 cc · buyer on the active taxpayer list',
      current: { valueText: '1.5 %', status: 'reported', from: '2024-07-01', setBy: null, seen: {} },
      toCome: [],
      ended: [],
    })
    expect(line.current?.source).toContain('The News')
    expect(line.current?.age).toMatch(/months|year/)
    expect(facts.map(({ code }) => code)).toEqual([
      'fuel',
      'engineCc',
      'make',
      'filer',
      'leased',
      'financier',
      'region',
      'value',
      'home-units',
    ])
    const urdu = (await list(laptop.client, 'ur')).groups[0]?.kinds[0]
    expect(urdu?.name).toMatch(/\p{Script=Arabic}/u)
    expect(urdu?.lines[0]?.appliesText).toMatch(/\p{Script=Arabic}/u)

    const fuel = await lineOf(laptop.client, 'fuel-price', petrol)
    expect(fuel.current).toBeNull()
    expect(fuel.ended.map(({ valueText, until }) => [valueText, until])).toEqual([
      ['Rs 266.17 a litre', '2026-03-15'],
      ['Rs 253.17 a litre', '2026-01-15'],
    ])
    expect(fuel.ended[0]?.age).toMatch(/months|year/)
    expect(await linesOf(laptop.client, 'insurance-rate')).toEqual([])
  })
})

describe('setting a rate', () => {
  test('puts it in force from its day, with its source and who set it, and keeps the one before', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    await client.rates.change(await pump(client, { value: '۲۸۱٫5'.replace('٫', '.') }))
    const line = await lineOf(client, 'fuel-price', petrol)
    expect(line.current).toMatchObject({
      value: 281.5,
      source: 'The board at the pump',
      status: 'set-here',
      age: 'today',
      setBy: 'Ayesha Malik',
      replaced: null,
    })
    expect(line.ended.map(({ valueText }) => valueText)).toEqual(['Rs 266.17 a litre', 'Rs 253.17 a litre'])
    const { entries } = await client.access.log({ before: null, limit: 5, customerId: null })
    // The newest says that the log is being read.
    expect(entries[1]).toMatchObject({
      act: 'settings-changed',
      detail: { setting: 'rate', rate: 'fuel-price' },
    })
  })

  test('in the place of the market’s own says what the market says, and can be taken back', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const name = { rate: 'fuel-price', applies: petrol, from: '2026-03-01' }
    await client.rates.change(await pump(client, name))
    const { current, ended } = await lineOf(client, 'fuel-price', petrol)
    expect(current).toMatchObject({
      valueText: 'Rs 281.5 a litre',
      replaced: { valueText: 'Rs 266.17 a litre' },
    })
    expect(ended).toHaveLength(1)
    const seen = current?.seen ?? {}
    expect(await refusalCode(client.rates.takeBack({ ...name, seen: {} }))).toBe('CHANGED_SINCE_SEEN')
    await client.rates.takeBack({ ...name, seen })
    await client.rates.takeBack({ ...name, seen })
    const { current: none, ended: before } = await lineOf(client, 'fuel-price', petrol)
    expect(none).toBeNull()
    expect(before[0]).toMatchObject({ valueText: 'Rs 266.17 a litre', status: 'reported' })
    await client.rates.change(await pump(client, name))
    expect((await lineOf(client, 'fuel-price', petrol)).current?.valueText).toBe('Rs 281.5 a litre')
  })

  test('for what the market has no rate gives it one, with conditions as they are kept', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const token = {
      rate: 'token-tax',
      applies: 'region=sindh;engineCc>1000<=1300',
      unit: 'PKR/year',
      value: '1,800',
    }
    await client.rates.change(await pump(client, token))
    expect((await lineOf(client, 'token-tax', 'engineCc>1000<=1300;region=sindh')).current).toMatchObject({
      valueText: 'Rs 1,800 a year',
    })
  })

  test('ahead of its day leaves the present one in force until then', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    await client.rates.change(await pump(client))
    await client.rates.change(await pump(client, { from: '2099-01-01', value: '300' }))
    const line = await lineOf(client, 'fuel-price', petrol)
    expect(line.current?.value).toBe(281.5)
    expect(line.toCome.map(({ from }) => from)).toEqual(['2099-01-01'])
  })

  test('twice with the same words writes once', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const asked = await pump(client)
    await client.rates.change(asked)
    const before = laptop.rows('SELECT count(*) AS n FROM outbox')
    await client.rates.change(asked)
    expect(laptop.rows('SELECT count(*) AS n FROM outbox')).toEqual(before)
  })

  test('over one that was changed since it was seen is refused with what stands', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    await client.rates.change(await pump(client))
    const { current } = await lineOf(client, 'fuel-price', petrol)
    const changed = await pump(client, { value: '282' })
    expect(await refusal(client.rates.change(changed))).toEqual({
      code: 'CHANGED_SINCE_SEEN',
      detail: { value: 'Rs 281.5 a litre' },
    })
    await client.rates.change({ ...changed, seen: current?.seen ?? {} })
    expect((await lineOf(client, 'fuel-price', petrol)).current?.value).toBe(282)
  })

  test('is refused in words where it cannot be', async () => {
    await using laptop = await openTestLaptop()
    const bad = [
      [{ value: 'much' }, '“much” is not a number'],
      [{ source: '  ' }, 'The source is missing'],
      [{ asOf: '' }, 'is not an as-of date'],
      [{ asOf: '2099' }, 'has not come yet'],
      [{ from: 'today' }, 'is not a day'],
      [{ until: '2020-01-01' }, 'before it begins'],
      [{ unit: 'USD' }, 'is not a unit'],
      [{ applies: 'colour=red' }, 'nothing that a rate can depend on'],
      [{ rate: 'window-tax' }, 'is not a rate of this market'],
    ] as const
    for (const [of, words] of bad) {
      const { code, detail } = await refusal(laptop.client.rates.change(await pump(laptop.client, of)))
      expect(code).toBe('RATE_NOT_VALID')
      expect(JSON.stringify(detail)).toContain(words)
    }
  })

  test('is a manager’s; everybody reads them', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const asked = await pump(client)
    await signInFirstTime(client, 'Imran Sheikh')
    expect((await list(client)).groups.length).toBeGreaterThan(3)
    expect(await refusalCode(client.rates.change(asked))).toBe('NOT_ALLOWED')
  })
})
