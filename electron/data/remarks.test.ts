import { describe, expect, test } from 'vitest'
import { newId } from '../doors.ts'
import { openTestLaptop as opened, refusalCode, type TestLaptop, textQuestion, words } from './test-laptop.ts'
import { type TestClient, walkIn } from './test-service.ts'

const boardOf = (client: TestClient, opportunityId: string) =>
  client.discovery.board({ opportunityId, language: 'en' })

const rowsIn = ({ rows }: Pick<TestLaptop, 'rows'>, table: string) =>
  rows(`SELECT count(*) AS n FROM ${table}`)

describe('a remark', () => {
  const said = (visitId: string, text: string) => ({
    remarkId: newId(),
    visitId,
    text,
    language: 'en' as const,
    speaker: 'passenger' as const,
    topicId: null,
  })

  test('is kept as said, corrected, pinned to a topic and removed, each naming what was seen', async () => {
    await using laptop = await opened()
    const { client } = laptop
    const { id: visitId, opportunityId } = await walkIn(client)
    const [topic] = (await client.discovery.bank()).topics
    const topicId = topic?.id ?? ''
    const added = said(visitId, '  gari neeche lagti hai  ')
    const { remark } = await client.remarks.add(added)
    expect(remark).toMatchObject({ text: 'gari neeche lagti hai', speaker: 'passenger', earlierIds: [] })
    expect(await client.remarks.add(added)).toMatchObject({ remark })
    const pinned = await client.remarks.pin({ remarkId: remark.id, visitId, topicId })
    expect(pinned.remark).toMatchObject({ topicId, text: remark.text, earlierIds: [remark.id] })
    expect(await client.remarks.pin({ remarkId: remark.id, visitId, topicId })).toEqual(pinned)
    expect(await refusalCode(client.remarks.pin({ remarkId: remark.id, visitId, topicId: null }))).toBe(
      'CHANGED_SINCE_SEEN',
    )
    const corrected = await client.remarks.correct({
      remarkId: pinned.remark.id,
      visitId,
      text: 'it scrapes on every speed-breaker',
      speaker: null,
    })
    expect(corrected.remark).toMatchObject({
      topicId,
      speaker: null,
      text: 'it scrapes on every speed-breaker',
    })
    expect((await boardOf(client, opportunityId)).remarks).toEqual([corrected.remark])
    await client.remarks.remove({ remarkId: corrected.remark.id, visitId })
    expect((await boardOf(client, opportunityId)).remarks).toEqual([])
    expect(rowsIn(laptop, 'remark')).toEqual([{ n: 4 }])
  })

  test('without a word, or pinned to no topic of the bank, is refused', async () => {
    await using laptop = await opened()
    const { id: visitId } = await walkIn(laptop.client)
    expect(await refusalCode(laptop.client.remarks.add(said(visitId, ' ')))).toBe('ANSWER_NOT_VALID')
    expect(
      await refusalCode(laptop.client.remarks.add({ ...said(visitId, 'words'), topicId: 'no-topic' })),
    ).toBe('NOT_FOUND')
  })

  test('is contact: its visit did not end before any', async () => {
    await using laptop = await opened()
    const { id: visitId } = await walkIn(laptop.client)
    await laptop.client.remarks.add(said(visitId, 'too expensive everywhere'))
    expect(await refusalCode(laptop.client.visits.end({ visitId, leftBeforeContact: true }))).toBe(
      'LEFT_BEFORE_CONTACT_NOT_TRUE',
    )
  })
})

describe('being understood', () => {
  test('a read-back and how far they felt heard are kept once, and the latest is on the board', async () => {
    await using laptop = await opened()
    const { client } = laptop
    const { id: visitId, opportunityId } = await walkIn(client)
    const { answer } = await client.discovery.answer(words(visitId, await textQuestion(client), 'five of us'))
    const readBack = {
      readBackId: newId(),
      visitId,
      language: 'en' as const,
      lines: [
        {
          answerIds: [answer.id],
          text: 'You are five.',
          state: 'corrected' as const,
          said: 'six on Fridays',
        },
      ],
      agreed: true,
    }
    const kept = await client.readBack.record(readBack)
    laptop.advance(1000)
    expect(await client.readBack.record(readBack)).toEqual(kept)
    const feltHeard = { feltHeardId: newId(), visitId, level: 5, inCustomerView: true }
    const heard = await client.feltHeard.record(feltHeard)
    expect(await client.feltHeard.record(feltHeard)).toEqual(heard)
    expect(await refusalCode(client.feltHeard.record({ ...feltHeard, level: 4 }))).toBe('BUG')
    expect(await boardOf(client, opportunityId)).toMatchObject({
      readBack: { agreed: true, lines: readBack.lines },
      feltHeard: { level: 5, inCustomerView: true },
    })
    expect([rowsIn(laptop, 'read_back'), rowsIn(laptop, 'felt_heard')]).toEqual([[{ n: 1 }], [{ n: 1 }]])
  })

  test('what nothing on sale gives is on record once the talk is read back, and no more once it is taken back', async () => {
    await using laptop = await opened()
    const { client } = laptop
    const { id: visitId } = await walkIn(client)
    const { topics } = await client.discovery.bank()
    const budget = topics.flatMap(({ questions }) => questions).find(({ kind }) => kind === 'money-range')
    const { answer } = await client.discovery.answer({
      ...words(visitId, budget?.id ?? '', 'almost nothing'),
      value: { type: 'money-range', atLeast: null, atMost: { amountMinor: 1000, currency: 'PKR' } },
    })
    const record = () =>
      client.readBack.record({
        readBackId: newId(),
        visitId,
        language: 'en',
        lines: [{ answerIds: [answer.id], text: 'You need room.', state: 'as-read', said: '' }],
        agreed: true,
      })
    const needs = () =>
      laptop.rows(
        'SELECT attribute, stands, json_array_length(follows_ids) AS follows FROM unmet_need ORDER BY occurred_at',
      )
    await record()
    await record()
    expect(needs()).toEqual([{ attribute: 'priceMinor', stands: 1, follows: 0 }])
    laptop.advance(1000)
    await client.discovery.undo({ visitId, answerId: answer.id })
    await client.visits.end({ visitId, leftBeforeContact: false })
    expect(needs()).toEqual([
      { attribute: 'priceMinor', stands: 1, follows: 0 },
      { attribute: 'priceMinor', stands: 0, follows: 1 },
    ])
  })
})
