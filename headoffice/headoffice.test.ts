import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { storeIdSchema } from '../core/ids.ts'
import { erasedFields } from '../core/sync/erased-values.ts'
import { changeSetSchema } from '../core/sync/protocol.ts'
import type { Headoffice } from './start.ts'
import { headofficeKinds, type TestHeadoffice } from './testing/head-offices.ts'
import { callAs, changeOf, changeSetOf } from './testing/wire.ts'

const said = (value: string) => ({ value, parent: null })

describe.each(headofficeKinds)('head office on $name', ({ name, mark, whyNot, prepare }) => {
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

  test('says what it is and what its receipts are worth', async () => {
    const { client } = await callAs(office.url)
    expect(await client.health()).toEqual({ name: 'northstar-headoffice', epoch: office.epoch, mark })
    expect(office.mark).toBe(mark)
  })

  test('gives a receipt that names what it has, and the same one word for word on a repeat', async () => {
    const laptop = await callAs(office.url)
    const visit = changeSetOf(
      changeOf('visit', v7(), { arrival: 'first-time' }),
      changeOf('answer', v7(), { state: 'answered' }),
      changeOf('answer', v7(), { state: 'unsure' }),
    )
    const [first] = await laptop.push(visit)
    expect(first).toMatchObject({ changeSetId: visit.id, outcome: 'accepted', seq: 1, mark })
    expect(first?.words).toBe(
      mark === 'trial'
        ? 'A trial head office has this from Gulberg Motors: 1 visit, 2 answers.'
        : 'Head office has this from Gulberg Motors: 1 visit, 2 answers.',
    )
    await laptop.push(changeSetOf(changeOf('visit', v7(), { arrival: 'be-back' })))
    expect(await laptop.push(visit)).toEqual([first])
    expect((await laptop.pull()).rows).toHaveLength(4)
  })

  test('refuses other content under an id it knows, and keeps the first outcome', async () => {
    const laptop = await callAs(office.url)
    const visit = changeSetOf(changeOf('visit', v7(), { arrival: 'first-time' }))
    const [first] = await laptop.push(visit)
    const [altered] = await laptop.push({ ...visit, occurredAt: visit.occurredAt + 1 })
    expect(altered).toMatchObject({ outcome: 'refused', seq: null })
    expect(await laptop.push(visit)).toEqual([first])
  })

  test('feeds an erasure like any other event', async () => {
    const laptop = await callAs(office.url)
    const [customerId, authorId] = [v7(), v7()]
    const erasure = { customerId, reason: 'requested', authorId, occurredAt: 1 }
    const [receipt] = await laptop.push(changeSetOf(changeOf('erasure', v7(), erasure)))
    expect(receipt?.words).toMatch(/: 1 erasure of a customer\.$/)
    const { rows } = await laptop.pull()
    expect(rows).toMatchObject([{ entity: 'erasure', fields: { customerId: { value: customerId } } }])
  })

  test('knows a change set again whose customer has been erased since, and nothing else under its id', async () => {
    const laptop = await callAs(office.url)
    const name = changeOf('customer', v7(), { name: 'Sana Tariq', phone: '+923001234567', language: 'ur' })
    const note = changeOf('opportunity', v7(), { state: 'lost', lostNote: 'her brother bought one' })
    const saved = changeSetOf(name, note)
    const [first] = await laptop.push(saved)
    const stripped = {
      ...saved,
      changes: saved.changes.map((change) => ({
        ...change,
        fields: erasedFields(change.entity, change.fields),
      })),
    }
    expect(JSON.stringify(stripped)).not.toMatch(/Sana|1234567|brother/)
    expect(await laptop.push(stripped)).toEqual([first])
    expect(await laptop.push({ ...saved, changes: stripped.changes.slice(0, 1).concat(note) })).toEqual([
      first,
    ])
    const [bare, other] = stripped.changes
    const altered = [
      { ...stripped, occurredAt: saved.occurredAt + 1 },
      { ...stripped, changes: stripped.changes.slice(0, 1) },
      { ...stripped, changes: [bare, changeOf('opportunity', note.rowId, { state: 'open' })] },
      { ...stripped, changes: [bare, { ...note, fields: { ...note.fields, state: said('booked') } }] },
      { ...stripped, changes: [bare, { ...other, entity: 'visit' }] },
    ]
    for (const changeSet of altered) {
      const [receipt] = await laptop.push(changeSetSchema.parse(changeSet))
      expect(receipt?.outcome).toBe('refused')
    }
    expect((await laptop.pull()).rows[0]?.fields.name?.value).toBe('Sana Tariq')
  })

  test('keeps both values of a conflict, shows the first accepted, and settles it by a change that saw both', async () => {
    const laptop = await callAs(office.url)
    const customer = v7()
    const made = changeOf('customer', customer, { name: 'Ayesha', language: 'ur' })
    const one = changeOf('customer', customer, { name: 'Ayesha Khan' }, [made])
    const other = changeOf('customer', customer, { name: 'Ayesha Malik' }, [made])
    await laptop.push(changeSetOf(made), changeSetOf(one))
    const [receipt] = await laptop.push(changeSetOf(other))
    expect(receipt?.outcome).toBe('conflict')
    const conflicting = await laptop.pull()
    expect(conflicting.rows[0]?.fields.name).toEqual({
      value: 'Ayesha Khan',
      changeId: one.id,
      others: [{ value: 'Ayesha Malik', changeId: other.id }],
    })
    const settled = changeOf('customer', customer, { name: 'Ayesha Malik' }, [one, other])
    const [settlement] = await laptop.push(changeSetOf(settled))
    expect(settlement?.outcome).toBe('accepted')
    expect((await laptop.pull()).rows[0]?.fields.name).toEqual({
      value: 'Ayesha Malik',
      changeId: settled.id,
    })
  })

  test('feeds a value that two laptops said beside another once, with the change of each', async () => {
    const laptop = await callAs(office.url)
    const customer = v7()
    const made = changeOf('customer', customer, { name: 'Ayesha', language: 'ur' })
    const said = ['Ayesha Khan', 'Ayesha Malik', 'Ayesha Malik'].map((name) =>
      changeOf('customer', customer, { name }, [made]),
    )
    await laptop.push(changeSetOf(made), ...said.map((change) => changeSetOf(change)))
    const [, second, third] = said
    const { rows } = await laptop.pull()
    expect(rows[0]?.fields.name?.others).toEqual([
      { value: 'Ayesha Malik', changeId: second?.id, same: [third?.id] },
    ])
  })

  test('sees no conflict in the same value said twice, nor in edits of different fields', async () => {
    const laptop = await callAs(office.url)
    const customer = v7()
    const made = changeOf('customer', customer, { name: 'Ali', phone: null, language: 'ur' })
    const receipts = await laptop.push(
      changeSetOf(made),
      changeSetOf(changeOf('customer', customer, { name: 'Ali Raza' }, [made])),
      changeSetOf(changeOf('customer', customer, { name: 'Ali Raza' }, [made])),
      changeSetOf(changeOf('customer', customer, { phone: '+923001234567' }, [made])),
    )
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted', 'accepted'])
  })

  test('lets events of two laptops stand side by side, and refuses to rewrite one', async () => {
    const laptop = await callAs(office.url)
    const answer = v7()
    const receipts = await laptop.push(
      changeSetOf(changeOf('answer', answer, { ownWords: 'seven of us' })),
      changeSetOf(changeOf('answer', v7(), { ownWords: 'eight of us' })),
      changeSetOf(changeOf('answer', answer, { ownWords: 'seven of us' })),
      changeSetOf(changeOf('answer', answer, { ownWords: 'nine of us' })),
    )
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted', 'refused'])
    const fed = (await laptop.pull()).rows.map(({ fields }) => fields.ownWords?.value)
    expect(fed.toSorted()).toEqual(['eight of us', 'seven of us'])
  })

  test('takes a change set whole or not at all', async () => {
    const laptop = await callAs(office.url)
    const answer = v7()
    await laptop.push(changeSetOf(changeOf('answer', answer, { ownWords: 'seven of us' })))
    const visit = changeOf('visit', v7(), { arrival: 'first-time' })
    const [refused] = await laptop.push(
      changeSetOf(visit, changeOf('answer', answer, { ownWords: 'nine of us' })),
    )
    expect(refused?.outcome).toBe('refused')
    expect((await laptop.pull()).rows.map(({ entity }) => entity)).toEqual(['answer'])
  })

  test('keeps what a newer laptop names, and every character that JSON can say', async () => {
    const laptop = await callAs(office.url)
    const odd = 'nul \u0000, half \ud83d, اردو, "quotes"'
    const [receipt] = await laptop.push(changeSetOf(changeOf('testDrive', v7(), { note: odd })))
    expect(receipt?.words).toContain('1 other record')
    expect((await laptop.pull()).rows[0]?.fields.note?.value).toBe(odd)
  })

  test('feeds rows in pages that resume where they stopped and never cut a change set', async () => {
    const laptop = await callAs(office.url)
    const changeSets = Array.from({ length: 7 }, () =>
      changeSetOf(
        ...Array.from({ length: 3 }, (_, n) => changeOf('answer', v7(), { ownWords: `words ${n}` })),
      ),
    )
    await laptop.push(...changeSets)
    const seen: string[] = []
    let position = { cursor: 0, hash: '', end: false }
    while (!position.end) {
      const page = await laptop.pull(position.cursor, 4)
      expect(page.rows).toHaveLength(3)
      seen.push(...page.rows.map(({ rowId }) => rowId))
      position = page
      const again = await laptop.shakeHands({ epoch: laptop.epoch, cursor: page.cursor, hash: page.hash })
      expect(again.type).toBe('welcome')
    }
    expect(seen).toEqual(changeSets.flatMap(({ changes }) => changes.map(({ rowId }) => rowId)))
    expect(await laptop.pull(position.cursor)).toEqual({ ...position, rows: [] })
    expect((await laptop.pull(0, 1)).rows).toHaveLength(3)
  })

  test('moves a changed row to its latest place in the feed', async () => {
    const laptop = await callAs(office.url)
    const customer = v7()
    const made = changeOf('customer', customer, { name: 'Ali' })
    await laptop.push(changeSetOf(made), changeSetOf(changeOf('visit', v7(), { arrival: 'unknown' })))
    await laptop.push(changeSetOf(changeOf('customer', customer, { name: 'Ali Raza' }, [made])))
    const { rows, cursor } = await laptop.pull()
    expect(rows.map(({ entity, seq }) => [entity, seq])).toEqual([
      ['visit', 2],
      ['customer', 3],
    ])
    expect(cursor).toBe(3)
  })

  test('tells a laptop whose position it never had that they do not match', async () => {
    const laptop = await callAs(office.url)
    await laptop.push(changeSetOf(changeOf('visit', v7(), { arrival: 'unknown' })))
    const { cursor, hash } = await laptop.pull()
    const { epoch } = laptop
    expect((await laptop.shakeHands({ epoch, cursor: cursor + 1, hash })).type).toBe('mismatch')
    expect((await laptop.shakeHands({ epoch, cursor, hash: 'f'.repeat(64) })).type).toBe('mismatch')
    expect(await laptop.shakeHands({ epoch: v7(), cursor: 40, hash })).toMatchObject({
      type: 'welcome',
      newEpoch: true,
    })
  })

  test('tells a laptop whose receipt it never gave, or gave for something else, that they do not match', async () => {
    const laptop = await callAs(office.url)
    const [first] = await laptop.push(changeSetOf(changeOf('visit', v7(), { arrival: 'unknown' })))
    const [second] = await laptop.push(changeSetOf(changeOf('visit', v7(), { arrival: 'be-back' })))
    if (!first || !second) throw new Error('no receipts')
    const at = { epoch: laptop.epoch, cursor: 0, hash: '' }
    const answerTo = async (changeSetId: typeof first.changeSetId, seq: number) =>
      (await laptop.shakeHands({ ...at, newestReceipt: { changeSetId, seq } })).type
    expect(await answerTo(second.changeSetId, 2)).toBe('welcome')
    expect(await answerTo(first.changeSetId, 2)).toBe('mismatch')
    expect(await answerTo(second.changeSetId, 3)).toBe('mismatch')
  })

  test('orders the pushes of laptops that arrive at once, one seq each', async () => {
    const laptops = [await callAs(office.url)]
    const storeId = laptops[0]?.ids.storeId
    if (!storeId) throw new Error('no store')
    for (let n = 0; n < 3; n++) {
      const { ids } = await callAs(office.url)
      laptops.push(await callAs(office.url, { ...ids, storeId }))
    }
    const receipts = await Promise.all(
      laptops.flatMap((laptop) =>
        Array.from({ length: 5 }, () =>
          laptop.push(changeSetOf(changeOf('answer', v7(), { ownWords: 'at once' }))),
        ),
      ),
    )
    const seqs = receipts.flat().map(({ seq }) => seq ?? 0)
    expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  })

  test('sends a laptop of another epoch, or of a store it does not know, back to the handshake', async () => {
    const { client, ids, epoch } = await callAs(office.url)
    const pull = { ...ids, epoch: v7(), cursor: 0, limit: 10 }
    await expect(client.pull(pull)).rejects.toMatchObject({ code: 'EPOCH_CHANGED', data: { epoch } })
    const stranger = { ...pull, epoch, storeId: storeIdSchema.parse(v7()) }
    await expect(client.pull(stranger)).rejects.toMatchObject({ code: 'STORE_NOT_KNOWN', data: { epoch } })
  })

  test('does not talk with a protocol it does not know', async () => {
    const { client, ids } = await callAs(office.url)
    const hello = {
      ...ids,
      storeCode: 'LHE-1',
      storeName: 'Gulberg Motors',
      epoch: null,
      cursor: 0,
      hash: '',
      newestReceipt: null,
    }
    expect(await client.handshake({ ...hello, protocol: 99 })).toEqual({
      type: 'protocol-not-accepted',
      oldest: 1,
      newest: 1,
    })
  })

  test('has everything again after it was stopped and started, in the same epoch', async () => {
    const laptop = await callAs(office.url)
    const visit = changeSetOf(changeOf('visit', v7(), { arrival: 'unknown' }))
    const [receipt] = await laptop.push(visit)
    await office.close()
    office = await prepared.start()
    const back = await callAs(office.url, laptop.ids)
    expect(back.epoch).toBe(laptop.epoch)
    expect(await back.push(visit)).toEqual([receipt])
  })

  test('begins a new epoch when asked to', async () => {
    const before = office.epoch
    await office.close()
    office = await prepared.start({ newEpoch: true })
    expect(office.epoch).not.toBe(before)
    const laptop = await callAs(office.url)
    expect(await laptop.shakeHands({ epoch: before, cursor: 0, hash: '' })).toMatchObject({ newEpoch: true })
  })
})
