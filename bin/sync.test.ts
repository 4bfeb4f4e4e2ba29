import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { HeadofficeFailure } from '../electron/data/headoffice-client.ts'
import type { Headoffice } from '../headoffice/start.ts'
import { headofficeKinds, type TestHeadoffice } from '../headoffice/testing/head-offices.ts'
import { type Laptop, type LaptopOptions, openLaptop } from './sync-testing/laptop.ts'

const laptops: Laptop[] = []
const laptopAt = (options: LaptopOptions) => {
  const laptop = openLaptop(options)
  laptops.push(laptop)
  return laptop
}
afterEach(() => {
  for (const laptop of laptops.splice(0)) laptop.close()
})

describe.each(headofficeKinds)('a laptop and head office on $name', ({ name, mark, whyNot, prepare }) => {
  if (whyNot !== null) {
    test.skip(`is not run here on ${name}: ${whyNot}`, () => {})
    return
  }
  let prepared: TestHeadoffice
  let office: Headoffice
  beforeAll(async () => {
    prepared = await prepare()
    office = await prepared.start()
  })
  afterAll(async () => {
    await office.close()
    await prepared.end()
  })
  const twoLaptops = () => {
    const one = laptopAt({ url: office.url })
    return [one, laptopAt({ url: office.url, storeId: one.storeId })] as const
  }

  test('sends a visit and shows its receipt in words', async () => {
    const laptop = laptopAt({ url: office.url })
    const consultant = laptop.addConsultant('Ayesha Malik')
    const visit = laptop.startVisit(consultant)
    laptop.answer(visit, consultant, 'ہم سات ہیں')
    expect(laptop.status()).toMatchObject({ state: 'waiting', waitingChangeSets: 3, waitingVisits: 1 })
    await laptop.round()
    expect(laptop.status()).toMatchObject({
      state: 'up-to-date',
      waitingChangeSets: 0,
      waitingVisits: 0,
      everythingUpTo: laptop.clock(),
      trial: mark === 'trial',
    })
    expect(laptop.status().sentence).toBe(
      `${mark === 'trial' ? 'A trial head office' : 'Head office'} has everything up to 12:00.`,
    )
    const words = laptop.receipts().map((receipt) => receipt.words)
    expect(words[0]).toContain('Clifton Motors: 1 answer.')
    expect(words[1]).toContain('Clifton Motors: 1 opportunity, 1 visit.')
  })

  test('brings what one laptop recorded to the other', async () => {
    const [one, two] = twoLaptops()
    const consultant = one.addConsultant('Ayesha Malik')
    const visit = one.startVisit(consultant)
    one.answer(visit, consultant, 'ہم سات ہیں')
    await one.round()
    await two.round()
    expect(two.rows()).toEqual(one.rows())
    expect(two.position()).toEqual(one.position())
    expect(two.status().aside).toBe(0)
  })

  test('takes an edit of what the other laptop wrote as following it, not as a conflict', async () => {
    const [one, two] = twoLaptops()
    const customer = one.addCustomer('Ayesha')
    await one.round()
    await two.round()
    two.rename(customer, 'Ayesha Khan')
    await two.round()
    await one.round()
    one.rename(customer, 'Ayesha K. Malik')
    await one.round()
    await two.round()
    expect([one.nameOf(customer), two.nameOf(customer)]).toEqual(['Ayesha K. Malik', 'Ayesha K. Malik'])
    expect(one.receipts().every(({ outcome }) => outcome === 'accepted')).toBe(true)
  })

  test('shows the first accepted of two names on both laptops, with the other beside it, until one settles it', async () => {
    const [one, two] = twoLaptops()
    const customer = one.addCustomer('Ayesha')
    await one.round()
    await two.round()
    one.rename(customer, 'Ayesha Khan')
    two.rename(customer, 'Ayesha Malik')
    await one.round()
    await two.round()
    await one.round()
    for (const laptop of [one, two]) {
      expect(laptop.nameOf(customer)).toBe('Ayesha Khan')
      expect(laptop.all("SELECT value FROM field_beside WHERE reason = 'conflict'")).toEqual([
        { value: '"Ayesha Malik"' },
      ])
      expect(laptop.all("SELECT value FROM field_beside WHERE reason = 'masked'")).toEqual([])
      expect(laptop.status().conflicts).toBe(1)
    }
    expect(two.receipts()[0]).toMatchObject({ outcome: 'conflict' })
    two.rename(customer, 'Ayesha Malik', true)
    await two.round()
    await one.round()
    for (const laptop of [one, two]) {
      expect(laptop.nameOf(customer)).toBe('Ayesha Malik')
      expect(laptop.status().conflicts).toBe(0)
    }
  })

  test('keeps an unsent edit over what is pulled, beside it and with the parent it was typed on', async () => {
    const one = laptopAt({ url: office.url })
    let cut = false
    const two = laptopAt({
      url: office.url,
      storeId: one.storeId,
      through: (client) => ({
        ...client,
        async push(request, signal) {
          const answer = await client.push(request, signal)
          if (cut) two.rename(customer, 'Ayesha Malik')
          cut = false
          return answer
        },
      }),
    })
    const customer = one.addCustomer('Ayesha')
    await one.round()
    await two.round()
    one.rename(customer, 'Ayesha Khan')
    await one.round()
    // While two pushes something else, a person renames the customer: then the pull brings the other name.
    two.addCustomer('Bilal')
    cut = true
    const typedOn = two.all(
      "SELECT change_id FROM field_version WHERE field = 'name' AND row_id = ?",
      customer,
    )
    await two.round()
    expect(two.nameOf(customer)).toBe('Ayesha Khan')
    const parent = two.all(
      "SELECT json_extract(fields, '$.name.parent') AS change_id FROM change WHERE row_id = ? ORDER BY change_set_position DESC, ordinal DESC LIMIT 1",
      customer,
    )
    expect(parent).toEqual(typedOn)
    expect(two.receipts()[0]).toMatchObject({ outcome: 'conflict' })
  })

  test('does nothing twice when the answer to a push is lost', async () => {
    let losing = true
    const laptop = laptopAt({
      url: office.url,
      through: (client) => ({
        ...client,
        async push(request, signal) {
          const answer = await client.push(request, signal)
          if (losing) throw new HeadofficeFailure('unreachable', 'cut after head office had written it')
          return answer
        },
      }),
    })
    const consultant = laptop.addConsultant('Ayesha Malik')
    laptop.startVisit(consultant)
    await laptop.round()
    expect(laptop.status()).toMatchObject({ state: 'unreachable', waitingChangeSets: 2, waitingVisits: 1 })
    expect(laptop.status().sentence).toBe(
      'No connection to head office. 1 visit waiting to send, safe on this laptop.',
    )
    losing = false
    await laptop.round()
    expect(laptop.status()).toMatchObject({ state: 'up-to-date', waitingChangeSets: 0 })
    const other = laptopAt({ url: office.url, storeId: laptop.storeId })
    await other.round()
    expect(other.rows()).toEqual(laptop.rows())
    expect(other.position()).toMatchObject({ cursor: 2 })
  })

  test('pushes again to a head office of another epoch, and gets the rest back', async () => {
    const [one, two] = twoLaptops()
    const customer = one.addCustomer('Ayesha')
    await one.round()
    await two.round()
    two.rename(customer, 'Ayesha Khan')
    await two.round()
    await one.round()
    one.rename(customer, 'Ayesha Malik')
    await one.round()
    await two.round()
    await two.round()
    const before = one.rows()

    const other = await headofficeKinds[0]?.prepare()
    const elsewhere = await other?.start()
    if (!other || !elsewhere) throw new Error('no other head office')
    // The laptop whose edits hang on the other's goes first, and everything still finds its place.
    for (const laptop of [two, one, two]) {
      laptop.setUrl(elsewhere.url)
      await laptop.round()
      expect(laptop.status()).toMatchObject({ state: 'up-to-date', waitingChangeSets: 0 })
    }
    expect(one.rows()).toEqual(before)
    expect(two.rows()).toEqual(before)
    expect(two.status().conflicts + one.status().conflicts).toBe(0)
    await elsewhere.close()
    await other.end()
  })

  test('stops at a head office that went back, deletes nothing, and goes on in a new epoch', async () => {
    const laptop = laptopAt({ url: office.url })
    const customer = laptop.addCustomer('Ayesha')
    await laptop.round()
    const rows = laptop.rows()
    laptop.all("UPDATE feed_position SET hash = 'another' RETURNING only")
    laptop.rename(customer, 'Ayesha Khan')
    await laptop.round()
    expect(laptop.status()).toMatchObject({ state: 'stopped', waitingChangeSets: 1 })
    expect(laptop.status().sentence).toContain('Nothing was deleted. 1 record waiting to send')
    expect(laptop.nameOf(customer)).toBe('Ayesha Khan')
    expect(Object.keys(laptop.rows())).toEqual(Object.keys(rows))
    await office.close()
    await laptop.round()
    expect(laptop.status().state).toBe('stopped')
    office = await prepared.start({ newEpoch: true })
    laptop.setUrl(office.url)
    await laptop.round()
    expect(laptop.status()).toMatchObject({ state: 'up-to-date', waitingChangeSets: 0 })
    expect(laptop.nameOf(customer)).toBe('Ayesha Khan')
  })

  test('reads a long feed in pages, and goes on after a cut from where it was', async () => {
    const [one] = twoLaptops()
    const consultant = one.addConsultant('Ayesha Malik')
    for (let n = 0; n < 300; n++) one.startVisit(consultant)
    await one.round()
    const asked: number[] = []
    const two = laptopAt({
      url: office.url,
      storeId: one.storeId,
      through: (client) => ({
        ...client,
        async pull(request, signal) {
          asked.push(request.cursor)
          if (asked.length === 2) throw new HeadofficeFailure('unreachable', 'cut between two pages')
          return client.pull(request, signal)
        },
      }),
    })
    await two.round()
    const reached = two.all('SELECT count(*) AS visits FROM visit')
    await two.round()
    expect(reached).not.toEqual([{ visits: 300 }])
    expect(asked[0]).toBe(0)
    expect(asked[1]).toBeGreaterThan(0)
    expect(asked[2]).toBe(asked[1])
    expect(two.rows()).toEqual(one.rows())
  })
})
