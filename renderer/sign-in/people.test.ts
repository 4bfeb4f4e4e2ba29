import { describe, expect, it } from 'vitest'
import { consultantIdSchema } from '../../core/ids.ts'
import {
  chosenAtFirst,
  managersWhoHelp,
  type Person,
  peopleInOrder,
  type Session,
  secondsToWait,
  wayIn,
} from './people.ts'

const idOf = (digit: number) => consultantIdSchema.parse(`0197b3a0-0000-7000-8000-00000000000${digit}`)
const person = (digit: number, part: Partial<Person> = {}): Person => ({
  id: idOf(digit),
  name: `Person ${digit}`,
  role: 'consultant',
  hasPin: true,
  mayBeFirst: false,
  waitMs: 0,
  isLocked: false,
  ...part,
})
const session = (people: Person[], part: Partial<Session> = {}): Session => ({
  signedIn: null,
  lastConsultantId: null,
  because: 'start',
  people,
  idleLockMinutes: 10,
  demoPin: null,
  customerView: null,
  ...part,
})

describe('who is offered', () => {
  const people = [person(1), person(2), person(3)]

  it('the one signed in last comes first and is chosen', () => {
    const last = session(people, { lastConsultantId: idOf(3) })
    expect(peopleInOrder(last).map(({ id }) => id)).toEqual([idOf(3), idOf(1), idOf(2)])
    expect(chosenAtFirst(last, null)).toBe(idOf(3))
  })

  it('nobody is chosen when nobody was signed in before, unless there is only one', () => {
    expect(chosenAtFirst(session(people), null)).toBeNull()
    expect(chosenAtFirst(session([person(1)]), null)).toBe(idOf(1))
  })

  it('one who left the store is not chosen', () => {
    expect(chosenAtFirst(session(people, { lastConsultantId: idOf(9) }), null)).toBeNull()
  })

  it('at a switch it is the one asked for, and never by itself the one who was last', () => {
    const inUse = session(people, {
      signedIn: { consultantId: idOf(1), role: 'manager', since: 0 },
      lastConsultantId: idOf(1),
    })
    expect(chosenAtFirst(inUse, idOf(2))).toBe(idOf(2))
    expect(chosenAtFirst(inUse, null)).toBeNull()
  })
})

describe('the way in', () => {
  const manager = person(1, { role: 'manager' })

  it('is the PIN, or a manager’s help for one that is locked or that is not there', () => {
    const people = [manager, person(2), person(3, { isLocked: true }), person(4, { hasPin: false })]
    expect(people.map(wayIn)).toEqual(['pin', 'pin', 'locked', 'no-pin'])
  })

  it('where nobody has a PIN is a PIN of one’s own for those who may be first, and a manager’s help for the others', () => {
    const people = [
      { ...manager, hasPin: false, mayBeFirst: true },
      person(2, { hasPin: false }),
      // Their PINs were lost: whoever comes first is anyone.
      person(3, { role: 'manager', hasPin: false }),
    ]
    expect(people.map(wayIn)).toEqual(['first-pin', 'no-pin', 'no-pin'])
  })

  it('is opened by another manager whose own PIN is in order', () => {
    const locked = person(2, { role: 'manager', isLocked: true })
    const people = [manager, locked, person(3), person(4, { role: 'manager', hasPin: false })]
    expect(managersWhoHelp(locked, people)).toEqual([manager])
    expect(managersWhoHelp(manager, people)).toEqual([])
  })
})

describe('the wait after wrong PINs', () => {
  const waiting = person(1, { waitMs: 30_000 })

  it('counts down in whole seconds and ends', () => {
    expect(secondsToWait(waiting, 1_000, 1_000)).toBe(30)
    expect(secondsToWait(waiting, 1_000, 1_001)).toBe(30)
    expect(secondsToWait(waiting, 1_000, 30_500)).toBe(1)
    expect(secondsToWait(waiting, 1_000, 31_000)).toBe(0)
  })

  it('is never longer than was answered, also when the clock was put back', () => {
    expect(secondsToWait(waiting, 1_000_000, 0)).toBe(30)
  })
})
