import fc from 'fast-check'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { erasedFields } from '../core/sync/erased-values.ts'
import type { ChangeSet } from '../core/sync/protocol.ts'
import { changeIdIn, changeSetOf, saying, testAuthor } from './testing/changes.ts'
import { digestOf } from './testing/digest-of.ts'
import { onEachDatabase } from './testing/on-each-database.ts'
import { fedFieldsOf, type StoreLaptop, storeLaptop, wholeFeed } from './testing/store-laptop.ts'
import { testNow } from './testing/test-now.ts'
import { whoHasYetToErase } from './who-has-yet-to-erase.ts'

const words = /Sana|1234567|brother|grandparents|Sanu/

/** All that is said of one customer, each its own action, every secret of which `words` finds. */
function aboutCustomer() {
  const [customer, opportunity, visit, answer] = [v7(), v7(), v7(), v7()]
  const made = changeSetOf(
    saying('customer', customer, { name: 'Sana', phone: '+923001234567', language: 'ur', note: null }),
  )
  const opened = changeSetOf(
    saying('opportunity', opportunity, { customerId: customer, state: 'open', lostNote: null }),
    saying('visit', visit, { opportunityId: opportunity, arrival: 'first-time', endedAt: null }),
  )
  const answered = changeSetOf(
    saying('answer', answer, {
      opportunityId: opportunity,
      visitId: visit,
      state: 'answered',
      value: { type: 'number', number: 7 },
      ownWords: 'the grandparents come',
    }),
  )
  const renamed = changeSetOf(saying('customer', customer, { name: 'Sana Tariq' }, changeIdIn(made)))
  const other = changeSetOf(saying('customer', customer, { name: 'Sanu' }, changeIdIn(made)))
  const lost = changeSetOf(
    saying(
      'opportunity',
      opportunity,
      { state: 'lost', lostNote: 'her brother has one' },
      changeIdIn(opened),
    ),
  )
  const drive = changeSetOf(saying('testDrive', v7(), { visitId: visit, said: 'Sana liked it' }))
  const party = v7()
  const invited = changeSetOf(
    saying('party', party, { guests: [{ who: { id: customer }, said: 'Sana comes' }], note: 'Sana' }),
  )
  const cameLater = changeSetOf(saying('party', party, { note: 'with her brother' }, changeIdIn(invited)))
  return {
    customer,
    opportunity,
    answer,
    changeSets: [made, opened, answered, renamed, other, lost, drive, invited, cameLater],
  }
}

const erasureOf = (customerId: string) =>
  changeSetOf(
    saying('erasure', v7(), { customerId, reason: 'requested', authorId: testAuthor, occurredAt: testNow }),
  )

function strippedOf(changeSet: ChangeSet): ChangeSet {
  const changes = changeSet.changes.map((change) => ({
    ...change,
    fields: erasedFields(change.entity, change.fields),
  }))
  return { ...changeSet, changes }
}

onEachDatabase('head office on $name, when a customer is erased', (door) => {
  /** Everything that head office keeps of a store, as text. */
  const everythingOf = async ({ caller }: StoreLaptop) => {
    const rows = await door.query(
      z.object({ text: z.string().nullable() }),
      `SELECT state AS text FROM feed_row WHERE store_id = $1
       UNION ALL SELECT content FROM change_set WHERE store_id = $1`,
      [caller.storeId],
    )
    return JSON.stringify([rows, await wholeFeed(await storeLaptop(door, caller.storeId))])
  }

  test('keeps none of their words, feeds their rows again at the erasure’s place, and tells the rest as before', async () => {
    const laptop = await storeLaptop(door)
    const { customer, opportunity, answer, changeSets } = aboutCustomer()
    const somebodyElse = changeSetOf(saying('customer', v7(), { name: 'Bilal', phone: '+923007654321' }))
    await laptop.push(...changeSets, somebodyElse)
    expect(await everythingOf(laptop)).toMatch(words)
    const [receipt] = await laptop.push(erasureOf(customer))
    expect(await everythingOf(laptop)).not.toMatch(words)
    // Of a hash a short text, such as a phone, can be found again.
    const hashed = await door.query(
      z.object({ id: z.string() }),
      "SELECT change_set_id AS id FROM change_set WHERE store_id = $1 AND is_stripped AND content_hash <> ''",
      [laptop.caller.storeId],
    )
    expect(hashed).toEqual([])
    const after = await laptop.pull(changeSets.length + 1)
    expect(new Set(after.rows.map(({ seq }) => seq))).toEqual(new Set([receipt?.seq]))
    expect(after.rows.map(({ entity }) => entity).toSorted()).toEqual([
      'answer',
      'customer',
      'erasure',
      'opportunity',
      'party',
      'testDrive',
      'visit',
    ])
    expect(await fedFieldsOf(laptop, customer)).toMatchObject({
      name: { value: null },
      phone: { value: '+0' },
      language: { value: 'ur' },
    })
    expect((await fedFieldsOf(laptop, opportunity)).state?.value).toBe('lost')
    expect((await fedFieldsOf(laptop, answer)).value?.value).toEqual({ type: 'number', number: 7 })
    expect((await fedFieldsOf(laptop, somebodyElse.changes[0]?.rowId ?? '')).name?.value).toBe('Bilal')
    expect(after.digest).toBe(digestOf(await wholeFeed(laptop)))
  })

  test('comes to the same in whatever order rows, edits and the erasure arrive, in whatever pages', async () => {
    const orders = fc
      .tuple(
        fc.array(fc.nat({ max: 1000 }), { minLength: 10, maxLength: 10 }),
        fc.integer({ min: 1, max: 8 }),
      )
      .map(([weights, pageLength]) => ({ weights, pageLength }))
    await fc.assert(
      fc.asyncProperty(orders, async ({ weights, pageLength }) => {
        const laptop = await storeLaptop(door)
        const { customer, changeSets } = aboutCustomer()
        const shuffled = [...changeSets, erasureOf(customer)]
          .map((changeSet, index) => ({ changeSet, weight: weights[index] ?? 0 }))
          .toSorted((a, b) => a.weight - b.weight)
          .map(({ changeSet }) => changeSet)
        for (let from = 0; from < shuffled.length; from += pageLength)
          await laptop.push(...shuffled.slice(from, from + pageLength))
        const everything = await everythingOf(laptop)
        expect(everything).not.toMatch(words)
        const rows = await wholeFeed(laptop)
        expect(rows).toHaveLength(7)
        expect((await laptop.pull()).digest).toBe(digestOf(rows))
        expect(new Set(rows.map(({ rowId }) => rowId)).size).toBe(7)
      }),
      { numRuns: 15 },
    )
  }, 60_000)

  test('strips a later edit of a row that named them deep within, when the edit itself names nobody', async () => {
    const laptop = await storeLaptop(door)
    const { customer, changeSets } = aboutCustomer()
    await laptop.push(...changeSets.slice(0, -1), erasureOf(customer))
    await laptop.push(...changeSets.slice(-1))
    expect(await everythingOf(laptop)).not.toMatch(words)
  })

  test('knows a change set again whole, stripped or half stripped, before and after, and nothing else under its id', async () => {
    const laptop = await storeLaptop(door)
    const customer = v7()
    const saved = changeSetOf(
      saying('customer', customer, { name: 'Sana Tariq', phone: '+923001234567', language: 'ur' }),
      saying('opportunity', v7(), { customerId: customer, state: 'lost', lostNote: 'her brother' }),
    )
    const stripped = strippedOf(saved)
    const [name, note] = saved.changes
    const [bareName, bareNote] = stripped.changes
    if (!name || !note || !bareName || !bareNote) throw new Error('two changes')
    const forms = [
      saved,
      stripped,
      { ...saved, changes: [bareName, note] },
      { ...saved, changes: [name, bareNote] },
    ]
    const booked = { ...note, fields: { ...note.fields, state: { value: 'booked', parent: null } } }
    const altered: ChangeSet[] = [
      { ...stripped, occurredAt: saved.occurredAt + 1 },
      { ...stripped, changes: [bareName] },
      { ...stripped, changes: [bareName, booked] },
      { ...stripped, changes: [bareName, { ...bareNote, entity: 'visit' }] },
      { ...stripped, changes: [bareNote, bareName] },
    ]
    const [first] = await laptop.push(saved)
    const check = async () => {
      expect(await laptop.push(...forms)).toEqual(forms.map(() => first))
      for (const receipt of await laptop.push(...altered.slice(0, 4)))
        expect(receipt).toMatchObject({ outcome: 'refused', reason: 'other-content' })
    }
    await check()
    const [other] = await laptop.push({
      ...saved,
      changes: [{ ...name, fields: { ...name.fields, name: { value: 'Bilal', parent: null } } }, note],
    })
    expect(other?.outcome).toBe('refused')
    await laptop.push(erasureOf(customer))
    await check()
    expect(await everythingOf(laptop)).not.toMatch(words)
  })

  test('strips what hangs on an opportunity that turns out to be theirs', async () => {
    const laptop = await storeLaptop(door)
    const { customer, changeSets } = aboutCustomer()
    const opportunity = v7()
    const opened = changeSetOf(
      saying('opportunity', opportunity, { customerId: null, lostNote: 'her brother' }),
    )
    const answered = changeSetOf(
      saying('answer', v7(), { opportunityId: opportunity, ownWords: 'the grandparents', value: null }),
    )
    const named = changeSetOf(
      saying('opportunity', opportunity, { customerId: customer }, changeIdIn(opened)),
    )
    await laptop.push(...changeSets, erasureOf(customer), opened, answered)
    expect(await everythingOf(laptop)).toMatch(words)
    const late = changeSetOf(saying('customer', customer, { name: 'Sana T' }))
    await laptop.push(named, late)
    expect(await everythingOf(laptop)).not.toMatch(words)
    expect((await laptop.pull()).digest).toBe(digestOf(await wholeFeed(laptop)))
  })

  test("strips a change that says a row is nobody's, where the row is theirs all the same", async () => {
    const laptop = await storeLaptop(door)
    const { customer, changeSets } = aboutCustomer()
    const opportunity = v7()
    const opened = changeSetOf(saying('opportunity', opportunity, { customerId: null, state: 'open' }))
    const named = changeSetOf(
      saying('opportunity', opportunity, { customerId: customer }, changeIdIn(opened)),
    )
    const lost = changeSetOf(
      saying(
        'opportunity',
        opportunity,
        { customerId: null, state: 'lost', lostNote: 'her brother' },
        changeIdIn(opened),
      ),
    )
    await laptop.push(...changeSets, opened, named, erasureOf(customer), lost)
    expect((await fedFieldsOf(laptop, opportunity)).customerId?.value).toBe(customer)
    expect(await everythingOf(laptop)).not.toMatch(words)
    expect((await laptop.pull()).digest).toBe(digestOf(await wholeFeed(laptop)))
    const [repeat] = await laptop.push(lost)
    expect(repeat?.outcome).not.toBe('refused')
  })

  test('erases in the store that says so, and in no other', async () => {
    const [here, there] = [await storeLaptop(door), await storeLaptop(door)]
    const { customer, changeSets } = aboutCustomer()
    await here.push(...changeSets)
    await there.push(...changeSets)
    await here.push(erasureOf(customer))
    expect(await everythingOf(there)).toMatch(words)
    expect((await fedFieldsOf(there, customer)).name?.value).toBe('Sana Tariq')
  })

  test('tells which laptops have not said that they applied the erasure, a page asked for ahead not counted, and forgets what they said in an epoch before', async () => {
    const laptop = await storeLaptop(door)
    const other = await storeLaptop(door, laptop.caller.storeId)
    const { customer, changeSets } = aboutCustomer()
    await laptop.push(...changeSets, erasureOf(customer))
    const behind = async () =>
      (await whoHasYetToErase(door))
        .filter(({ storeId }) => storeId === laptop.caller.storeId)
        .map(({ customerId, deviceId }) => [customerId, deviceId])
    const [mine, theirs] = [laptop, other].map(({ caller }) => [customer, caller.deviceId])
    expect((await behind()).toSorted()).toEqual([mine, theirs].toSorted())
    await laptop.shakeHands()
    const { cursor, hash } = await laptop.pull()
    // A laptop asks for the page after one that it has not written yet, and may end before it has.
    await laptop.pull(cursor)
    expect((await behind()).toSorted()).toEqual([mine, theirs].toSorted())
    await laptop.shakeHands({ epoch: await laptop.epoch(), cursor, hash })
    expect(await behind()).toEqual([theirs])
    await door.run('UPDATE epoch SET epoch = $1', [v7()])
    expect(await behind()).toHaveLength(2)
  })
})
