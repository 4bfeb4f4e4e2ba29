import { afterEach, expect, test } from 'vitest'
import { HeadofficeFailure } from '../electron/data/call-failure.ts'
import type { Headoffice } from '../headoffice/start.ts'
import { headofficeKinds } from '../headoffice/testing/head-offices.ts'
import { onEachHeadoffice } from '../headoffice/testing/on-each-headoffice.ts'
import { type Laptop, type LaptopOptions, openLaptop } from './sync-testing/laptop.ts'

const laptops: Laptop[] = []
/** A laptop enrolled with a head office. */
const laptopAt = async (office: Headoffice, options: Partial<LaptopOptions> = {}) => {
  const laptop = openLaptop({ url: office.url, ...options })
  laptops.push(laptop)
  await laptop.enrol(office)
  return laptop
}
afterEach(async () => {
  for (const laptop of laptops.splice(0)) await laptop.close()
})

onEachHeadoffice('a laptop and head office on $name', (at) => {
  const { mark } = at
  const sameStore = ({ storeId, storeCode }: Laptop) => ({ storeId, storeCode })
  const twoLaptops = async () => {
    const one = await laptopAt(at.office)
    return [one, await laptopAt(at.office, sameStore(one))] as const
  }

  test('sends a visit and shows its receipt in words', async () => {
    const laptop = await laptopAt(at.office)
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
    expect(words[0]).toContain('ead office has this: 1 answer.')
    expect(words[1]).toContain('ead office has this: 1 opportunity, 1 visit.')
  })

  test('brings what one laptop recorded to the other', async () => {
    const [one, two] = await twoLaptops()
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
    const [one, two] = await twoLaptops()
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
    const [one, two] = await twoLaptops()
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
    const one = await laptopAt(at.office)
    let cut = false
    const two = await laptopAt(at.office, {
      ...sameStore(one),
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
    const typedOn = two.db.fieldVersions.of('customer', customer).get('name')
    await two.round()
    expect(two.nameOf(customer)).toBe('Ayesha Khan')
    const parent = two.all(
      "SELECT json_extract(fields, '$.name.parent') AS change_id FROM change WHERE row_id = ? ORDER BY change_set_position DESC, ordinal DESC LIMIT 1",
      customer,
    )
    expect(parent).toEqual([{ change_id: typedOn }])
    expect(two.receipts()[0]).toMatchObject({ outcome: 'conflict' })
  })

  test('does nothing twice when the answer to a push is lost', async () => {
    let losing = true
    const laptop = await laptopAt(at.office, {
      through: (client) => ({
        ...client,
        async push(request, signal) {
          const answer = await client.push(request, signal)
          if (losing) throw new HeadofficeFailure('line-broke', 'cut after head office had written it')
          return answer
        },
      }),
    })
    const consultant = laptop.addConsultant('Ayesha Malik')
    laptop.startVisit(consultant)
    await laptop.round()
    expect(laptop.status()).toMatchObject({ state: 'poor-line', waitingChangeSets: 2, waitingVisits: 1 })
    expect(laptop.status().sentence).toBe(
      'The connection to head office broke off. 1 visit and 1 other record waiting, safe on this laptop.',
    )
    losing = false
    await laptop.round()
    expect(laptop.status()).toMatchObject({ state: 'up-to-date', waitingChangeSets: 0 })
    const other = await laptopAt(at.office, sameStore(laptop))
    await other.round()
    expect(other.rows()).toEqual(laptop.rows())
    expect(other.position()).toMatchObject({ cursor: 2 })
  })

  test('pushes again to a head office of another epoch, and gets the rest back', async () => {
    const [one, two] = await twoLaptops()
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
    await two.enrol(elsewhere)
    await one.enrol(elsewhere)
    // It is empty, and was not before: the manager says that this is as it should be.
    for (const laptop of [two, one]) {
      await laptop.round()
      expect(laptop.status()).toMatchObject({ state: 'stopped', stopped: { type: 'empty-headoffice' } })
      laptop.syncClient.allowEmpty()
    }
    for (const laptop of [two, one, two]) {
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
    const laptop = await laptopAt(at.office)
    const customer = laptop.addCustomer('Ayesha')
    await laptop.round()
    const rows = laptop.rows()
    laptop.all("UPDATE feed_position SET hash = 'another' RETURNING only")
    laptop.rename(customer, 'Ayesha Khan')
    await laptop.round()
    expect(laptop.status()).toMatchObject({ state: 'stopped', waitingChangeSets: 1 })
    expect(laptop.status().sentence).toContain('Nothing was deleted. 1 record waiting, safe')
    expect(laptop.nameOf(customer)).toBe('Ayesha Khan')
    expect(Object.keys(laptop.rows())).toEqual(Object.keys(rows))
    await at.office.close()
    await laptop.round()
    expect(laptop.status().state).toBe('stopped')
    await at.startAgain({ newEpoch: true })
    laptop.setUrl(at.office.url)
    await laptop.round()
    expect(laptop.status()).toMatchObject({ state: 'up-to-date', waitingChangeSets: 0 })
    expect(laptop.nameOf(customer)).toBe('Ayesha Khan')
  })

  test('notices a record that was lost here, fetches it again and says so', async () => {
    const [one, two] = await twoLaptops()
    const customer = one.addCustomer('Ayesha')
    one.addCustomer('Bilal')
    await one.round()
    await two.round()
    expect(two.status().checked).toMatchObject({ outcome: 'same', rows: 0 })
    // What damage does: the row is gone, with all that was known of it.
    two.all('DELETE FROM customer WHERE id = ? RETURNING id', customer)
    two.all('DELETE FROM row_state WHERE row_id = ? RETURNING row_id', customer)
    two.all('UPDATE feed_position SET digest = zeroblob(16) RETURNING only')
    await two.round()
    expect(two.status()).toMatchObject({ state: 'up-to-date', checked: { outcome: 'mended' } })
    expect(two.nameOf(customer)).toBe('Ayesha')
    expect(two.rows()).toEqual(one.rows())
    await two.round()
    expect(two.status().checked).toMatchObject({ outcome: 'same' })
  })

  test('reads a long feed in pages, and goes on after a cut from where it was', async () => {
    const [one] = await twoLaptops()
    const consultant = one.addConsultant('Ayesha Malik')
    for (let n = 0; n < 300; n++) one.startVisit(consultant)
    await one.round()
    const asked: number[] = []
    const two = await laptopAt(at.office, {
      ...sameStore(one),
      through: (client) => ({
        ...client,
        async pull(request, signal) {
          asked.push(request.cursor)
          if (asked.length === 3) throw new HeadofficeFailure('no-internet', 'cut between two pages')
          return client.pull(request, signal)
        },
      }),
    })
    // On a line that is paid for pages are small.
    two.syncClient.setMetered('metered')
    await two.round()
    const [reached] = two.all('SELECT count(*) AS visits FROM visit')
    await two.round()
    expect(reached).not.toEqual({ visits: 0 })
    expect(reached).not.toEqual({ visits: 300 })
    // The newest first, then the feed from its beginning, then from where it was cut.
    expect(asked.slice(0, 2)).toEqual([0, 0])
    expect(asked[2]).toBeGreaterThan(0)
    expect(asked[3]).toBe(asked[2])
    expect(two.rows()).toEqual(one.rows())
  })
})
