import { expect, test } from 'vitest'
import { conflictsOfRow } from './conflicts.ts'

const open = { state: 'open', lostReason: null, lostNote: null, lostVisitId: null, lostBusinessDay: null }
const lost = {
  state: 'lost',
  lostReason: 'price',
  lostNote: null,
  lostVisitId: 'v1',
  lostBusinessDay: '2026-11-22',
}
const says = (changeId: string, values: Readonly<Record<string, string | null>>) =>
  Object.entries(values).map(([field, value]) => ({ field, value, changeId }))
const versions = (changeId: string, fields: object) =>
  new Map(Object.keys(fields).map((field) => [field, changeId]))

test('each field has a conflict of its own, with every value that stands beside it', () => {
  const row = { name: 'Ayesha Khan', phone: null, language: 'ur' }
  const beside = [
    ...says('b', { name: 'Ayesha Malik', phone: '+923001234567' }),
    ...says('c', { name: 'Aisha' }),
  ]
  expect(conflictsOfRow('customer', row, versions('a', row), beside)).toEqual([
    {
      field: 'name',
      shown: { name: 'Ayesha Khan' },
      sides: [
        { changeId: 'b', values: { name: 'Ayesha Malik' } },
        { changeId: 'c', values: { name: 'Aisha' } },
      ],
      seen: ['a', 'b', 'c'],
    },
    {
      field: 'phone',
      shown: { phone: null },
      sides: [{ changeId: 'b', values: { phone: '+923001234567' } }],
      seen: ['a', 'b'],
    },
  ])
})

test('a loss beside a booking is one conflict, each side whole', () => {
  const booked = { ...open, state: 'booked' }
  const [conflict, ...more] = conflictsOfRow('opportunity', booked, versions('a', open), says('b', lost))
  expect(more).toEqual([])
  expect(conflict).toMatchObject({ field: 'state', shown: booked, sides: [{ changeId: 'b', values: lost }] })
})

test('a booking beside a loss takes nothing of the loss with it', () => {
  const [conflict] = conflictsOfRow('opportunity', lost, versions('a', lost), says('b', { state: 'booked' }))
  expect(conflict?.sides).toEqual([{ changeId: 'b', values: { ...open, state: 'booked' } }])
})

test('two losses that say the same beside a booking are one choice, and both are seen', () => {
  const booked = { ...open, state: 'booked' }
  const beside = [
    ...says('b', lost),
    ...says('c', lost),
    ...says('d', { ...lost, lostReason: 'waiting-time' }),
  ]
  const [conflict] = conflictsOfRow('opportunity', booked, versions('a', open), beside)
  expect(conflict?.sides.map(({ changeId }) => changeId)).toEqual(['b', 'd'])
  expect(conflict?.seen).toEqual(['a', 'b', 'c', 'd'])
})
