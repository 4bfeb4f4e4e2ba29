import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { consultantIdSchema } from '../core/ids.ts'
import { feedRowSchema } from '../core/sync/protocol.ts'
import { createFieldBeside } from './field-beside.ts'
import { createSyncCounts } from './sync-counts.ts'
import { ali, changeId, day, eachFeedLaptop, now } from './test-feed-laptop.ts'

const laptop = eachFeedLaptop()
const { fed, pageOf, pull, rename, receive, nameOf, versionOf, beside, aside } = laptop

describe('applying the feed', () => {
  test('writes rows and moves cursor and hash together', async () => {
    const [customer, by] = [v7(), changeId()]
    expect(await pull(fed('customer', customer, ali, { by }))).toEqual({
      type: 'applied',
      applied: 1,
      waiting: 0,
      quarantined: 0,
    })
    expect(nameOf(customer)).toBe('Ali')
    expect(versionOf(customer)).toBe(by)
    expect(laptop.feed.position()).toMatchObject({
      epoch: 'epoch',
      cursor: laptop.seq,
      hash: `hash ${laptop.seq}`,
    })
    expect(laptop.db.customerSearch.find('ali', 10).ids).toEqual([customer])
  })

  test('shows what came after this laptop’s own change, also where it had to wait for another row', async () => {
    const [owner, opportunity, customer] = [v7(), v7(), v7()]
    const openedAt = now
    const none = { lostReason: null, lostNote: null, lostVisitId: null, lostBusinessDay: null }
    await pull(fed('consultant', owner, { name: 'Ayesha', role: 'consultant', active: true }))
    const { changeSetId } = laptop.db.changeSets.commit({
      authorId: null,
      occurredAt: now,
      businessDay: day,
      visitId: null,
      edits: [
        {
          entity: 'opportunity',
          rowId: opportunity,
          fields: {
            ownerId: consultantIdSchema.parse(owner),
            customerId: null,
            state: 'open',
            openedAt,
            ...none,
          },
        },
      ],
    })
    receive(changeSetId, 'accepted')

    // Head office took another laptop’s edit after ours; the customer it names was edited later still.
    const theirs = fed('opportunity', opportunity, {
      ownerId: owner,
      customerId: customer,
      state: 'open',
      openedAt,
      ...none,
    })
    await pull(theirs, fed('customer', customer, ali))

    expect(laptop.db.tables.read('opportunity', opportunity)?.customerId).toBe(customer)
    expect(laptop.db.fieldVersions.of('opportunity', opportunity).get('customerId')).toBe(
      theirs.fields.customerId?.changeId,
    )
    expect(aside()).toEqual([])
  })

  test('takes an event without its words, where head office stripped it for somebody that this laptop never saw', async () => {
    const [author, opportunity, visit, answer] = [v7(), v7(), v7(), v7()]
    const said = {
      opportunityId: opportunity,
      visitId: visit,
      questionId: 'use',
      state: 'answered',
      value: { type: 'text' },
      ownWords: 'for the school run',
      language: 'en',
      bankVersion: '1',
      supersedesIds: [],
      authorId: author,
      occurredAt: now,
      businessDay: day,
    }
    await pull(
      fed('consultant', author, { name: 'Ayesha', role: 'consultant', active: true }),
      fed('opportunity', opportunity, {
        ownerId: author,
        customerId: null,
        state: 'open',
        lostReason: null,
        lostNote: null,
        lostVisitId: null,
        lostBusinessDay: null,
        openedAt: now,
      }),
      fed('visit', visit, {
        opportunityId: opportunity,
        ownerId: author,
        arrival: 'unknown',
        startedAt: now,
        businessDay: day,
        endedAt: null,
        leftBeforeContact: false,
      }),
      fed('answer', answer, said),
    )
    await pull(fed('answer', answer, { ...said, questionId: 'another' }))
    // Written before answers had speakers: it reads as said by the party as one.
    const whole = { ...said, speaker: null, confirmsRemarkId: null, restoresId: null }
    expect(laptop.db.tables.read('answer', answer)).toEqual(whole)
    await pull(fed('answer', answer, { ...said, ownWords: '' }))
    expect(laptop.db.tables.read('answer', answer)).toEqual({ ...whole, ownWords: '' })
  })

  test('writes nothing of a page that goes back or is of another epoch', async () => {
    await pull(fed('customer', v7(), ali))
    const row = fed('customer', v7(), ali)
    await expect(laptop.feed.applyPage(pageOf([row], 0), 'epoch')).rejects.toThrow()
    await expect(laptop.feed.applyPage(pageOf([row]), 'another')).rejects.toThrow()
    expect(laptop.db.tables.isThere('customer', row.rowId)).toBe(false)
  })

  test('takes its own change back as an echo that changes nothing', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    const mine = rename(customer, 'Ali Raza')
    const own = versionOf(customer)
    receive(mine, 'accepted')
    await pull(fed('customer', customer, { name: 'Ali Raza' }, { by: String(own) }))
    expect([nameOf(customer), versionOf(customer), beside()]).toEqual(['Ali Raza', own, []])
  })

  test('keeps an unsent edit, with head office’s value beside it and the parent where it was', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    const mine = rename(customer, 'Ali Raza')
    const own = versionOf(customer)
    await pull(fed('customer', customer, { name: 'Ali Khan', language: 'en' }))
    expect(nameOf(customer)).toBe('Ali Raza')
    expect(laptop.db.tables.read('customer', customer)?.language).toBe('en')
    expect(versionOf(customer)).toBe(own)
    expect(beside()).toEqual([{ reason: 'masked', value: '"Ali Khan"' }])
    receive(mine, 'accepted')
    expect(beside()).toEqual([])
  })

  test('shows head office’s value after a conflict, with its own beside', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    const mine = rename(customer, 'Ali Raza')
    await pull(fed('customer', customer, { name: 'Ali Khan' }))
    receive(mine, 'conflict')
    await pull(fed('customer', customer, { name: 'Ali Khan' }, { others: { name: 'Ali Raza' } }))
    laptop.feed.finishRound(now)
    expect(nameOf(customer)).toBe('Ali Khan')
    expect(beside()).toEqual([{ reason: 'conflict', value: '"Ali Raza"' }])
  })

  test('keeps beside a field each change that said the other value, so that settling it names them all', async () => {
    const customer = v7()
    const [first, later] = [changeId(), changeId()]
    const row = fed('customer', customer, ali)
    const name = {
      value: 'Ali',
      changeId: changeId(),
      others: [{ value: 'Ali Raza', changeId: first, same: [later] }],
    }
    await pull(feedRowSchema.parse({ ...row, fields: { ...row.fields, name } }))
    expect(beside()).toEqual(Array(2).fill({ reason: 'conflict', value: '"Ali Raza"' }))
    laptop.db.changeSets.commit({
      authorId: null,
      occurredAt: now,
      businessDay: day,
      visitId: null,
      edits: [{ entity: 'customer', rowId: customer, fields: { name: 'Ali Raza' }, settles: true }],
    })
    const [settled] = laptop.outbox.nextPage(10_000).changeSets.flatMap(({ changes }) => changes)
    expect(settled?.fields.name?.alsoParents?.toSorted()).toEqual([first, later].sort())
    expect(beside()).toEqual([])
  })

  test('shows head office’s value after a refusal too, and never drops its own', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    const mine = rename(customer, 'Ali Raza')
    await pull(fed('customer', customer, { name: 'Ali Khan' }))
    laptop.feed.finishRound(now)
    expect(nameOf(customer)).toBe('Ali Raza')
    receive(mine, 'refused')
    laptop.feed.finishRound(now)
    expect(nameOf(customer)).toBe('Ali Khan')
    expect(beside()).toEqual([{ reason: 'refused', value: '"Ali Raza"' }])
  })

  test('keeps a refused value of its own beside, also when head office feeds the row again', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    const mine = rename(customer, 'Ali Raza')
    await pull(fed('customer', customer, { name: 'Ali Khan' }))
    receive(mine, 'refused')
    laptop.feed.finishRound(now)
    await pull(fed('customer', customer, { ...ali, name: 'Ali Khan', language: 'en' }))
    expect(beside()).toEqual([{ reason: 'refused', value: '"Ali Raza"' }])
    expect(createFieldBeside(laptop.db.connection).sides()).toMatchObject([
      { field: 'name', value: 'Ali Raza' },
    ])
    expect(createSyncCounts(laptop.db.connection).read(now).conflicts).toBe(1)
    laptop.db.changeSets.commit({
      authorId: null,
      occurredAt: now,
      businessDay: day,
      visitId: null,
      edits: [{ entity: 'customer', rowId: customer, fields: { name: 'Ali Raza' }, settles: true }],
    })
    expect(beside()).toEqual([])
  })

  test('keeps a refused value of its own beside where nothing was masked by it', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    receive(rename(customer, 'Ali Raza'), 'refused')
    await pull(fed('customer', customer, { ...ali, language: 'en' }))
    expect(nameOf(customer)).toBe('Ali')
    expect(beside()).toEqual([{ reason: 'refused', value: '"Ali Raza"' }])
    receive(rename(customer, 'Ali Khan'), 'refused')
    await pull(fed('customer', customer, ali))
    expect(beside()).toHaveLength(2)
    expect(beside()).toEqual(
      expect.arrayContaining(['"Ali Khan"', '"Ali Raza"'].map((value) => ({ reason: 'refused', value }))),
    )
  })

  test('says no more that its value was refused once another head office has taken it', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    const mine = rename(customer, 'Ali Raza')
    receive(mine, 'refused')
    await pull(fed('customer', customer, { ...ali, language: 'en' }))
    laptop.feed.enterEpoch('another', 'durable', { isEmpty: false })
    receive(mine, 'accepted')
    expect(beside()).toEqual([])
  })

  test('does not bring a conflict back while its settlement waits', async () => {
    const customer = v7()
    const row = fed('customer', customer, ali)
    const [seen, unseen] = [changeId(), changeId()]
    const withOthers = (...others: readonly { value: string; changeId: string }[]) => {
      const name = { ...row.fields.name, others }
      return feedRowSchema.parse({ ...row, seq: laptop.nextSeq(), fields: { ...row.fields, name } })
    }
    const [other, news] = [
      { value: 'Ali Khan', changeId: seen },
      { value: 'Aly', changeId: unseen },
    ]
    await pull(withOthers(other))
    laptop.db.changeSets.commit({
      authorId: null,
      occurredAt: now,
      businessDay: day,
      visitId: null,
      edits: [{ entity: 'customer', rowId: customer, fields: { name: 'Ali Raza' }, settles: true }],
    })
    const sides = () =>
      createFieldBeside(laptop.db.connection)
        .sides()
        .map(({ value }) => value)
    await pull(withOthers(other))
    expect(sides()).toEqual([])
    await pull(withOthers(other, news))
    expect(sides()).toEqual(['Aly'])
  })

  test('masks the fields that mean something only together, together', async () => {
    const [owner, opportunity] = [v7(), v7()]
    const open = {
      ownerId: owner,
      customerId: null,
      state: 'open',
      lostReason: null,
      lostNote: null,
      lostVisitId: null,
      lostBusinessDay: null,
      openedAt: now,
    }
    await pull(
      fed('consultant', owner, { name: 'Bilal', role: 'consultant', active: true }),
      fed('opportunity', opportunity, open),
    )
    laptop.db.changeSets.commit({
      authorId: null,
      occurredAt: now,
      businessDay: day,
      visitId: null,
      edits: [{ entity: 'opportunity', rowId: opportunity, fields: { state: 'booked' } }],
    })
    await pull(fed('opportunity', opportunity, { state: 'lost', lostReason: 'price', lostBusinessDay: day }))
    expect(laptop.db.tables.read('opportunity', opportunity)).toMatchObject({
      state: 'booked',
      lostReason: null,
    })
    expect(aside()).toEqual([])
  })
})
