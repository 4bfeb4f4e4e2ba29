import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { businessDaySchema } from '../market/business-day.ts'
import { dayText } from '../reports/day-text.ts'
import { type AvailableUnit, availabilityOf, availabilitySentence, deliverableWhen } from './availability.ts'
import { stockStates } from './stock-state.ts'

const day = (text: string) => businessDaySchema.parse(text)
const today = day('2026-11-22')
const unit = (of: Partial<AvailableUnit>): AvailableUnit => ({
  state: 'in-stock',
  colour: '',
  expectedOn: null,
  keptFor: 'nobody',
  ...of,
})
const said = (...units: readonly AvailableUnit[]) => availabilitySentence(availabilityOf(units), today, 'en')

describe('what the store can deliver of a vehicle', () => {
  test('is said with the colours that stand there', () => {
    const cars = [unit({ colour: 'White' }), unit({ colour: 'silver' }), unit({ colour: 'white ' }), unit({})]
    expect(said(...cars)).toBe('4 in stock: 2 white, silver.')
    expect(deliverableWhen(availabilityOf(cars))).toBe('now')
  })

  test('is otherwise the soonest that is on its way, with its day', () => {
    const later = unit({ state: 'in-transit', expectedOn: day('2026-12-20'), colour: 'Black' })
    const sooner = unit({ state: 'in-transit', expectedOn: day('2026-12-03'), colour: 'White' })
    const noDay = unit({ state: 'in-transit' })
    expect(said(noDay, later, sooner)).toBe(
      `None in stock. One is on its way (White): expected on ${dayText(day('2026-12-03'), 'en')}.`,
    )
    expect(said(noDay)).toBe('None in stock. One is on its way: its day is not known.')
    expect(deliverableWhen(availabilityOf([noDay]))).toBe('later')
  })

  test('says that a day has gone by, and never that it will come then', () => {
    const overdue = unit({ state: 'in-transit', expectedOn: day('2026-11-20') })
    expect(said(overdue)).toContain(`was expected on ${dayText(day('2026-11-20'), 'en')} and has not come`)
  })

  test('counts none that is promised to somebody else, allocated or sold', () => {
    const gone = [
      unit({ keptFor: 'others' }),
      unit({ state: 'allocated' }),
      unit({ state: 'sold' }),
      unit({ state: 'in-transit', keptFor: 'others' }),
    ]
    expect(said(...gone)).toBe('None in stock or on its way. 3 are promised to others.')
    expect(deliverableWhen(availabilityOf(gone))).toBe('not-known')
  })

  test('counts what is kept for whoever asks as theirs', () => {
    expect(said(unit({ keptFor: 'ours', state: 'allocated' }))).toBe(
      '1 in stock. One is kept for this customer.',
    )
  })

  test('says that there is one to drive, which is none to deliver', () => {
    expect(said(unit({ state: 'demo' }))).toBe('None in stock or on its way. There is a demo car to drive.')
  })

  test('accounts for each unit that is not sold exactly once', () => {
    const units = fc.array(
      fc.record({
        state: fc.constantFrom(...stockStates),
        colour: fc.constantFrom('', 'white', 'red'),
        expectedOn: fc.constantFrom(null, today, day('2026-12-01')),
        keptFor: fc.constantFrom('nobody' as const, 'ours' as const, 'others' as const),
      }),
    )
    fc.assert(
      fc.property(units, (some) => {
        const { now, coming, demos, promisedToOthers } = availabilityOf(some)
        expect(now.length + coming.length + demos + promisedToOthers).toBe(
          some.filter(({ state }) => state !== 'sold').length,
        )
        for (const language of ['en', 'ur'] as const)
          expect(availabilitySentence(availabilityOf(some), today, language)).not.toBe('')
      }),
    )
  })
})
