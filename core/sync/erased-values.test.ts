import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../canonical-json.ts'
import { answersOf, anyAnswers, choices, number } from '../discovery/test-answers.ts'
import { smallBank } from '../discovery/test-bank.ts'
import { shortlistSchema } from '../shortlist/shortlist.ts'
import { shortlist } from '../shortlist/test-shortlist.ts'
import { anyCatalogue, catalogueOf, figure } from '../shortlist/test-vehicles.ts'
import { entities, entityNames } from './entities.ts'
import { customerPath, erasedFields, erasedValue, personalFields } from './erased-values.ts'

const id = '00000000-0000-7000-8000-000000000001'
const words = 'the grandparents of Sana Tariq come on Fridays'

describe('what is personal', () => {
  test('is a customer’s name, phone and words, and nothing that a count or a day is made of', () => {
    const personal = entityNames.flatMap((entity) =>
      personalFields(entity).map((field) => `${entity}.${field}`),
    )
    expect(personal).toEqual([
      'customer.name',
      'customer.phone',
      'customer.note',
      'customer.alsoPhones',
      'opportunity.lostNote',
      'answer.value',
      'answer.ownWords',
      'remark.text',
      'readBack.lines',
      'unmetNeed.test',
      'unmetNeed.together',
      'unmetNeed.ownWords',
      'shortlist.content',
      'shortlistChoice.relaxed',
      'shortlistChoice.overruled',
      'picture.hash',
      'picture.bytes',
      'picture.caption',
    ])
  })

  test('is said of rows that are about a customer only', () => {
    for (const entity of entityNames)
      if (personalFields(entity).length > 0) expect(customerPath(entity), entity).not.toBeNull()
    expect(entityNames.filter((entity) => customerPath(entity) === null)).toEqual([
      'consultant',
      'dailySummary',
      'erasure',
      'stockUnit',
      'vehiclePhoto',
      'rateEdit',
    ])
  })

  test('is found from each row by what the registry says that it hangs on', () => {
    expect(customerPath('customer')).toEqual({ type: 'itself' })
    expect(customerPath('consent')).toEqual({ type: 'through', field: 'customerId', target: 'customer' })
    for (const entity of ['visit', 'answer', 'shortlist', 'booking'] as const)
      expect(customerPath(entity)).toEqual({
        type: 'through',
        field: 'opportunityId',
        target: 'opportunity',
      })
  })

  test('is replaced by a value of its field, whatever stood there, and by the same when done again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...entityNames), fc.jsonValue(), (entity, value) => {
        for (const field of personalFields(entity)) {
          const schema = new Map(Object.entries(entities[entity].fields.shape)).get(field)
          const erased = erasedValue(entity, field, toJson(value))
          expect(schema?.safeParse(erased).success).toBe(true)
          expect(erasedValue(entity, field, erased)).toEqual(erased)
        }
      }),
    )
  })
})

describe('an erased value', () => {
  test('of a phone says only that there was one, so that a captured contact stays counted', () => {
    expect(erasedValue('customer', 'phone', '+923001234567')).toBe('+0')
    expect(erasedValue('customer', 'phone', null)).toBeNull()
  })

  test('of an answer keeps what is coded, and no word that stands where a code should', () => {
    expect(erasedValue('answer', 'value', choices('bad-roads', '2wd'))).toEqual(choices('bad-roads', '2wd'))
    expect(erasedValue('answer', 'value', number(7))).toEqual(number(7))
    expect(erasedValue('answer', 'value', choices('city', words))).toEqual(choices('city', 'erased'))
    expect(erasedValue('answer', 'value', { ...number(7), note: words })).toEqual(number(7))
    expect(erasedValue('answer', 'ownWords', words)).toBe('')
  })

  test('of an answer about vehicles or attributes keeps which they were, and no word in their place', () => {
    const [city, sportage] = ['honda/city/1-2l-cvt', 'kia/sportage/awd']
    const graded = { type: 'graded', of: [city, sportage], grade: -1 }
    expect(erasedValue('answer', 'value', graded)).toEqual(graded)
    expect(erasedValue('answer', 'value', { ...graded, of: [city, words] })).toEqual({
      ...graded,
      of: [city, 'erased'],
    })
    const picked = { type: 'picked', of: ['priceMinor', 'seats', words], most: 'seats', least: words }
    expect(erasedValue('answer', 'value', picked)).toEqual({
      ...picked,
      of: ['priceMinor', 'seats', 'erased'],
      least: 'erased',
    })
    const levelled = { type: 'levelled', of: 'bootLitres', level: 4 }
    expect(erasedValue('answer', 'value', levelled)).toEqual(levelled)
    expect(erasedValue('answer', 'value', { ...levelled, of: words })).toEqual({ ...levelled, of: 'erased' })
  })

  test('of a read-back keeps its answers and what was corrected, and nothing that was read or said', () => {
    const lines = [
      { answerIds: [id], text: words, state: 'corrected', said: words },
      { answerIds: [], text: 'Seven seats.', state: 'as-read', said: '' },
    ]
    expect(erasedValue('readBack', 'lines', lines)).toEqual([
      { answerIds: [id], text: '—', state: 'corrected', said: '' },
      { answerIds: [], text: '—', state: 'as-read', said: '' },
    ])
  })

  test('of a remark or an unmet need is no word of the customer’s', () => {
    expect(erasedValue('remark', 'text', words)).toBe('')
    expect(erasedValue('unmetNeed', 'ownWords', words)).toBe('')
    expect(erasedValue('unmetNeed', 'test', { type: 'one-of', codes: ['diesel', words] })).toEqual({
      type: 'one-of',
      codes: ['diesel', 'erased'],
    })
    const together = [{ attribute: 'seats', test: { type: 'number', atLeast: 7, atMost: null } }]
    expect(erasedValue('unmetNeed', 'together', together)).toEqual(together)
    expect(erasedValue('unmetNeed', 'together', [{ ...together[0], attribute: words }])).toEqual([
      { ...together[0], attribute: 'erased' },
    ])
  })

  test('of a choice on a shortlist keeps the order, and neither why nor which rules gave way', () => {
    const order = ['honda/city/1-2l-cvt', 'kia/sportage/awd']
    expect(erasedValue('shortlistChoice', 'overruled', { order, reason: words })).toEqual({
      order,
      reason: '—',
    })
    expect(erasedValue('shortlistChoice', 'overruled', null)).toBeNull()
    expect(erasedValue('shortlistChoice', 'overruled', { order: [words], reason: words })).toBeNull()
    expect(erasedValue('shortlistChoice', 'relaxed', [words])).toEqual([])
  })

  test('of a field that this version does not know is ids or nothing', () => {
    expect(erasedValue('customer', 'nickname', 'Sanu')).toBeNull()
    expect(erasedValue('testDrive', 'customerId', id)).toBe(id)
    expect(erasedValue('testDrive', 'road', { words })).toBeNull()
    expect(erasedValue('testDrive', 'people', [{ who: id, words }])).toEqual([id])
  })

  test('of a kept field is what it was, unless that was no value of the field', () => {
    expect(erasedValue('customer', 'language', 'ur')).toBe('ur')
    expect(erasedValue('customer', 'language', words)).toBeNull()
    expect(erasedValue('consent', 'wording', 'This showroom may call me.')).toBe('This showroom may call me.')
    expect(erasedValue('opportunity', 'lostReason', 'price')).toBe('price')
  })

  test('leaves what else is said of the field, such as the change whose value was seen', () => {
    const fields = {
      name: { value: 'Sana Tariq', parent: id, alsoParents: [id] },
      language: { value: 'en', parent: null },
    }
    expect(erasedFields('customer', fields)).toEqual({
      name: { value: null, parent: id, alsoParents: [id] },
      language: { value: 'en', parent: null },
    })
  })
})

describe('an erased shortlist', () => {
  test('keeps its vehicles and which answer gave each reason, and no sentence that quotes the customer', () => {
    const made = shortlist(
      catalogueOf({
        'maker/big/seven': { seats: figure(7), priceMinor: figure(8_000_000) },
        'maker/small/four': { seats: figure(4), priceMinor: figure(3_000_000) },
      }),
      answersOf({ questionId: 'people.seats', value: number(7), ownWords: words }),
    )
    expect(JSON.stringify(made).match(new RegExp(words, 'g'))?.length).toBeGreaterThan(1)
    const erased = shortlistSchema.parse(erasedValue('shortlist', 'content', toJson(made)))
    expect(JSON.stringify(erased)).not.toContain('grandparents')
    expect(
      erased.picks.map(({ variantId, utility, reasons }) => [variantId, utility, reasons.length]),
    ).toEqual(made.picks.map(({ variantId, utility, reasons }) => [variantId, utility, reasons.length]))
    expect(erased.removed.map(({ count, examples }) => [count, examples])).toEqual([
      [1, ['maker small four']],
    ])
  })

  test('is free of own words and still a shortlist, whatever was said about whatever catalogue', () => {
    fc.assert(
      fc.property(anyCatalogue, anyAnswers(smallBank), (catalogue, answers) => {
        const marked = answers.map((answer) => ({ ...answer, ownWords: `qqq ${answer.ownWords}` }))
        const erased = erasedValue('shortlist', 'content', toJson(shortlist(catalogue, marked)))
        expect(shortlistSchema.safeParse(erased).success).toBe(true)
        expect(JSON.stringify(erased)).not.toContain('qqq')
      }),
      { numRuns: 50 },
    )
  })

  test('is an empty one where nothing of it could be read', () => {
    expect(erasedValue('shortlist', 'content', { picks: words })).toMatchObject({ picks: [], considered: 0 })
  })
})

const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value))
