import { useQuery } from '@tanstack/react-query'
import { useNorthstar } from '../northstar.tsx'
import type { Session } from './people.ts'
import type { Joining } from './take-place.tsx'

const askAgainMs = 1_500

/**
 * Who joined the store with this laptop and has not said who they are, asked again while its people are coming; `null`
 * where nobody did.
 */
export function useJoining(session: Session): { readonly joining: Joining; readonly askedAt: number } | null {
  const { orpc } = useNorthstar()
  // Where anyone has a PIN it was said long ago.
  const isAsked = session.signedIn === null && session.people.every(({ hasPin }) => !hasPin)
  const { data, dataUpdatedAt } = useQuery(
    orpc.enrolment.joining.queryOptions({
      enabled: isAsked,
      refetchInterval: ({ state }) => (state.data?.isWhole === false ? askAgainMs : false),
    }),
  )
  return isAsked && data ? { joining: data, askedAt: dataUpdatedAt } : null
}
