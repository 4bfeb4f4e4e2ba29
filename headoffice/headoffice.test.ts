import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { changeIdIn, changeSetOf, saying } from './testing/changes.ts'
import { enrolledLaptop } from './testing/http-laptop.ts'
import { onEachHeadoffice } from './testing/on-each-headoffice.ts'

const visit = () => changeSetOf(saying('visit', v7(), { arrival: 'unknown' }))

onEachHeadoffice('head office on $name, over HTTP', (at) => {
  const { mark } = at

  test('says what it is and what its receipts are worth', async () => {
    const { client } = await enrolledLaptop(at.office, 'KHI-01')
    expect(await client.health()).toEqual({ name: 'northstar-headoffice', epoch: at.office.epoch, mark })
    expect(at.office.mark).toBe(mark)
  })

  test('takes a page in, feeds it to the other laptops of the store, and knows it again', async () => {
    const [one, other] = [
      await enrolledLaptop(at.office, 'LHE-01'),
      await enrolledLaptop(at.office, 'LHE-01'),
    ]
    const customer = v7()
    const made = changeSetOf(saying('customer', customer, { name: 'Ayesha', alsoPhones: ['+921'] }))
    const edits = ['Ayesha Khan', 'Ayesha Malik'].map((value) =>
      changeSetOf(saying('customer', customer, { name: value }, changeIdIn(made))),
    )
    const receipts = await one.push(made, ...edits, visit())
    expect(receipts.map(({ outcome, seq, mark: worth }) => [outcome, seq, worth])).toEqual([
      ['accepted', 1, mark],
      ['accepted', 2, mark],
      ['conflict', 3, mark],
      ['accepted', 4, mark],
    ])
    expect(await one.push(made)).toEqual(receipts.slice(0, 1))
    const { rows, cursor, hash, end } = await other.pull()
    expect(rows.map(({ entity }) => entity)).toEqual(['customer', 'visit'])
    expect(rows[0]?.fields.name?.others).toMatchObject([{ value: 'Ayesha Malik', at: expect.any(Number) }])
    expect(end).toBe(true)
    expect(await other.shakeHands({ epoch: other.epoch, cursor, hash })).toMatchObject({
      type: 'welcome',
      newEpoch: false,
      seq: 4,
    })
    expect((await other.client.digest({ epoch: other.epoch })).buckets.length).toBeGreaterThan(0)
  })

  test('refuses alone what is no change set, and takes in the rest of its page', async () => {
    const laptop = await enrolledLaptop(at.office, 'LHE-04')
    const bad = { ...visit(), occurredAt: 1.5 }
    const receipts = await laptop.push(visit(), bad, visit())
    expect(receipts.map(({ outcome, seq, reason }) => [outcome, seq, reason])).toEqual([
      ['accepted', 1, null],
      ['refused', null, 'not-readable'],
      ['accepted', 2, null],
    ])
    expect(receipts[1]?.changeSetId).toBe(bad.id)
  })

  test('sends a laptop of another epoch back to the handshake', async () => {
    const { client, epoch } = await enrolledLaptop(at.office, 'LHE-02')
    const pull = client.pull({ epoch: v7(), cursor: 0, limit: 10 })
    await expect(pull).rejects.toMatchObject({ code: 'EPOCH_CHANGED', data: { epoch } })
  })

  test('has everything again after it was stopped and started, in the same epoch, until a new one is begun', async () => {
    const laptop = await enrolledLaptop(at.office, 'LHE-03')
    const [receipt] = await laptop.push(visit())
    const before = at.office.epoch
    await at.office.close()
    await at.startAgain()
    expect(at.office.epoch).toBe(before)
    const other = await enrolledLaptop(at.office, 'LHE-03')
    const { cursor, hash } = await other.pull()
    expect(cursor).toBe(receipt?.seq)
    await at.office.operator.beginEpoch()
    expect(await other.shakeHands({ epoch: before, cursor, hash })).toMatchObject({ newEpoch: true })
  })
  test('lets nobody in by a code of before, once it was told to begin a new epoch: a backup may have used ones as open', async () => {
    const storeCode = 'LHE-04'
    const open = (code: string) =>
      enrolledLaptop({ url: at.office.url, operator: { newEnrolmentCode: async () => code } }, storeCode)
    const laptop = await enrolledLaptop(at.office, storeCode)
    const codes = [
      await at.office.operator.newEnrolmentCode({ storeCode }),
      await at.office.operator.newEnrolmentCode({ storeCode }),
    ]
    await at.office.operator.beginEpoch()
    await expect(open(codes[0] ?? '')).rejects.toMatchObject({ code: 'CODE_NOT_GOOD' })
    const another = await at.office.operator.newEnrolmentCode({ storeCode })
    await at.office.close()
    await at.startAgain({ newEpoch: true })
    for (const code of [codes[1] ?? '', another])
      await expect(open(code)).rejects.toMatchObject({ code: 'CODE_NOT_GOOD' })
    await open(await at.office.operator.newEnrolmentCode({ storeCode }))
    expect((await at.office.operator.devices(storeCode)).map(({ deviceId }) => deviceId)).toContain(
      laptop.deviceId,
    )
  })
})
