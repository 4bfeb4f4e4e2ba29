import type { Figure } from '../core/catalogue/attribute.ts'
import type { Catalogue, Variant } from '../core/catalogue/catalogue.ts'
import { catalogueVersion } from '../core/catalogue/catalogue-version.ts'
import { vehicleId } from '../core/catalogue/vehicle-id.ts'
import { createCatalogues } from '../db/catalogues.ts'
import { connectWriter } from '../db/connect.ts'
import { testKey } from '../db/test-database.ts'
import { allVehicles, openTestLaptop, type TestLaptop } from '../electron/data/test-laptop.ts'
import { percentile, plainDecimal, printFigures, printTable } from './table.ts'
import { createRandom } from './torture/random.ts'

const variants = 50_000
const models = 4000
const rounds = 60
const seed = 20_261_122

type Find = Parameters<TestLaptop['client']['catalogue']['find']>[0]

/**
 * What finding vehicles costs in a catalogue as large as an import brings: from the call of its handler to its return,
 * against reading every name from the beginning to the end, which is the least that any search without an index does.
 */
export async function run(): Promise<void> {
  await using laptop = await openTestLaptop()
  const catalogue = generated()
  const connection = connectWriter(laptop.folder, testKey)
  createCatalogues(connection).use(catalogue, 'generated', 0)
  connection.close()
  const { client } = laptop
  const { language } = allVehicles
  const first = await timed(() => client.catalogue.overview({ language }))

  const find = (wishes: Partial<Find>) => () =>
    client.catalogue.find({ ...allVehicles, limit: 24, ...wishes })
  const variantIds = [0, 1, 2].map((n) => catalogue.variants[n * 7]?.id ?? '')
  const calls = {
    'find, no wish': find({}),
    'find, by price, page 100': find({ order: 'price', offset: 2400 }),
    'find, two words': find({ words: 'touring 2024', order: 'newest' }),
    'find, misspelled': find({ words: 'turing', order: 'price' }),
    'find, four wishes': find({
      body: ['suv'],
      fuel: ['hybrid'],
      seatsAtLeast: 5,
      priceAtMostMinor: 6_000_000,
    }),
    'find, cannot tell': find({ seatsAtLeast: 7, priceAtMostMinor: 6_000_000, fit: 'cannot-tell' }),
    'search, two letters': () => client.catalogue.search({ language, words: 'to' }),
    'one vehicle': () => client.catalogue.vehicle({ language, variantId: variantIds[0] ?? '' }),
    'compare three': () => client.catalogue.compare({ language, variantIds }),
  }
  const floor = async () =>
    catalogue.variants.filter(({ brand, model, name }) =>
      `${brand} ${model} ${name}`.toLowerCase().includes('touring'),
    )
  const floorMs: number[] = []
  const allMs: number[] = []
  const rows: string[][] = []
  for (const [name, call] of Object.entries(calls)) {
    const ms: number[] = []
    await call()
    for (let round = 0; round < rounds; round += 1) {
      // In turn, so that a noisy machine is noisy for both.
      ms.push(await timed(call))
      floorMs.push(await timed(floor))
    }
    if (name.startsWith('find')) allMs.push(...ms)
    rows.push([name, plainDecimal(percentile(ms, 0.5)), plainDecimal(percentile(ms, 0.95))])
  }
  const floorP50Ms = percentile(floorMs, 0.5)
  printTable([
    [`${variants} variants`, 'p50 ms', 'p95 ms'],
    ...rows,
    ['every name read once', plainDecimal(floorP50Ms), plainDecimal(percentile(floorMs, 0.95))],
    ['the first call: catalogue read, index made', plainDecimal(first), ''],
  ])
  const p50Ms = percentile(allMs, 0.5)
  printFigures('find', {
    variants,
    p50Ms,
    p95Ms: percentile(allMs, 0.95),
    ratioP50: p50Ms / floorP50Ms,
    firstMs: first,
  })
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now()
  await work()
  return performance.now() - before
}

/** Invented, the same in every run. */
function generated(): Catalogue {
  const random = createRandom(seed)
  const brands = [
    'Arden',
    'Boreal',
    'Cobalt',
    'Dorado',
    'Esker',
    'Fenwick',
    'Garnet',
    'Harrow',
    'Ilex',
    'Juno',
  ]
  const kinds = ['Cross', 'Touring', 'Sport', 'Life', 'Cargo', 'City', 'Grand', 'Trail', '']
  const bodies = ['hatchback', 'sedan', 'crossover', 'suv', 'mpv', 'van', 'pickup', 'wagon', 'coupe']
  const fuels = ['petrol', 'diesel', 'hybrid', 'plug-in-hybrid', 'electric']
  const from = { source: 'invented', asOf: '2026-10' }
  const number = (value: number): Figure => ({ type: 'number', min: value, max: value, ...from })
  const code = (...codes: string[]): Figure => ({ type: 'code', codes, ...from })
  const all = Array.from({ length: variants }, (_, n): Variant[] => {
    const m = n % models
    const brand = brands[m % brands.length] ?? ''
    const model = `${String.fromCharCode(65 + (m % 26))}${m} ${kinds[m % kinds.length]}`.trim()
    const year = 2015 + (Math.floor(n / models) % 13)
    const name = `${year} ${1 + (m % 40) / 10}L ${random.pick(['Automatic', 'Manual'])} ${n}`
    const id = vehicleId(brand, model, name)
    const figures = {
      body: code(bodies[m % bodies.length] ?? ''),
      fuel: code(random.pick(fuels)),
      transmission: code(name.includes('Manual') ? 'manual' : 'automatic'),
      modelYear: number(year),
      ...(random.isTrue(0.7) && { seats: number(4 + (m % 5)) }),
      ...(random.isTrue(0.6) && { priceMinor: number(2_000_000 + random.below(20_000_000)) }),
      powerHp: number(60 + random.below(300)),
    }
    return id === null ? [] : [{ id, brand, model, name, figures }]
  }).flat()
  const sources = [
    { id: 'invented', title: 'Invented', collected: 'October 2026', status: 'reported' as const, note: '' },
  ]
  return { version: catalogueVersion({ variants: all, sources }), variants: all, sources }
}
