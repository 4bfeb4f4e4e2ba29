import type { ConsultantId } from '../../core/ids.ts'
import type { Outputs } from '../northstar.tsx'

export type Session = Outputs['session']['state']
export type Person = Session['people'][number]

/** How a person gets in: with their PIN, with a manager's help, or, where nobody ever had a PIN, by choosing the first. */
export type Way = 'pin' | 'locked' | 'no-pin' | 'first-pin'

/** The store's people in the order of the screen: the one signed in last comes first. */
export function peopleInOrder({ people, lastConsultantId }: Session): readonly Person[] {
  const last = people.find(({ id }) => id === lastConsultantId)
  return last === undefined ? people : [last, ...people.filter((person) => person !== last)]
}

/** Who is chosen when the screen comes: the one asked for, else the one signed in last, else the only one there is. */
export function chosenAtFirst(session: Session, to: ConsultantId | null): ConsultantId | null {
  const { people, lastConsultantId } = session
  const isHere = (id: ConsultantId | null) => people.some((person) => person.id === id)
  if (to !== null && isHere(to)) return to
  // While somebody is signed in, the laptop is to be handed to somebody else.
  if (session.signedIn === null && lastConsultantId !== null && isHere(lastConsultantId))
    return lastConsultantId
  return people.length === 1 ? (people[0]?.id ?? null) : null
}

export function wayIn(person: Person): Way {
  if (person.isLocked) return 'locked'
  if (person.hasPin) return 'pin'
  return person.mayBeFirst ? 'first-pin' : 'no-pin'
}

/** The managers who can let this person in now. */
export function managersWhoHelp(person: Person, people: readonly Person[]): readonly Person[] {
  return people.filter(
    ({ id, role, hasPin, isLocked }) => id !== person.id && role === 'manager' && hasPin && !isLocked,
  )
}

/**
 * Whole seconds until the next PIN is looked at, 0 for at once.
 * @param askedAt when `person` was answered, UTC milliseconds of this machine
 */
export function secondsToWait({ waitMs }: Pick<Person, 'waitMs'>, askedAt: number, now: number): number {
  return Math.max(0, Math.ceil((askedAt + waitMs - Math.max(now, askedAt)) / 1_000))
}
