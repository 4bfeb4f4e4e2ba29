import type { Visit } from '../../northstar.tsx'

/** The visit of this customer that is going on now, `null` when none is. */
export function visitGoingOn(visits: readonly Visit[]): Visit | null {
  return visits.find(({ endedAt }) => endedAt === null) ?? null
}

/**
 * The last visit whose opportunity is still open: the conversation that a be-back goes on with.
 * @param visits newest first
 */
export function visitToGoOnWith(visits: readonly Visit[]): Visit | null {
  return visits.find(({ state }) => state === 'open') ?? null
}
