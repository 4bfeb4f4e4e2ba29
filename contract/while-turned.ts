import type { showroomContract } from './showroom.ts'

/** `always`: whoever is at the screen. `signed-out`: while nobody is signed in, to sign in by a PIN. */
type WhileTurned = 'always' | 'signed-out'

type SomeCalls = {
  readonly [G in keyof typeof showroomContract]?: {
    readonly [C in keyof (typeof showroomContract)[G]]?: WhileTurned
  }
}

/**
 * Every call that the data process answers while the screen is turned to the customer, whichever window makes it: what
 * their page shows and says, what tells that the line is there, and what hands the screen back by a PIN. Any other call
 * is refused, a new one as well, until the PIN was given.
 */
const whileTurned = {
  laptop: { state: 'always' },
  app: { state: 'always' },
  session: {
    state: 'always',
    active: 'always',
    signOut: 'always',
    signIn: 'signed-out',
    setPin: 'signed-out',
    unlock: 'signed-out',
  },
  // The language of the sign-in.
  settings: { update: 'signed-out' },
  customerView: { show: 'always', content: 'always', leave: 'always' },
  feltHeard: { record: 'always' },
  // Of vehicles, which are nobody's.
  vehiclePhotos: { get: 'always' },
  sync: { networkChanged: 'always' },
} as const satisfies SomeCalls

/** Whether the call at this path, e.g. `['feltHeard', 'record']`, is answered while the screen is turned. */
export function isAnsweredWhileTurned(path: readonly string[], isSignedIn: boolean): boolean {
  const found = whileTurnedByPath.get(path.join('.'))
  return found === 'always' || (found === 'signed-out' && !isSignedIn)
}

const whileTurnedByPath: ReadonlyMap<string, WhileTurned> = new Map(
  Object.entries(whileTurned).flatMap(([group, calls]) =>
    Object.entries(calls).map(([name, when]): [string, WhileTurned] => [`${group}.${name}`, when]),
  ),
)
