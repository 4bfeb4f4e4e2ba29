import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { stockUnitIdSchema } from '../../core/ids.ts'
import { type BusinessDay, businessDaySchema } from '../../core/market/business-day.ts'
import { claimId } from '../../core/sync/claim-id.ts'
import { newId } from '../doors.ts'
import { anyVehicle, openTestLaptop, refusal, refusalCode, type TestLaptop } from './test-laptop.ts'
import { signInFirstTime, type TestClient, walkIn } from './test-service.ts'

const vin = 'MRHGM6640NP012345'

async function addCar(client: TestClient, of: Partial<Awaited<ReturnType<typeof car>>> = {}) {
  const asked = { ...(await car(client)), ...of }
  await client.stock.add(asked)
  return asked.unitId
}
async function car(client: TestClient) {
  const { id: variantId } = await anyVehicle(client)
  return {
    unitId: newId(),
    variantId,
    number: vin,
    colour: 'White',
    place: 'Showroom',
    state: 'in-stock' as 'in-stock' | 'in-transit' | 'allocated' | 'demo' | 'sold',
    arrivedOn: null as BusinessDay | null,
    expectedOn: null as BusinessDay | null,
  }
}
const units = async (client: TestClient) => (await client.stock.list()).units
async function unit(client: TestClient, unitId: string) {
  const found = (await units(client)).find(({ id }) => id === unitId)
  if (!found) throw new Error('the car is not in the stock')
  return found
}
const claim = (client: TestClient, unitId: string, visitId: string, hour: string | null = null) =>
  client.stock.claim({ unitId, hour, visitId })
/** Another side of who has it, as the feed brings a double promise. */
function promisedToo(laptop: TestLaptop, unitId: string, opportunityId: string) {
  const rowId = claimId({ stockUnitId: stockUnitIdSchema.parse(unitId), hour: null }, (text) =>
    createHash('sha256').update(text).digest('hex'),
  )
  laptop.meddle(`INSERT INTO field_beside (entity, row_id, field, reason, value, change_id)
    VALUES ('claim', '${rowId}', 'opportunityId', 'conflict', '"${opportunityId}"', '${newId()}')`)
}

describe('a car of the stock', () => {
  test('is listed by its catalogue’s name, under its number in capitals', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const vehicle = await anyVehicle(client)
    const unitId = await addCar(client, { number: ' mrhgm6640 np012345' })
    expect(await units(client)).toMatchObject([
      {
        id: unitId,
        number: vin,
        vehicleName: `${vehicle.brand} ${vehicle.model} ${vehicle.name}`,
        colour: 'White',
        place: 'Showroom',
        state: 'in-stock',
        isNumberTwice: false,
        claim: null,
        hours: [],
      },
    ])
  })

  test('is added by a VIN or the frame number of a grey import, and by nothing else', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    await addCar(client, { number: 'NZE141-6012345' })
    const wrong = { ...(await car(client)), number: 'MRHGM664ONP012345' }
    expect(await refusal(client.stock.add(wrong))).toEqual({
      code: 'VEHICLE_NUMBER_NOT_VALID',
      detail: { number: 'MRHGM664ONP012345' },
    })
    const again = { ...(await car(client)), number: 'nze141 - 6012345' }
    expect(await refusalCode(client.stock.add(again))).toBe('VEHICLE_NUMBER_THERE')
    expect(await units(client)).toHaveLength(1)
  })

  test('is added once when the same call comes twice', async () => {
    await using laptop = await openTestLaptop()
    const asked = await car(laptop.client)
    await laptop.client.stock.add(asked)
    await laptop.client.stock.add(asked)
    expect(await units(laptop.client)).toHaveLength(1)
  })

  test('is as old as the days since it came, and one on its way has the day that it is expected', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const { businessDay } = await client.app.state()
    const today = Date.parse(`${businessDay}T00:00:00Z`)
    const day = (after: number) =>
      businessDaySchema.parse(new Date(today + after * 86_400_000).toISOString().slice(0, 10))
    const here = await addCar(client, { arrivedOn: day(-43) })
    const coming = await addCar(client, {
      number: 'NZE141-6012345',
      state: 'in-transit',
      expectedOn: day(11),
    })
    expect(await unit(client, here)).toMatchObject({ ageDays: 43, expectedOn: null })
    expect(await unit(client, coming)).toMatchObject({ ageDays: null, expectedOn: day(11) })
  })

  test('is changed by what was seen of it, and never over what another window changed', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const unitId = await addCar(client)
    const { seen } = await unit(client, unitId)
    const { number, colour, place, state, variantId } = await car(client)
    const wanted = { unitId, number, colour, place, state, variantId }
    await client.stock.change({ ...wanted, place: 'Yard 2', seen })
    expect(await unit(client, unitId)).toMatchObject({ place: 'Yard 2', colour: 'White' })
    expect(await refusal(client.stock.change({ ...wanted, place: 'Port', seen }))).toEqual({
      code: 'CHANGED_SINCE_SEEN',
      detail: { value: 'Yard 2' },
    })
    expect(
      await refusalCode(client.stock.change({ ...wanted, unitId: newId(), number: 'AB-123', seen })),
    ).toBe('NOT_FOUND')
  })

  test('is taken out and stays as a tombstone, but not while it is kept for somebody', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const unitId = await addCar(client)
    const visit = await walkIn(client)
    await claim(client, unitId, visit.id)
    const { seen } = await unit(client, unitId)
    expect(await refusalCode(client.stock.remove({ unitId, seen }))).toBe('STOCK_UNIT_TAKEN')
    await client.stock.release({ unitId, hour: null, opportunityId: visit.opportunityId })
    await client.stock.remove({ unitId, seen })
    await client.stock.remove({ unitId, seen })
    expect(await units(client)).toEqual([])
    expect(laptop.rows('SELECT deleted FROM stock_unit')).toEqual([{ deleted: 1 }])
    expect(await refusalCode(claim(client, unitId, visit.id))).toBe('NOT_FOUND')
  })

  test('is a manager’s to add, and anyone’s to keep for a visit', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const unitId = await addCar(client)
    await signInFirstTime(client, 'Imran Sheikh')
    expect(await refusalCode(addCar(client, { number: 'AB-123' }))).toBe('NOT_ALLOWED')
    await claim(client, unitId, (await walkIn(client)).id)
    expect((await unit(client, unitId)).claim?.holder.ownerName).toBe('Imran Sheikh')
  })
})

describe('a car that is kept for somebody', () => {
  test('is refused to anybody else, who is told for whom', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const unitId = await addCar(client)
    const [first, second] = [await walkIn(client), await walkIn(client)]
    await client.customers.save({
      customerId: newId(),
      isNew: true,
      visit: { id: first.id, seenCustomerId: null },
      name: 'Sana Tariq',
      phone: null,
      language: 'en',
      seen: {},
    })
    await claim(client, unitId, first.id)
    await claim(client, unitId, first.id)
    expect(await refusal(claim(client, unitId, second.id))).toEqual({
      code: 'STOCK_UNIT_TAKEN',
      detail: { customer: 'Sana Tariq', consultant: 'Ayesha Malik' },
    })
    expect((await unit(client, unitId)).claim).toMatchObject({
      holder: { opportunityId: first.opportunityId, customerName: 'Sana Tariq' },
      alsoPromisedTo: [],
    })
    await client.stock.release({ unitId, hour: null, opportunityId: first.opportunityId })
    await claim(client, unitId, second.id)
    expect((await unit(client, unitId)).claim?.holder.opportunityId).toBe(second.opportunityId)
    expect(laptop.rows('SELECT count(*) AS claims FROM claim')).toEqual([{ claims: 1 }])
  })

  test('comes along with a booking', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const unitId = await addCar(client)
    const [first, second] = [await walkIn(client), await walkIn(client)]
    const { id: variantId } = await anyVehicle(client)
    const book = (visitId: string) =>
      client.opportunities.book({
        bookingId: newId(),
        visitId,
        variantId,
        amount: { amountMinor: 500_000, currency: 'PKR' },
        paymentMode: 'cash',
        promisedDay: null,
        stockUnitId: unitId,
      })
    await book(first.id)
    expect((await unit(client, unitId)).claim?.holder.opportunityId).toBe(first.opportunityId)
    expect(await refusalCode(book(second.id))).toBe('STOCK_UNIT_TAKEN')
    expect((await client.visits.get({ visitId: second.id })).state).toBe('open')
  })

  test('is kept for somebody in the catalogue while any side of its promise names one', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const unitId = await addCar(client)
    const { id: variantId, name } = await anyVehicle(client)
    const [first, second] = [await walkIn(client), await walkIn(client)]
    const shown = async () => {
      const { stock } = await client.catalogue.vehicle({ variantId, language: 'en' })
      const { vehicles } = await client.catalogue.search({ words: name, language: 'en' })
      return [stock[0]?.isKept, vehicles.find(({ id }) => id === variantId)?.inStock]
    }
    await claim(client, unitId, first.id)
    expect(await shown()).toEqual([true, 0])
    await client.stock.release({ unitId, hour: null, opportunityId: first.opportunityId })
    expect(await shown()).toEqual([false, 1])
    promisedToo(laptop, unitId, second.opportunityId)
    expect(await shown()).toEqual([true, 0])
    laptop.meddle("UPDATE field_beside SET value = 'null' WHERE entity = 'claim'")
    expect(await shown()).toEqual([false, 1])
  })

  test('shows a double promise at once, and is the other one’s when the first lets it go', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const unitId = await addCar(client)
    const [first, second, third] = [await walkIn(client), await walkIn(client), await walkIn(client)]
    await claim(client, unitId, first.id)
    promisedToo(laptop, unitId, second.opportunityId)
    expect((await unit(client, unitId)).claim).toMatchObject({
      holder: { opportunityId: first.opportunityId },
      alsoPromisedTo: [{ opportunityId: second.opportunityId }],
    })
    promisedToo(laptop, unitId, third.opportunityId)
    const release = (opportunityId: string) => client.stock.release({ unitId, hour: null, opportunityId })
    expect(await refusalCode(release(first.opportunityId))).toBe('STOCK_PROMISED_TO_MORE')
    laptop.meddle(`DELETE FROM field_beside WHERE value = '"${third.opportunityId}"'`)
    await release(first.opportunityId)
    expect((await unit(client, unitId)).claim).toMatchObject({
      holder: { opportunityId: second.opportunityId },
      alsoPromisedTo: [],
    })
    expect(await refusalCode(release(first.opportunityId))).toBe('NOT_FOUND')
  })
})

describe('an hour of a demo car', () => {
  test('is kept apart from the car and from other hours, and only of a demo car', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const demo = await addCar(client, { state: 'demo' })
    const plain = await addCar(client, { number: 'NZE141-6012345' })
    const [first, second] = [await walkIn(client), await walkIn(client)]
    await claim(client, demo, first.id, '2026-11-22T15')
    await claim(client, demo, second.id, '2026-11-22T16')
    expect(await refusalCode(claim(client, demo, second.id, '2026-11-22T15'))).toBe('STOCK_UNIT_TAKEN')
    expect(await refusalCode(claim(client, plain, second.id, '2026-11-22T15'))).toBe('STOCK_UNIT_GONE')
    const { claim: whole, hours } = await unit(client, demo)
    expect([whole, hours.map(({ hour, holder }) => [hour, holder.opportunityId])]).toEqual([
      null,
      [
        ['2026-11-22T15', first.opportunityId],
        ['2026-11-22T16', second.opportunityId],
      ],
    ])
  })
})
