import { expect, it } from 'vitest'
import { consultantIdSchema, opportunityIdSchema, visitIdSchema } from '../../../core/ids.ts'
import { businessDaySchema } from '../../../core/market/business-day.ts'
import type { Visit } from '../../northstar.tsx'
import { visitGoingOn, visitToGoOnWith } from './came-back.ts'

function visit(n: number, of: Pick<Visit, 'state' | 'endedAt'>): Visit {
  const id = `01890000-0000-7000-8000-00000000000${n}`
  return {
    id: visitIdSchema.parse(id),
    opportunityId: opportunityIdSchema.parse(id),
    customerId: null,
    customerName: null,
    customerIsErased: false,
    ownerId: consultantIdSchema.parse(id),
    ownerName: 'Ayesha',
    arrival: 'first-time',
    startedAt: n,
    businessDay: businessDaySchema.parse('2026-07-31'),
    leftBeforeContact: false,
    enteredLate: false,
    sameWalkIn: [],
    linkIds: [],
    answers: n,
    ...of,
  }
}

it('a be-back goes on with the newest conversation that is still open', () => {
  const lost = visit(3, { state: 'lost', endedAt: 3 })
  const open = visit(2, { state: 'open', endedAt: 2 })
  expect(visitToGoOnWith([lost, open, visit(1, { state: 'open', endedAt: 1 })])).toBe(open)
  expect(visitToGoOnWith([lost])).toBeNull()
})

it('a visit that has not ended is going on, whatever became of its opportunity', () => {
  const booked = visit(2, { state: 'booked', endedAt: null })
  expect(visitGoingOn([booked, visit(1, { state: 'open', endedAt: 1 })])).toBe(booked)
  expect(visitGoingOn([visit(1, { state: 'open', endedAt: 1 })])).toBeNull()
})
