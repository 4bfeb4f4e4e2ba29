import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { consultantIdSchema, customerIdSchema, opportunityIdSchema, visitIdSchema } from '../ids.ts'
import { businessDaySchema } from '../market/business-day.ts'
import { sameWalkIn, type WalkIn } from './same-walk-in.ts'

const uuid = (group: number, number: number) =>
  `0190${String(group).padStart(4, '0')}-0000-7000-8000-${String(number).padStart(12, '0')}`
const minute = 60_000
const noon = Date.UTC(2026, 10, 22, 7)
const now = noon + 60 * minute
const owner = (number: number) => consultantIdSchema.parse(uuid(1, number))
const customer = (number: number) => customerIdSchema.parse(uuid(4, number))

const walkIn = (number: number, of: Partial<WalkIn> = {}): WalkIn => ({
  id: visitIdSchema.parse(uuid(2, number)),
  opportunityId: opportunityIdSchema.parse(uuid(3, number)),
  businessDay: businessDaySchema.parse('2026-11-22'),
  ownerId: owner(number),
  arrival: 'unknown',
  startedAt: noon,
  endedAt: null,
  leftBeforeContact: false,
  customerIds: [],
  phones: [],
  foldedName: null,
  ...of,
})

describe('two visits of the same day on two laptops', () => {
  it('are one walk-in when both are of one customer, at the same time', () => {
    const with_ = { customerIds: [customer(1), customer(2)] }
    expect(
      sameWalkIn(walkIn(1, with_), walkIn(2, { customerIds: [customer(2)], startedAt: noon + 30 * minute })),
    ).toEqual(['same-customer', 'at-the-same-time'])
  })

  it('are one walk-in when a phone or a name is in both', () => {
    const one = walkIn(1, { phones: ['+923001234567'], foldedName: 'sana' })
    expect(sameWalkIn(one, walkIn(2, { phones: ['+923001234567'] }))).toContain('same-phone')
    expect(sameWalkIn(one, walkIn(2, { foldedName: 'sana' }))).toContain('same-name')
  })

  it('are two when one customer came in the morning and again in the evening', () => {
    const morning = walkIn(1, { customerIds: [customer(1)], endedAt: noon + 20 * minute })
    const evening = walkIn(2, { customerIds: [customer(1)], startedAt: noon + 300 * minute })
    expect(sameWalkIn(morning, evening)).toBeNull()
  })

  it('are offered without a name when they began together and one consultant holds both, or both came the first time', () => {
    const started = { startedAt: noon + 3 * minute }
    expect(sameWalkIn(walkIn(1), walkIn(2, { ...started, ownerId: owner(1) }))).toEqual([
      'at-the-same-time',
      'began-together',
      'same-owner',
    ])
    expect(
      sameWalkIn(walkIn(1, { arrival: 'first-time' }), walkIn(2, { ...started, arrival: 'first-time' })),
    ).toContain('same-arrival')
  })

  it('are two parties where nothing but the time agrees', () => {
    expect(sameWalkIn(walkIn(1), walkIn(2))).toBeNull()
    expect(sameWalkIn(walkIn(1), walkIn(2, { ownerId: owner(1), startedAt: noon + 30 * minute }))).toBeNull()
  })

  it('are two parties when both are named and differ, or one came first and one came back', () => {
    const held = { ownerId: owner(1) }
    expect(
      sameWalkIn(walkIn(1, { ...held, foldedName: 'sana' }), walkIn(2, { ...held, foldedName: 'bilal' })),
    ).toBeNull()
    expect(
      sameWalkIn(walkIn(1, { ...held, arrival: 'first-time' }), walkIn(2, { ...held, arrival: 'be-back' })),
    ).toBeNull()
  })

  it('are two when they are of two days, or of one opportunity that goes on', () => {
    const same = { customerIds: [customer(1)] }
    const yesterday = businessDaySchema.parse('2026-11-21')
    expect(sameWalkIn(walkIn(1, same), walkIn(2, { ...same, businessDay: yesterday }))).toBeNull()
    const { opportunityId } = walkIn(1)
    expect(sameWalkIn(walkIn(1, same), walkIn(2, { ...same, opportunityId }))).toBeNull()
  })
})

const anyWalkIn = (number: number): fc.Arbitrary<WalkIn> =>
  fc
    .record({
      ownerId: fc.constantFrom(owner(1), owner(2)),
      arrival: fc.constantFrom('first-time' as const, 'be-back' as const, 'unknown' as const),
      startedAt: fc.nat(60).map((minutes) => noon + minutes * minute),
      endedAt: fc.option(fc.nat(60).map((minutes) => now + minutes * minute)),
      foldedName: fc.option(fc.constantFrom('sana', 'bilal')),
    })
    .map((of) => walkIn(number, of))

test('both laptops come to the same, whichever visit is their own', () => {
  fc.assert(
    fc.property(anyWalkIn(1), anyWalkIn(2), (one, other) => {
      expect(sameWalkIn(one, other)).toEqual(sameWalkIn(other, one))
    }),
  )
})
