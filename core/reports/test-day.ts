import fc from 'fast-check'
import { consultantIdSchema, opportunityIdSchema, visitIdSchema } from '../ids.ts'
import type { DayBooking, DayLoss, DayRows, DayVisit } from './day-rows.ts'

const uuid = (group: number, number: number) =>
  `0190${String(group).padStart(4, '0')}-0000-7000-8000-${String(number).padStart(12, '0')}`

/** Four people to own what a test makes; the fourth shares her name with the first. */
const testConsultants = ['Ayesha', 'Bilal', 'نادیہ', 'Ayesha'].map((name, number) => ({
  id: consultantIdSchema.parse(uuid(1, number)),
  name,
}))

/** One visit; what a test does not name is the plainest there is. */
export function testVisit(number: number, owner: number, of: Partial<DayVisit> = {}): DayVisit {
  return {
    id: visitIdSchema.parse(uuid(2, number)),
    opportunityId: opportunityIdSchema.parse(uuid(3, number)),
    ownerId: testOwner(owner),
    arrival: 'first-time',
    ended: true,
    leftBeforeContact: false,
    enteredLate: false,
    hasPhone: false,
    answers: 0,
    questionIds: [],
    readBackAgreed: false,
    feltHeard: null,
    unmetNeeds: [],
    shortlists: 0,
    ...of,
  }
}

export function testOwner(number: number) {
  return consultantIdSchema.parse(uuid(1, number))
}

export function testRows(of: Partial<DayRows> = {}): DayRows {
  return { visits: [], bookings: [], lost: [], consultants: testConsultants, ...of }
}

const testNeeds: DayVisit['unmetNeeds'][number][] = [
  { attribute: 'seats', test: { type: 'number', atLeast: 9, atMost: null }, together: [] },
  { attribute: 'seats', test: { type: 'number', atLeast: 8, atMost: null }, together: [] },
  { attribute: 'fuel', test: { type: 'one-of', codes: ['diesel', 'hybrid'] }, together: [] },
]

const owner = fc.nat(3)
const visits: fc.Arbitrary<readonly DayVisit[]> = fc
  .array(
    fc.record({
      owner,
      arrival: fc.constantFrom('first-time' as const, 'be-back' as const, 'unknown' as const),
      ended: fc.boolean(),
      leftBeforeContact: fc.boolean(),
      enteredLate: fc.boolean(),
      hasPhone: fc.boolean(),
      answers: fc.nat(30),
      questionIds: fc.subarray(['people.seats', 'roads.kind', 'budget.range', 'cars.pair?a/b/c+d/e/f']),
      readBackAgreed: fc.boolean(),
      feltHeard: fc.option(fc.integer({ min: 1, max: 5 })),
      unmetNeeds: fc.subarray(testNeeds),
      shortlists: fc.nat(3),
    }),
    { maxLength: 40 },
  )
  .map((all) => all.map(({ owner: number, ...visit }, index) => testVisit(index, number, visit)))
const bookings: fc.Arbitrary<readonly DayBooking[]> = fc.array(
  fc.record({
    ownerId: owner.map(testOwner),
    vehicleName: fc.constantFrom('Honda City 1.2 CVT', 'Suzuki Alto VXL', 'کیا اسپورٹیج', '/'),
  }),
  { maxLength: 12 },
)
const lost: fc.Arbitrary<readonly DayLoss[]> = fc.array(
  fc.record({ ownerId: owner.map(testOwner), reason: fc.constantFrom('price', 'waiting-time', 'gone/else') }),
  { maxLength: 12 },
)

/** Any day that four people can have. */
export const anyDayRows: fc.Arbitrary<DayRows> = fc
  .record({ visits, bookings, lost })
  .map((rows) => testRows(rows))
