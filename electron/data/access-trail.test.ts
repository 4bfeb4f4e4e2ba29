import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { newId } from '../doors.ts'
import { openTestLaptop, refusalCode, type TestLaptop, textQuestion, words } from './test-laptop.ts'
import { personId, signIn, signInFirstTime, walkIn } from './test-service.ts'

const minuteMs = 60_000

/** What the access log has gained, as `act person customer detail`, since it was last asked. */
function createReader(laptop: TestLaptop) {
  let position = 0
  return () => {
    const rows = z
      .array(
        z.object({
          position: z.int(),
          act: z.string(),
          person: z.string().nullable(),
          customer: z.string().nullable(),
          detail: z.string(),
        }),
      )
      .parse(
        laptop.rows(
          `SELECT l.position, l.act, p.name AS person, c.name AS customer, l.detail FROM access_log l
           LEFT JOIN consultant p ON p.id = l.person_id LEFT JOIN customer c ON c.id = l.customer_id
           WHERE l.position > ${position} ORDER BY l.position`,
        ),
      )
    position = rows.at(-1)?.position ?? position
    return rows.map(({ act, person, customer, detail }) => {
      const { what }: { what?: unknown } = z.object({ what: z.string().optional() }).parse(JSON.parse(detail))
      return [act, person?.split(' ')[0], customer, what].filter(Boolean).join(' ')
    })
  }
}

async function withVisitor() {
  const laptop = await openTestLaptop()
  const { client } = laptop
  const added = createReader(laptop)
  const visit = await walkIn(client)
  const customerId = newId()
  const saveAs = (name: string, seen = {}, isNew = false) =>
    client.customers.save({
      customerId,
      isNew,
      visit: isNew ? { id: visit.id, seenCustomerId: null } : null,
      name,
      phone: null,
      language: 'en',
      seen,
    })
  const questionId = await textQuestion(client)
  return { laptop, client, added, visit, customerId, saveAs, questionId }
}

test('a conversation with nobody known is in nobody’s log', async () => {
  const { laptop, client, added, visit, questionId } = await withVisitor()
  await using _ = laptop
  await client.discovery.answer(words(visit.id, questionId, 'five'))
  await client.discovery.board({ opportunityId: visit.opportunityId, language: 'en' })
  await client.shortlist.record({ shortlistId: newId(), visitId: visit.id, language: 'en' })
  expect(added()).toEqual(['pin-set Ayesha', 'signed-in Ayesha'])
})

describe('who saw a customer', () => {
  test('is said once in a quarter of an hour for each person, however often the screen asks', async () => {
    const { laptop, client, added, visit, customerId, saveAs } = await withVisitor()
    await using _ = laptop
    await saveAs('Sana Tariq', {}, true)
    added()
    const look = async () => {
      await client.customers.get({ customerId })
      await client.discovery.board({ opportunityId: visit.opportunityId, language: 'en' })
      await client.shortlist.get({ opportunityId: visit.opportunityId, language: 'en' })
      await client.session.active()
    }
    await look()
    await look()
    expect(added()).toEqual(['customer-seen Ayesha Sana Tariq profile'])
    laptop.advance(9 * minuteMs)
    await look()
    expect(added()).toEqual([])
    laptop.advance(6 * minuteMs)
    await look()
    expect(added()).toEqual(['customer-seen Ayesha Sana Tariq profile'])
    await signInFirstTime(client, 'Imran Sheikh')
    added()
    await client.shortlist.get({ opportunityId: visit.opportunityId, language: 'en' })
    await look()
    expect(added()).toEqual(['customer-seen Imran Sana Tariq shortlist'])
    await signIn(client)
    added()
    await client.discovery.board({ opportunityId: visit.opportunityId, language: 'en' })
    expect(added()).toEqual(['customer-seen Ayesha Sana Tariq board'])
  })

  test('is said for each customer', async () => {
    const { laptop, client, added, saveAs, customerId } = await withVisitor()
    await using _ = laptop
    await saveAs('Sana Tariq', {}, true)
    const other = newId()
    await client.customers.save({
      customerId: other,
      isNew: true,
      visit: null,
      name: 'Zain',
      phone: null,
      language: 'en',
      seen: {},
    })
    added()
    await client.customers.get({ customerId })
    await client.customers.get({ customerId: other })
    expect(added()).toEqual(['customer-seen Ayesha Sana Tariq profile', 'customer-seen Ayesha Zain profile'])
  })
})

describe('who changed a customer', () => {
  test('is said for every save and consent, and once in a quarter of an hour for the answers of a visit', async () => {
    const { laptop, client, added, visit, customerId, saveAs, questionId } = await withVisitor()
    await using _ = laptop
    added()
    await saveAs('Sana', {}, true)
    expect(added()).toEqual(['customer-changed Ayesha Sana customer opportunity'])
    const { seen } = await client.customers.get({ customerId })
    await saveAs('Sana Tariq', seen)
    const wordingId = (await client.app.state()).market.consents[0]?.id ?? ''
    await client.customers.consent({ customerId, wordingId, granted: true, language: 'en' })
    await client.customers.consent({ customerId, wordingId, granted: false, language: 'en' })
    expect(added()).toEqual([
      'customer-seen Ayesha Sana Tariq profile',
      'customer-changed Ayesha Sana Tariq customer',
      'customer-changed Ayesha Sana Tariq consent',
      'customer-changed Ayesha Sana Tariq consent',
    ])
    const answer = async (ownWords: string, ...supersedes: readonly string[]) =>
      (await client.discovery.answer(words(visit.id, questionId, ownWords, ...supersedes))).answer.id
    const first = await answer('five')
    const second = await answer('six', first)
    await client.shortlist.record({ shortlistId: newId(), visitId: visit.id, language: 'en' })
    expect(added()).toEqual(['customer-changed Ayesha Sana Tariq answer'])
    for (let minutes = 0; minutes < 15; minutes += 5) {
      laptop.advance(5 * minuteMs)
      await client.session.active()
    }
    await answer('seven', second)
    expect(added()).toEqual(['customer-changed Ayesha Sana Tariq answer'])
    await client.visits.end({ visitId: visit.id, leftBeforeContact: false })
    expect(added()).toEqual(['customer-changed Ayesha Sana Tariq visit'])
  })

  test('is said of both when an opportunity goes from one to another', async () => {
    const { laptop, client, added, visit, customerId, saveAs } = await withVisitor()
    await using _ = laptop
    await saveAs('Sana', {}, true)
    const other = newId()
    const zain = {
      customerId: other,
      isNew: true,
      visit: null,
      name: 'Zain',
      phone: null,
      language: 'en' as const,
    }
    await client.customers.save({ ...zain, seen: {} })
    added()
    await client.customers.attach({ visitId: visit.id, customerId: other, seenCustomerId: customerId })
    expect(added()).toEqual([
      'customer-changed Ayesha Sana opportunity',
      'customer-changed Ayesha Zain opportunity',
    ])
  })

  test('stands or falls with the change itself', async () => {
    const { laptop, client, added, visit, saveAs, questionId } = await withVisitor()
    await using _ = laptop
    await saveAs('Sana', {}, true)
    added()
    laptop.meddle(
      "CREATE TRIGGER failing BEFORE INSERT ON access_log BEGIN SELECT RAISE(ABORT, 'no entry'); END",
    )
    expect(await refusalCode(client.discovery.answer(words(visit.id, questionId, 'five')))).toBe('BUG')
    laptop.meddle('DROP TRIGGER failing')
    expect(laptop.rows('SELECT * FROM answer')).toEqual([])
    laptop.meddle("CREATE TRIGGER failing BEFORE INSERT ON answer BEGIN SELECT RAISE(ABORT, 'no'); END")
    expect(await refusalCode(client.discovery.answer(words(visit.id, questionId, 'five')))).toBe('BUG')
    laptop.meddle('DROP TRIGGER failing')
    expect(added()).toEqual([])
    await client.discovery.answer(words(visit.id, questionId, 'five'))
    expect(added()).toEqual(['customer-changed Ayesha Sana answer'])
    expect(await client.access.verify()).toMatchObject({ type: 'whole' })
  })
})

describe('who exported a list', () => {
  const day = { businessDay: '2026-11-22', language: 'en' as const }

  test('is said with the day and the format', async () => {
    await using laptop = await openTestLaptop()
    await laptop.client.reports.export({ ...day, format: 'csv' })
    await laptop.client.reports.print(day)
    await laptop.client.reports.printing({ businessDay: day.businessDay })
    const details = laptop.rows("SELECT detail FROM access_log WHERE act = 'list-exported'")
    const list = { list: 'daily-summary', day: '2026-11-22' }
    expect(details.map((row) => JSON.parse(z.object({ detail: z.string() }).parse(row).detail))).toEqual([
      { ...list, format: 'csv' },
      { ...list, format: 'pdf' },
      { ...list, format: 'print' },
    ])
  })

  test('is said before the list is handed out: without an entry there is no list', async () => {
    await using laptop = await openTestLaptop()
    laptop.meddle(
      "CREATE TRIGGER failing BEFORE INSERT ON access_log BEGIN SELECT RAISE(ABORT, 'no entry'); END",
    )
    expect(await refusalCode(laptop.client.reports.export({ ...day, format: 'xlsx' }))).toBe('BUG')
  })
})

test('who read the access log is in it, once for each time they were signed in', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  const read = () => client.access.log({ before: null, limit: 10, customerId: null })
  await read()
  const { entries, total } = await read()
  expect(entries.map(({ act, personName }) => [act, personName])).toEqual([
    ['log-read', 'Ayesha Malik'],
    ['signed-in', 'Ayesha Malik'],
    ['pin-set', 'Ayesha Malik'],
  ])
  expect(total).toBe(3)
  await client.session.signOut({ because: 'signed-out' })
  await signIn(client)
  const acts = (await read()).entries.map(({ act }) => act)
  expect(acts.filter((act) => act === 'log-read')).toHaveLength(2)
  expect(await client.access.verify()).toMatchObject({ type: 'whole', entries: acts.length })
})

test('PINs set and unlocked name who let it happen and whose they are', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  const manager = await personId(client, 'Ayesha Malik')
  await signInFirstTime(client, 'Imran Sheikh')
  await signIn(client)
  const imran = await personId(client, 'Imran Sheikh')
  const allowedBy = { type: 'recovery-code' as const, code: 'the recovery code' }
  await client.session.unlock({ consultantId: imran, allowedBy })
  const { entries } = await client.access.log({ before: null, limit: 50, customerId: null })
  const pins = entries.filter(({ act }) => act.startsWith('pin-')).reverse()
  expect(pins).toMatchObject([
    { act: 'pin-set', personId: manager, detail: { by: 'first', consultantId: manager } },
    { act: 'pin-set', personId: manager, detail: { by: 'manager', consultantId: imran } },
    { act: 'pin-unlocked', personId: null, detail: { by: 'recovery-code', consultantId: imran } },
  ])
})

test('where head office is and who was added are settings that somebody changed', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  await client.settings.update({ headofficeUrl: null })
  await client.settings.update({ colourScheme: 'dark' })
  const consultantId = newId()
  await client.consultants.add({ consultantId, name: 'Zain', role: 'service-adviser' })
  const { entries } = await client.access.log({ before: null, limit: 50, customerId: null })
  expect(entries.filter(({ act }) => act === 'settings-changed').map(({ detail }) => detail)).toEqual([
    { setting: 'person-added', consultantId, role: 'service-adviser' },
    { setting: 'headoffice-url' },
  ])
})
