import { describe, expect, test } from 'vitest'
import type { Question } from '../../core/discovery/question-bank.ts'
import { newId } from '../doors.ts'
import { openTestLaptop, refusal, textQuestion, words } from './test-laptop.ts'
import { type TestClient, walkIn } from './test-service.ts'

const changedTo = (value: string) => ({ code: 'CHANGED_SINCE_SEEN', detail: { value } })

async function questionOf<K extends Question['kind']>(client: TestClient, kind: K) {
  const { topics } = await client.discovery.bank()
  const found = topics
    .flatMap(({ questions }) => questions)
    .find((question): question is Extract<Question, { kind: K }> => question.kind === kind)
  if (!found) throw new Error(`the bank has no ${kind}`)
  return found
}

const newcomer = (name: string | null, phone: string | null = null) => ({
  customerId: newId(),
  isNew: true,
  visit: null,
  name,
  phone,
  language: 'en' as const,
  seen: {},
})

describe('two answers that were given apart', () => {
  /** Two answers to one question that both stand, as when the other one came from another laptop. */
  async function answeredApart() {
    const laptop = await openTestLaptop()
    const { id: visitId, opportunityId } = await walkIn(laptop.client)
    const questionId = await textQuestion(laptop.client)
    const give = async (ownWords: string, ...seen: readonly string[]) =>
      (await laptop.client.discovery.answer(words(visitId, questionId, ownWords, ...seen))).answer
    const first = await give('five')
    laptop.advance(1000)
    const second = await give('seven', first.id)
    laptop.meddle("UPDATE answer SET supersedes_ids = '[]'")
    const standing = async () =>
      (await laptop.client.discovery.board({ opportunityId, language: 'en' })).answers.map(({ id }) => id)
    return { laptop, give, first, second, standing }
  }

  test('are settled by one that names both, also when it says what one of them says', async () => {
    const { laptop, give, first, second, standing } = await answeredApart()
    await using _ = laptop
    expect(await standing()).toEqual([first.id, second.id])
    const settled = await give('seven', first.id, second.id)
    expect(await standing()).toEqual([settled.id])
    expect([...settled.supersedesIds].sort()).toEqual([first.id, second.id].sort())
  })

  test('are not settled by one who saw only one of them, and the other is said', async () => {
    const { laptop, give, first, second, standing } = await answeredApart()
    await using _ = laptop
    expect(await refusal(give('eight', first.id))).toEqual(changedTo('seven'))
    expect(await refusal(give('eight', second.id))).toEqual(changedTo('five'))
    expect(await standing()).toHaveLength(2)
  })
})

describe('what another window answered is said in the language of the laptop', () => {
  async function saidOf(
    given: (client: TestClient) => Promise<{
      questionId: string
      state?: 'answered' | 'unsure' | 'declined'
      value: Parameters<TestClient['discovery']['answer']>[0]['value']
      ownWords?: string
    }>,
    language: 'en' | 'ur' = 'en',
  ) {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    await client.settings.update({ language })
    const { id: visitId } = await walkIn(client)
    const answer = await given(client)
    const call = { state: 'answered' as const, ownWords: '', ...answer, visitId, language, supersedesIds: [] }
    await client.discovery.answer(call)
    const other = { ...call, state: call.state === 'unsure' ? ('declined' as const) : ('unsure' as const) }
    return await refusal(client.discovery.answer({ ...other, value: null }))
  }

  test.each(['en', 'ur'] as const)('by the labels of what was chosen, in %s', async (language) => {
    let label = ''
    const said = await saidOf(async (client) => {
      const question = await questionOf(client, 'one-of')
      const [option] = question.options
      if (!option) throw new Error('a question without options')
      label = option.label[language]
      return { questionId: question.id, value: { type: 'choices', codes: [option.code] } }
    }, language)
    expect(said).toEqual(changedTo(label))
  })

  test('by the number with its unit, and the words beside it', async () => {
    let text = ''
    const said = await saidOf(async (client) => {
      const question = await questionOf(client, 'number')
      text = `${question.min} ${question.unit.en} · just us`
      return {
        questionId: question.id,
        value: { type: 'number', number: question.min },
        ownWords: 'just us',
      }
    })
    expect(said).toEqual(changedTo(text))
  })

  test('by the amount in the words of the market', async () => {
    const said = await saidOf(async (client) => ({
      questionId: (await questionOf(client, 'money-range')).id,
      value: { type: 'money-range', atLeast: null, atMost: { amountMinor: 4_250_000, currency: 'PKR' } },
    }))
    expect(said).toEqual(changedTo('Up to 42.5 lakh'))
  })

  test('by what it means not to answer', async () => {
    const said = await saidOf(async (client) => ({
      questionId: (await questionOf(client, 'number')).id,
      state: 'declined',
      value: null,
    }))
    expect(said).toEqual(changedTo('Prefers not to say'))
  })
})

describe('what another window wrote of a customer is said', () => {
  test('by a word for nothing when it was taken out, in the language of the laptop', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const mine = newcomer('Sana', '0300 1234567')
    const { customer } = await client.customers.save(mine)
    const { seen } = await client.customers.get({ customerId: customer.id })
    const edit = (phone: string | null) => client.customers.save({ ...mine, isNew: false, phone, seen })
    await edit(null)
    expect(await refusal(edit('0321 7654321'))).toEqual(changedTo('nothing'))
    await client.settings.update({ language: 'ur' })
    expect(await refusal(edit('0321 7654321'))).toEqual(changedTo('کچھ نہیں'))
  })

  test('by the phone as people write it, and the language by its name', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const mine = newcomer('Sana')
    await client.customers.save(mine)
    const { seen } = await client.customers.get({ customerId: mine.customerId })
    const known = { ...mine, isNew: false, seen }
    await client.customers.save({ ...known, phone: '0300 1234567', language: 'ur' })
    expect(await refusal(client.customers.save({ ...known, phone: '0321 7654321' }))).toEqual(
      changedTo('+92 300 1234567'),
    )
    const { seen: now } = await client.customers.get({ customerId: mine.customerId })
    const stale = { ...now, ...(seen.language && { language: seen.language }) }
    expect(await refusal(client.customers.save({ ...known, phone: '0300 1234567', seen: stale }))).toEqual(
      changedTo('Urdu'),
    )
  })
})

describe('whose visit it is', () => {
  async function twoCustomers() {
    const laptop = await openTestLaptop()
    const { client } = laptop
    const { id: visitId } = await walkIn(client)
    const fatima = newcomer('Fatima Noor')
    const sana = newcomer('Sana Tariq')
    await client.customers.save(fatima)
    await client.customers.save(sana)
    const attach = (customerId: string, seenCustomerId: string | null) =>
      client.customers.attach({ visitId, customerId, seenCustomerId })
    const customerOf = async () => (await client.visits.get({ visitId })).customerId
    return { laptop, client, visitId, fatima, sana, attach, customerOf }
  }

  test('is not taken over from a customer that another window named', async () => {
    const { laptop, fatima, sana, attach, customerOf } = await twoCustomers()
    await using _ = laptop
    await attach(fatima.customerId, null)
    expect(await refusal(attach(sana.customerId, null))).toEqual(changedTo('Fatima Noor'))
    expect(await customerOf()).toBe(fatima.customerId)
    await attach(sana.customerId, fatima.customerId)
    expect(await customerOf()).toBe(sana.customerId)
  })

  test('is not taken over by saving a customer for it either, and then nothing of the save is written', async () => {
    const { laptop, client, visitId, fatima, attach, customerOf } = await twoCustomers()
    await using _ = laptop
    await attach(fatima.customerId, null)
    const late = { ...newcomer('Zain'), visit: { id: visitId, seenCustomerId: null } }
    expect(await refusal(client.customers.save(late))).toEqual(changedTo('Fatima Noor'))
    expect(await customerOf()).toBe(fatima.customerId)
    expect((await client.customers.search({ text: 'Zain', limit: 5 })).total).toBe(0)
  })

  test('is no conflict when it is already whose it should be', async () => {
    const { laptop, fatima, attach, customerOf } = await twoCustomers()
    await using _ = laptop
    await attach(fatima.customerId, null)
    await attach(fatima.customerId, null)
    expect(await customerOf()).toBe(fatima.customerId)
  })

  test('is said by the phone of a customer without a name, and in words without either', async () => {
    const { laptop, client, sana, attach } = await twoCustomers()
    await using _ = laptop
    const byPhone = newcomer(null, '0300 1234567')
    const nameless = newcomer(null)
    await client.customers.save(byPhone)
    await client.customers.save(nameless)
    await attach(byPhone.customerId, null)
    expect(await refusal(attach(sana.customerId, null))).toEqual(changedTo('+92 300 1234567'))
    await attach(nameless.customerId, byPhone.customerId)
    expect(await refusal(attach(sana.customerId, null))).toEqual(changedTo('a customer without a name'))
  })
})

test('an arrival that another window set is said and stays, and the same one again is no conflict', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  const { id: visitId } = await walkIn(client)
  const set = (arrival: 'first-time' | 'be-back' | 'unknown', seenArrival: typeof arrival) =>
    client.visits.setArrival({ visitId, arrival, seenArrival })
  await set('be-back', 'first-time')
  expect(await refusal(set('unknown', 'first-time'))).toEqual(changedTo('Been before'))
  expect((await set('be-back', 'first-time')).arrival).toBe('be-back')
  expect((await set('unknown', 'be-back')).arrival).toBe('unknown')
})
