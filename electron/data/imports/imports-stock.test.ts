import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hashedId } from '../../../core/sync/hashed-id.ts'
import { anyVehicle, openTestLaptop, refusalCode, type TestLaptop } from '../test-laptop.ts'
import { signIn, walkIn } from '../test-service.ts'
import { imported, planned, rowsOf } from './test-imports.ts'

const language = 'en' as const
let laptop: TestLaptop
/** The whole name of a vehicle of the catalogue. */
let vehicle: string
beforeAll(async () => {
  laptop = await openTestLaptop()
  const { brand, model, name } = await anyVehicle(laptop.client)
  vehicle = `${brand} ${model} ${name}`
})
afterEach(() => laptop.meddle('UPDATE stock_unit SET deleted = 1; UPDATE import SET undone_at = 1'))
afterAll(() => laptop[Symbol.asyncDispose]())

const units = async () => (await laptop.client.stock.list()).units
const list = (...rows: string[]) => ['Chassis No,Vehicle,Colour,Yard,Status,Arrived', ...rows].join('\n')
const number = (n: number) => `MRHGM6640NP${String(100_000 + n)}`
const row = (n: number, place = 'Yard', colour = 'White') =>
  `${number(n)},"${vehicle}",${colour},${place},in stock,2026-10-01`
const rows = (count: number) => Array.from({ length: count }, (_, n) => row(n))

describe('a stock list', () => {
  test('adds cars and changes those that are there, and is taken back but for what is kept or changed since', async () => {
    const { client } = laptop
    const first = await imported(client, 'first.csv', list(row(1, 'Port'), row(2, 'Port')))
    expect(first.standing.outcome).toEqual({ target: 'stock', written: 2, passedOver: 0, version: null })
    const text = list(row(1, 'Showroom', 'Red'), row(2, 'Port'), row(3), row(4), row(5), 'no number,,,,,')
    const { importId, plan } = await planned(client, 'second.csv', text)
    expect(plan.counts).toMatchObject({ rows: 6, added: 3, changed: 1, unchanged: 1, refused: 1 })
    expect((await rowsOf(client, importId, 'changed')).rows[0]?.changes).toEqual([
      { label: 'Colour', from: 'White', to: 'Red', older: false },
      { label: 'Place', from: 'Port', to: 'Showroom', older: false },
    ])
    await client.imports.run({ importId, language })
    const byNumber = async (n: number) => (await units()).find((unit) => unit.number === number(n))
    expect(await byNumber(3)).toMatchObject({ place: 'Yard', state: 'in-stock', arrivedOn: '2026-10-01' })

    const [one, four, five] = [await byNumber(1), await byNumber(4), await byNumber(5)]
    if (!one || !four || !five) throw new Error('the cars are not in the stock')
    const { vehicleName: _, isNumberTwice: __, claim: ___, hours: ____, id: unitId, ...asSeen } = one
    await client.stock.change({ ...asSeen, unitId, colour: 'Blue' })
    const { id: visitId } = await walkIn(client)
    await client.stock.claim({ unitId: four.id, hour: null, visitId })
    const would = await client.imports.undo({ importId, language, dryRun: true })
    expect(would).toEqual({
      goesBack: 3,
      staysCount: 2,
      stays: [
        { name: number(1), label: 'Colour', now: 'Blue', why: 'changed since' },
        { name: number(4), label: vehicle, now: 'In stock', why: 'kept for somebody since' },
      ],
    })
    expect(await client.imports.undo({ importId, language, dryRun: false })).toEqual(would)
    expect((await units()).map((unit) => [unit.number, unit.colour, unit.place])).toEqual([
      [number(1), 'Blue', 'Port'],
      [number(2), 'White', 'Port'],
      [number(4), 'White', 'Yard'],
    ])
    laptop.meddle('DELETE FROM claim')
  })

  test('gives a car the row that follows from its number, on every laptop, and brings one that was taken out back to it', async () => {
    const { client } = laptop
    await imported(client, 'first.csv', list(row(20), row(21)))
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
    const idOf = (n: number) => hashedId(`northstar stock\n${number(n)}`, sha256)
    expect((await units()).map(({ id }) => id)).toEqual([idOf(20), idOf(21)])
    laptop.meddle(`UPDATE stock_unit SET deleted = 1 WHERE number = '${number(20)}'`)
    laptop.meddle(`UPDATE stock_unit SET number = '${number(22)}' WHERE number = '${number(21)}'`)
    const again = await imported(client, 'again.csv', list(row(20, 'Port', 'Red'), row(21)))
    expect(again.standing.outcome).toMatchObject({ written: 2, passedOver: 0 })
    const [back, other, renamed] = await units()
    expect(back).toMatchObject({ id: idOf(20), place: 'Port', colour: 'Red' })
    expect(renamed).toMatchObject({ id: idOf(21), number: number(22) })
    expect(other?.number).toBe(number(21))
    expect(other?.id).not.toBe(idOf(21))
  })

  test('that is taken back says what was written, and is logged as who began it, whoever is signed in by then', async () => {
    const { client } = laptop
    const { importId } = await imported(client, 'many.csv', list(...rows(200)))
    const undoing = client.imports.undo({ importId, language, dryRun: false })
    const left = () => laptop.rows('SELECT id FROM stock_unit WHERE deleted = 0').length
    await expect.poll(left, { interval: 1, timeout: 10_000 }).toBeLessThan(200)
    laptop.meddle(`UPDATE stock_unit SET place = 'Port' WHERE number = '${number(199)}'`)
    await client.session.signOut({ because: 'signed-out' })
    const stay = { name: number(199), label: vehicle, now: 'In stock', why: 'changed since' }
    expect(await undoing).toEqual({ goesBack: 199, staysCount: 1, stays: [stay] })
    expect(left()).toBe(1)
    await signIn(client)
    const { entries } = await client.access.log({ before: null, limit: 20, customerId: null })
    expect(entries.find(({ act }) => act === 'import-undone')).toMatchObject({
      detail: { importId, target: 'stock' },
      personName: 'Ayesha Malik',
    })
  })

  test('passes over a car that was changed after the plan', async () => {
    const { client } = laptop
    await imported(client, 'first.csv', list(row(1, 'Port'), row(2, 'Port')))
    const { importId } = await planned(client, 'second.csv', list(row(1, 'Yard'), row(2, 'Yard'), row(3)))
    laptop.meddle(`UPDATE stock_unit SET place = 'Sold yesterday' WHERE number = '${number(1)}'`)
    laptop.meddle(`UPDATE stock_unit SET number = '${number(3)}' WHERE number = '${number(2)}'`)
    const { outcome } = await client.imports.run({ importId, language })
    expect(outcome).toMatchObject({ written: 0, passedOver: 3 })
    expect((await units()).map(({ place }) => place)).toEqual(['Sold yesterday', 'Port'])
  })

  test('that is cancelled while it is written stays in the history as far as it came, and can be taken back', async () => {
    const { client } = laptop
    const { importId } = await planned(client, 'long.csv', list(...rows(1200)))
    const running = client.imports.run({ importId, language })
    await expect
      .poll(async () => (await client.imports.progress()).standing?.done, { interval: 1 })
      .toBeGreaterThan(0)
    const other = refusalCode(client.imports.undo({ importId, language, dryRun: true }))
    await client.imports.cancel({ importId })
    const { step, outcome } = await running
    const written = outcome?.written ?? 0
    expect(step).toBe('done')
    expect(written).toBeGreaterThan(0)
    expect(written).toBeLessThan(1200)
    expect(await other).toBe('IMPORT_UNDER_WAY')
    expect(await units()).toHaveLength(written)
    const { imports } = await client.imports.history()
    expect(imports[0]).toMatchObject({ id: importId, cutShort: true, counts: { added: 1200, written } })
    await client.imports.undo({ importId, language, dryRun: false })
    expect(await units()).toEqual([])
  })

  test('that is cut off when Northstar ends is known to the next start', async () => {
    const { client } = laptop
    const { importId } = await planned(client, 'cut.csv', list(...rows(1200)))
    const running = client.imports.run({ importId, language }).catch((error: unknown) => error)
    await expect
      .poll(async () => (await client.imports.progress()).standing?.done, { interval: 1 })
      .toBeGreaterThan(0)
    const again = await laptop.restart()
    await running
    await signIn(again)
    const { imports } = await again.imports.history()
    expect(imports[0]).toMatchObject({ id: importId, cutShort: true })
    const there = (await again.stock.list()).units
    expect(imports[0]?.counts.written).toBe(there.length)
    expect(there.length).toBeGreaterThan(0)
    await again.imports.undo({ importId, language, dryRun: false })
    expect((await again.stock.list()).units).toEqual([])
  })
})
