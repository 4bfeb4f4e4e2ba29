import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mergeCatalogue } from '../../core/catalogue/merge-catalogue.ts'
import { readRows } from '../../core/catalogue/test-catalogue.ts'
import { createCatalogues } from '../../db/catalogues.ts'
import { connectWriter } from '../../db/connect.ts'
import { testKey } from '../../db/test-database.ts'
import { newId } from '../doors.ts'
import { allVehicles, openTestLaptop, refusalCode, type TestLaptop } from './test-laptop.ts'
import { walkIn } from './test-service.ts'

const language = 'en'
const figures = [
  'Zetta,Nomad,Base,price,3000000,PKR,Circular 7,2026-10',
  'Zetta,Nomad,Base,seats,7,persons,Brochure,2025',
  'Zetta,Nomad,Base,bootLitres,300,L,Brochure,2025',
  'Zetta,Nomad,Tall,price,3500000,PKR,Circular 7,2026-11-20',
  'Zetta,Nomad,Tall,bootLitres,420,L,Brochure,2025',
  'Zetta,Nomad,,body,suv|crossover,,Brochure,2025',
  'Zetta,Nomad,,fuel,petrol,,Brochure,2025',
  ...Array.from({ length: 12 }, (_, n) => `Zetta,Many,V${n},price,${4_000_000 + n},PKR,Circular 7,2026-10`),
]
const [base, tall] = ['zetta/nomad/base', 'zetta/nomad/tall']

let laptop: TestLaptop
beforeAll(async () => {
  laptop = await openTestLaptop()
  const connection = connectWriter(laptop.folder, testKey)
  const inUse = createCatalogues(connection)
  const base = inUse.inUse()
  if (!base) throw new Error('there is no base catalogue')
  inUse.use(mergeCatalogue(base.catalogue, readRows(...figures).catalogue), 'circular.csv', 0)
  connection.close()
})
afterAll(() => laptop[Symbol.asyncDispose]())

const find = (wishes: Partial<Parameters<TestLaptop['client']['catalogue']['find']>[0]>) =>
  laptop.client.catalogue.find({ ...allVehicles, words: 'zetta', ...wishes })

describe('the catalogue', () => {
  test('says what it is and what can be wished for in it', async () => {
    const overview = await laptop.client.catalogue.overview({ language })
    expect(overview).toMatchObject({ origin: 'circular.csv', hasStock: false })
    const state = (await laptop.client.app.state()).catalogue
    expect({ variants: overview.variants, models: overview.models }).toEqual({
      variants: state?.variants,
      models: state?.models,
    })
    expect(overview.choices.body).toContain('suv')
    expect(overview.choices.fuel).toContain('hybrid')
    expect(overview.sources.map(({ id }) => id)).toContain('Brochure')
  })

  test('gives models with their variants counted, what they cost and of when that is', async () => {
    const { models, fitting, nextOffset } = await find({})
    expect(fitting).toEqual({ models: 2, variants: 14 })
    expect(nextOffset).toBeNull()
    expect(models).toMatchObject([
      { key: 'zetta/many', body: null, count: 12, photoId: null },
      {
        key: 'zetta/nomad',
        body: 'crossover',
        count: 2,
        price: {
          text: 'Rs 3,000,000 (30 lakh)',
          isFrom: true,
          asOf: { from: '2026-10', to: '2026-11-20' },
        },
        variants: [
          {
            id: base,
            name: 'Base',
            price: { isFrom: false, asOf: { from: '2026-10', to: '2026-10' } },
            inStock: 0,
          },
          { id: tall, name: 'Tall' },
        ],
      },
    ])
    expect(models[0]?.variants).toHaveLength(4)
  })

  test('gives a page at a time, and the variants of one model', async () => {
    const first = await find({ limit: 1, order: 'price' })
    expect(first.models.map(({ model }) => model)).toEqual(['Nomad'])
    expect(first.nextOffset).toBe(1)
    const second = await find({ limit: 1, order: 'price', offset: 1 })
    expect(second.models.map(({ model }) => model)).toEqual(['Many'])
    expect(second.nextOffset).toBeNull()
    const more = { ...allVehicles, words: 'zetta', model: 'zetta/many', limit: 8 }
    const page = await laptop.client.catalogue.variants(more)
    expect(page.variants.map(({ name }) => name).slice(0, 3)).toEqual(['V0', 'V1', 'V2'])
    expect(page.nextOffset).toBe(8)
    const rest = await laptop.client.catalogue.variants({ ...more, offset: 8 })
    expect([rest.variants.length, rest.nextOffset]).toEqual([4, null])
    const none = laptop.client.catalogue.variants({ ...more, model: 'zetta/none' })
    expect(await refusalCode(none)).toBe('NOT_FOUND')
  })

  test('says of how many nobody can tell, and which figure it would take', async () => {
    const wished = await find({ seatsAtLeast: 6, priceAtMostMinor: 3_600_000 })
    expect(wished.models.map(({ key }) => key)).toEqual(['zetta/nomad'])
    expect(wished.fitting).toEqual({ models: 1, variants: 1 })
    expect(wished.cannotTell).toEqual({
      models: 1,
      variants: 1,
      because: [{ attribute: 'seats', label: 'Seats', variants: 1 }],
    })
    const { models } = await find({ seatsAtLeast: 6, priceAtMostMinor: 3_600_000, fit: 'cannot-tell' })
    expect(models.flatMap(({ variants }) => variants).map(({ id }) => id)).toEqual([tall])
  })

  test('finds a vehicle by a few words, the cheap and the dear of it apart', async () => {
    const { vehicles } = await laptop.client.catalogue.search({ language, words: 'nomad' })
    expect(vehicles).toMatchObject([
      { id: base, brand: 'Zetta', model: 'Nomad', name: 'Base', body: 'crossover', inStock: 0 },
      { id: tall, priceText: expect.stringContaining('3,500,000') },
    ])
    const asked = await laptop.client.catalogue.search({ language, words: '', ids: [tall] })
    expect(asked.vehicles.map(({ id }) => id)).toEqual([tall])
    expect(await laptop.client.catalogue.search({ language, words: '' })).toEqual({ vehicles: [] })
  })
})

describe('one vehicle', () => {
  test('has each figure with its source, its date and its age, and what is not known is said', async () => {
    const vehicle = await laptop.client.catalogue.vehicle({ language, variantId: base })
    const lines = vehicle.groups.flatMap((group) => group.lines)
    expect(lines.find(({ attribute }) => attribute === 'priceMinor')).toEqual({
      attribute: 'priceMinor',
      label: 'Price',
      figure: {
        text: 'Rs 3,000,000 (30 lakh)',
        source: 'Circular 7',
        asOf: '2026-10',
        age: 'last month',
        status: 'reported',
      },
    })
    expect(lines.find(({ attribute }) => attribute === 'groundClearanceMm')?.figure).toBeNull()
    expect(vehicle.sources.map(({ id }) => id).toSorted()).toEqual(['Brochure', 'Circular 7'])
    expect(vehicle.others).toMatchObject({ count: 1, variants: [{ id: tall }] })
    expect(vehicle).toMatchObject({ modelKey: 'zetta/nomad', photos: [], stock: [], availability: null })
  })

  test('that the catalogue does not have is not found', async () => {
    const gone = laptop.client.catalogue.vehicle({ language, variantId: 'zetta/nomad/gone' })
    expect(await refusalCode(gone)).toBe('NOT_FOUND')
  })

  test('says what stands of it here and what is on its way, and counts only what is free', async () => {
    await using own = await openTestLaptop()
    const { client } = own
    const [vehicle] = (await client.catalogue.search({ language, words: 'honda' })).vehicles
    const variantId = vehicle?.id ?? ''
    const car = (number: string, state: 'in-stock' | 'in-transit' | 'sold', colour: string) => ({
      unitId: newId(),
      variantId,
      number,
      colour,
      place: 'Clifton',
      state,
    })
    const white = car('NKE165-1', 'in-stock', 'Pearl White')
    await client.stock.add(white)
    await client.stock.add(car('NKE165-2', 'in-stock', 'Silver'))
    await client.stock.add({ ...car('NKE165-3', 'in-transit', 'Red'), expectedOn: '2026-12-01' })
    await client.stock.add(car('NKE165-4', 'sold', 'Blue'))
    const inStock = () => client.catalogue.find({ ...allVehicles, inStock: true })
    expect((await inStock()).models.flatMap(({ variants }) => variants)).toMatchObject([
      { id: variantId, inStock: 2 },
    ])
    const { id: visitId } = await walkIn(client)
    await client.stock.claim({ unitId: white.unitId, hour: null, visitId })
    expect((await inStock()).models.flatMap(({ variants }) => variants)).toMatchObject([{ inStock: 1 }])
    const { stock, availability } = await client.catalogue.vehicle({ language, variantId })
    expect(stock).toEqual([
      { colour: 'Pearl White', place: 'Clifton', state: 'in-stock', expectedOn: null, isKept: true },
      { colour: 'Silver', place: 'Clifton', state: 'in-stock', expectedOn: null, isKept: false },
      { colour: 'Red', place: 'Clifton', state: 'in-transit', expectedOn: '2026-12-01', isKept: false },
    ])
    expect(availability?.sentence).toContain('silver')
    expect((await client.catalogue.overview({ language })).hasStock).toBe(true)
  })
})

describe('vehicles side by side', () => {
  test('show where they differ, where they are the same, and which is best for anyone', async () => {
    const { vehicles, rows, sources, notFound } = await laptop.client.catalogue.compare({
      language,
      variantIds: [base, tall, base],
    })
    expect(vehicles.map(({ id }) => id)).toEqual([base, tall])
    expect(notFound).toEqual([])
    const row = (attribute: string) => rows.find((one) => one.attribute === attribute)
    expect(row('bootLitres')).toMatchObject({
      type: 'differs',
      cells: [{ isBest: false }, { isBest: true, figure: { text: '420 L', asOf: '2025' } }],
    })
    expect(row('seats')).toMatchObject({ type: 'differs', cells: [{ isBest: false }, { figure: null }] })
    expect(row('fuel')?.type).toBe('same')
    expect(row('torqueNm')?.type).toBe('not-known')
    expect(sources).toHaveLength(2)
  })

  test('leave out what the catalogue does not have any more, and say which', async () => {
    const variantIds = [base, 'zetta/nomad/gone']
    const { vehicles, notFound } = await laptop.client.catalogue.compare({ language, variantIds })
    expect([vehicles.length, notFound]).toEqual([1, ['zetta/nomad/gone']])
  })
})
