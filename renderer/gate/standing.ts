import type { LaptopState } from '../../contract/laptop.ts'
import { assertNever } from '../../core/assert-never.ts'
import { failureCode } from '../failure.ts'
import type { AppState, Outputs } from '../northstar.tsx'
import type { Admitted, LineState } from '../transport.ts'

export type SessionState = Outputs['session']['state']
export type ShownToCustomer = NonNullable<SessionState['customerView']>
export type LaptopNotOpen = Exclude<LaptopState, { type: 'open' }>

/** What was answered last, and what went wrong when it was asked last. */
type Asked<T> = { readonly data: T | undefined; readonly error: Error | null }

export type Answers = {
  readonly lineState: LineState
  readonly laptop: Asked<LaptopState>
  readonly app: Asked<AppState>
  readonly session: Asked<SessionState>
}

/** Where this page stands before the screens: each state has one thing to show over them, or nothing. */
export type Standing =
  | { readonly type: 'asking' }
  | { readonly type: 'not-answering' }
  | { readonly type: 'refused'; readonly error: Error }
  | { readonly type: 'laptop'; readonly laptop: LaptopNotOpen }
  | { readonly type: 'set-up'; readonly app: AppState }
  | { readonly type: 'sign-in'; readonly app: AppState; readonly session: SessionState }
  | {
      readonly type: 'customer'
      readonly app: AppState
      readonly session: SessionState
      readonly shown: ShownToCustomer
    }
  | { readonly type: 'in'; readonly app: AppState; readonly session: SessionState }

/** The state of the laptop's data first, then its store, then who is signed in, then to whom the screen is turned. */
export function standingOf({ lineState, laptop, app, session }: Answers): Standing {
  if (laptop.data === undefined) return withoutAnswer(laptop.error, lineState)
  if (laptop.data.type !== 'open') return { type: 'laptop', laptop: laptop.data }
  if (app.data === undefined) return withoutAnswer(app.error, lineState)
  if (app.data.store === null) return { type: 'set-up', app: app.data }
  if (session.data === undefined) return withoutAnswer(session.error, lineState)
  const known = { app: app.data, session: session.data }
  if (session.data.signedIn === null) return { type: 'sign-in', ...known }
  const shown = session.data.customerView
  return shown === null ? { type: 'in', ...known } : { type: 'customer', ...known, shown }
}

/** The calls that have an answer in this standing; the others would only be refused. */
export function admittedIn(standing: Standing, isOpen: boolean): Admitted {
  switch (standing.type) {
    case 'asking':
    case 'not-answering':
    case 'refused':
      return isOpen ? 'anyone' : 'laptop'
    case 'laptop':
      return 'laptop'
    case 'set-up':
    case 'sign-in':
      return 'anyone'
    case 'customer':
      return 'customer'
    case 'in':
      return 'all'
    default:
      return assertNever(standing)
  }
}

function withoutAnswer(error: Error | null, lineState: LineState): Standing {
  const code = error === null ? null : failureCode(error)
  // The data closed again between two calls: its state is being asked for.
  if (code === 'LAPTOP_NOT_OPEN') return { type: 'asking' }
  if (error !== null && code !== 'TOO_SLOW') return { type: 'refused', error }
  return error !== null || lineState === 'lost' ? { type: 'not-answering' } : { type: 'asking' }
}
