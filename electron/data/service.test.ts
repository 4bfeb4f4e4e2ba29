import { describe, expect, test } from 'vitest'
import { connectWriter } from '../../db/connect.ts'
import { testFolder, testKey } from '../../db/test-database.ts'
import { newId } from '../doors.ts'
import { anyVehicle, openTestLaptop as opened, refusalCode, textQuestion, words } from './test-laptop.ts'
import { openTestService, setUp, signIn, walkIn } from './test-service.ts'

describe('before set-up', () => {
  test('every call that needs a store says what to do first', async () => {
    using place = testFolder()
    const { client, close } = openTestService(place.folder)
    expect((await client.app.state()).store).toBeNull()
    expect(await refusalCode(walkIn(client))).toBe('NOT_SET_UP')
    await close()
  })

  test('a set-up that cannot be written whole leaves nothing, and can be done again', async () => {
    using place = testFolder()
    const { client, close } = openTestService(place.folder)
    const other = connectWriter(place.folder, testKey)
    other.exec("CREATE TRIGGER full BEFORE INSERT ON catalogue BEGIN SELECT RAISE(ABORT, 'no space'); END")
    expect(await refusalCode(setUp(client))).toBe('BUG')
    const { store, consultants } = await client.app.state()
    expect({ store, consultants }).toEqual({ store: null, consultants: [] })
    other.exec('DROP TRIGGER full')
    other.close()
    await setUp(client)
    expect((await client.app.state()).catalogue?.variants).toBeGreaterThan(0)
    await close()
  })

  test('set-up happens once and brings the base catalogue', async () => {
    await using laptop = await opened()
    expect(await refusalCode(setUp(laptop.client))).toBe('ALREADY_SET_UP')
    const { catalogue, consultantId, consultants } = await laptop.client.app.state()
    expect(catalogue?.models).toBeGreaterThanOrEqual(25)
    expect(catalogue?.variants).toBeGreaterThanOrEqual(50)
    expect(consultants.find(({ id }) => id === consultantId)?.name).toBe('Ayesha Malik')
  })
})

describe('a visit', () => {
  test('starts without a name and counts for who is at the laptop', async () => {
    await using laptop = await opened()
    const visit = await walkIn(laptop.client)
    expect(visit).toMatchObject({ customerName: null, ownerName: 'Ayesha Malik', businessDay: '2026-11-22' })
    expect(await laptop.client.visits.list({ businessDay: visit.businessDay })).toHaveLength(1)
  })

  test('after midnight in Karachi belongs to the next business day', async () => {
    await using laptop = await opened()
    laptop.advance(12 * 3600_000 + 1)
    await signIn(laptop.client)
    expect((await walkIn(laptop.client)).businessDay).toBe('2026-11-23')
  })

  test('that has ended takes no second ending, no answer and no shortlist', async () => {
    await using laptop = await opened()
    const { id: visitId } = await walkIn(laptop.client)
    await laptop.client.visits.end({ visitId, leftBeforeContact: false })
    expect(await refusalCode(laptop.client.visits.end({ visitId, leftBeforeContact: true }))).toBe(
      'VISIT_ENDED',
    )
  })
})

describe('leaving before contact', () => {
  test('is refused once something was answered in the visit, which stays open', async () => {
    await using laptop = await opened()
    const { id: visitId } = await walkIn(laptop.client)
    await laptop.client.discovery.answer(words(visitId, await textQuestion(laptop.client), 'five'))
    expect(await refusalCode(laptop.client.visits.end({ visitId, leftBeforeContact: true }))).toBe(
      'LEFT_BEFORE_CONTACT_NOT_TRUE',
    )
    expect((await laptop.client.visits.get({ visitId })).endedAt).toBeNull()
  })

  test('is true of a visit without an answer, also where an earlier visit has some', async () => {
    await using laptop = await opened()
    const { id: firstId, opportunityId } = await walkIn(laptop.client)
    await laptop.client.discovery.answer(words(firstId, await textQuestion(laptop.client), 'five'))
    await laptop.client.visits.end({ visitId: firstId, leftBeforeContact: false })
    const visitId = newId()
    await laptop.client.visits.start({ visitId, arrival: 'be-back', customerId: null, opportunityId })
    const ended = await laptop.client.visits.end({ visitId, leftBeforeContact: true })
    expect(ended.leftBeforeContact).toBe(true)
  })
})

describe('an answer', () => {
  test('is there after the service was closed and opened again, with the question and the draft', async () => {
    using place = testFolder()
    const first = openTestService(place.folder)
    await setUp(first.client)
    const visit = await walkIn(first.client)
    const questionId = await textQuestion(first.client)
    await first.client.discovery.open({ opportunityId: visit.opportunityId, questionId })
    await first.client.discovery.answer(words(visit.id, questionId, 'دادا دادی جمعے کو آتے ہیں'))
    await first.client.discovery.keepDraft({
      opportunityId: visit.opportunityId,
      questionId,
      text: 'and my sis',
    })
    await first.close()
    const second = openTestService(place.folder)
    await signIn(second.client)
    const board = await second.client.discovery.board({ opportunityId: visit.opportunityId, language: 'en' })
    expect(board.answers.map(({ ownWords }) => ownWords)).toEqual(['دادا دادی جمعے کو آتے ہیں'])
    expect(board.openQuestionId).toBe(questionId)
    expect(board.drafts).toMatchObject([{ questionId, text: 'and my sis' }])
    await second.close()
  })

  test('drops its draft only once it is kept', async () => {
    await using laptop = await opened()
    const { id: visitId, opportunityId } = await walkIn(laptop.client)
    const questionId = await textQuestion(laptop.client)
    await laptop.client.discovery.keepDraft({ opportunityId, questionId, text: 'half a sent' })
    expect(await refusalCode(laptop.client.discovery.answer(words(visitId, questionId, '   ')))).toBe(
      'ANSWER_NOT_VALID',
    )
    const drafts = async () => (await laptop.client.discovery.board({ opportunityId, language: 'en' })).drafts
    expect(await drafts()).toHaveLength(1)
    await laptop.client.discovery.answer(words(visitId, questionId, 'half a sentence, now whole'))
    expect(await drafts()).toEqual([])
  })

  test('is corrected by one that names it, and the first stays in the history', async () => {
    await using laptop = await opened()
    const { id: visitId, opportunityId } = await walkIn(laptop.client)
    const questionId = await textQuestion(laptop.client)
    const { answer } = await laptop.client.discovery.answer(words(visitId, questionId, 'five'))
    const again = await laptop.client.discovery.answer(words(visitId, questionId, 'seven', answer.id))
    const { answers } = await laptop.client.discovery.board({ opportunityId, language: 'en' })
    expect(answers.map(({ id }) => id)).toEqual([again.answer.id])
    expect(again.answer.supersedesIds).toEqual([answer.id])
  })

  test('typed in two windows at once is refused the second time, with what the first said', async () => {
    await using laptop = await opened()
    const { id: visitId } = await walkIn(laptop.client)
    const questionId = await textQuestion(laptop.client)
    await laptop.client.discovery.answer(words(visitId, questionId, 'five'))
    expect(await refusalCode(laptop.client.discovery.answer(words(visitId, questionId, 'seven')))).toBe(
      'CHANGED_SINCE_SEEN',
    )
  })

  test('tapped twice is kept once', async () => {
    await using laptop = await opened()
    const { id: visitId } = await walkIn(laptop.client)
    const questionId = await textQuestion(laptop.client)
    const first = await laptop.client.discovery.answer(words(visitId, questionId, 'five'))
    const second = await laptop.client.discovery.answer(words(visitId, questionId, 'five'))
    expect(second.answer.id).toBe(first.answer.id)
  })
})

describe('a customer', () => {
  const someone = { isNew: false, visit: null, language: 'en' as const, seen: {} }
  const newcomer = () => ({ ...someone, customerId: newId(), isNew: true })

  test('may have neither name nor phone, and gives the visit a name once there is one', async () => {
    await using laptop = await opened()
    const { id: visitId } = await walkIn(laptop.client)
    const visit = { id: visitId, seenCustomerId: null }
    const { customer } = await laptop.client.customers.save({ ...newcomer(), visit, name: null, phone: null })
    const { seen } = await laptop.client.customers.get({ customerId: customer.id })
    await laptop.client.customers.save({
      ...someone,
      customerId: customer.id,
      name: 'Fatima Noor',
      phone: '0300 1234567',
      seen,
    })
    const { phone, phoneText } = (await laptop.client.customers.get({ customerId: customer.id })).customer
    expect(phone).toBe('+923001234567')
    expect(phoneText).toBe('+92 300 1234567')
    expect((await laptop.client.visits.get({ visitId })).customerName).toBe('Fatima Noor')
  })

  test('is found by another spelling of the name and by the last digits of the phone', async () => {
    await using laptop = await opened()
    const { customer } = await laptop.client.customers.save({
      ...newcomer(),
      name: 'Muhammad Bilal',
      phone: '03211234567',
    })
    for (const text of ['Mohammad', 'mohd bil', '4567'])
      expect((await laptop.client.customers.search({ text, limit: 5 })).customers[0]?.id, text).toBe(
        customer.id,
      )
  })

  test('with a phone that is not a phone is not saved at all', async () => {
    await using laptop = await opened()
    const call = laptop.client.customers.save({ ...newcomer(), name: 'Zain', phone: 'twelve' })
    expect(await refusalCode(call)).toBe('PHONE_NOT_VALID')
    expect((await laptop.client.customers.search({ text: 'Zain', limit: 5 })).total).toBe(0)
  })

  test('edited in two windows keeps the first and says so to the second', async () => {
    await using laptop = await opened()
    const { customer } = await laptop.client.customers.save({ ...newcomer(), name: 'Sana', phone: null })
    const { seen } = await laptop.client.customers.get({ customerId: customer.id })
    const edit = (name: string) =>
      laptop.client.customers.save({ ...someone, customerId: customer.id, name, phone: null, seen })
    await edit('Sana Tariq')
    expect(await refusalCode(edit('Sana Khan'))).toBe('CHANGED_SINCE_SEEN')
    expect((await laptop.client.customers.get({ customerId: customer.id })).customer.name).toBe('Sana Tariq')
  })

  test('consents with the wording shown, and a withdrawal names what it withdraws', async () => {
    await using laptop = await opened()
    const { customer } = await laptop.client.customers.save({ ...newcomer(), name: 'Sana', phone: null })
    const { market } = await laptop.client.app.state()
    const wordingId = market.consents[0]?.id ?? ''
    const give = (granted: boolean) =>
      laptop.client.customers.consent({ customerId: customer.id, wordingId, granted, language: 'ur' })
    await give(true)
    await give(false)
    const { consents } = await laptop.client.customers.get({ customerId: customer.id })
    expect(consents).toMatchObject([{ granted: false, wording: market.consents[0]?.wording.ur }])
  })
})

describe('the day', () => {
  test('counts what happened, closes once, and restates with its difference', async () => {
    await using laptop = await opened()
    const { client } = laptop
    const first = await walkIn(client)
    const second = await walkIn(client)
    const questionId = await textQuestion(client)
    await client.discovery.answer(words(first.id, questionId, 'seven of us'))
    await client.shortlist.record({ shortlistId: newId(), visitId: first.id, language: 'en' })
    const vehicle = await anyVehicle(client)
    await client.opportunities.book({
      bookingId: newId(),
      visitId: first.id,
      variantId: vehicle.id,
      amount: { amountMinor: 500_000, currency: 'PKR' },
      paymentMode: 'cash',
      promisedDay: null,
    })
    const reason = (await client.app.state()).market.lostReasons[0]?.code ?? ''
    await client.opportunities.lose({ visitId: second.id, reason, note: null })
    const day = { businessDay: first.businessDay, language: 'en' as const }
    const draft = await client.reports.daily(day)
    expect(draft).toMatchObject({
      status: 'draft',
      figures: {
        store: { visits: 2, firstTime: 2, discoveriesBegun: 1, shortlists: 1, bookings: 1, lost: 1 },
      },
    })
    expect(draft.figures.lostByReason).toMatchObject([{ code: reason, count: 1 }])
    expect((await client.reports.close(day)).status).toBe('closed')
    expect(await refusalCode(client.reports.close(day))).toBe('DAY_UNCHANGED')
    await walkIn(client)
    expect((await client.reports.daily(day)).changedSinceClosed).toBe(true)
    const restated = await client.reports.close(day)
    expect(restated.status).toBe('restated')
    expect(restated.difference).toContainEqual(expect.objectContaining({ before: 2, after: 3 }))
  })

  test('that has not begun cannot be closed', async () => {
    await using laptop = await opened()
    expect(
      await refusalCode(laptop.client.reports.close({ businessDay: '2026-11-23', language: 'en' })),
    ).toBe('DAY_NOT_OVER_YET')
  })

  test('without a printer gives the page to print and says so', async () => {
    await using laptop = await opened()
    const printed = await laptop.client.reports.print({ businessDay: '2026-11-22', language: 'ur' })
    expect(printed).toMatchObject({ type: 'print-page', path: '/print/daily-summary/2026-11-22?language=ur' })
  })
})

test('a bug gets its sentence, writes nothing and shows nothing of itself', async () => {
  await using laptop = await opened()
  const other = connectWriter(laptop.folder, testKey)
  const failing = async (raise: string) => {
    other.exec(`CREATE TRIGGER failing BEFORE INSERT ON visit BEGIN ${raise}; END`)
    const code = await refusalCode(walkIn(laptop.client))
    other.exec('DROP TRIGGER failing')
    return code
  }
  expect(await failing("SELECT RAISE(ABORT, 'a slip')")).toBe('BUG')
  const visits = (await laptop.client.visits.list({ businessDay: '2026-11-22' })).length
  expect(visits).toBe(0)
  other.close()
})

test('without a catalogue the conversation goes on, and the shortlist says what to do', async () => {
  await using laptop = await opened()
  const { id: visitId, opportunityId } = await walkIn(laptop.client)
  forgetCatalogue(laptop.folder)
  await laptop.client.discovery.answer(words(visitId, await textQuestion(laptop.client), 'seven of us'))
  const board = await laptop.client.discovery.board({ opportunityId, language: 'en' })
  expect(board.answers).toHaveLength(1)
  const advice = await laptop.client.discovery.advice({ opportunityId, language: 'en' })
  expect(advice.next).not.toBeNull()
  expect(advice.shortlist.picks).toEqual([])
  expect(await refusalCode(laptop.client.shortlist.get({ opportunityId, language: 'en' }))).toBe(
    'NO_CATALOGUE',
  )
  expect(await refusalCode(laptop.client.catalogue.overview({ language: 'en' }))).toBe('NO_CATALOGUE')
})

test('a head office address is https, or on this machine', async () => {
  await using laptop = await opened()
  const codeOf = (headofficeUrl: string) => refusalCode(laptop.client.settings.update({ headofficeUrl }))
  expect(await codeOf('http://example.com')).toBe('HEADOFFICE_ADDRESS_NOT_SAFE')
  for (const nonsense of ['nonsense', 'file:///etc/passwd'])
    expect(await codeOf(nonsense), nonsense).toBe('HEADOFFICE_ADDRESS_NOT_VALID')
})

/** As a laptop whose catalogue was never imported: another connection takes it away. */
function forgetCatalogue(folder: string): void {
  const connection = connectWriter(folder, testKey)
  connection.exec('UPDATE catalogue SET in_use = 0')
  connection.close()
}
