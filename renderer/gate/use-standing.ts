import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect } from 'react'
import { useLineState, useNorthstar } from '../northstar.tsx'
import { useToldByWindows } from './other-windows.ts'
import { admittedIn, type Standing, standingOf } from './standing.ts'

const laptopPollMs = 500
const appPollMs = 30_000
/** Another window may sign somebody in or out, and the idle lock is the data process's to close. */
const signedInPollMs = 5_000
const signedOutPollMs = 2_000

/** Asks what the laptop is and who is signed in, keeps that up to date, and lets out only the calls that have an answer. */
export function useStanding(): Standing {
  const { orpc, line } = useNorthstar()
  const lineState = useLineState()
  const laptop = useQuery(
    orpc.laptop.state.queryOptions({
      refetchInterval: ({ state }) => (state.data?.type === 'open' ? false : laptopPollMs),
      refetchIntervalInBackground: true,
      refetchOnWindowFocus: false,
    }),
  )
  const isOpen = laptop.data?.type === 'open'
  const app = useQuery(
    orpc.app.state.queryOptions({
      enabled: isOpen,
      refetchInterval: ({ state }) => (state.data?.store ? appPollMs : false),
      refetchOnWindowFocus: ({ state }) => state.data?.store != null,
    }),
  )
  const session = useQuery(
    orpc.session.state.queryOptions({
      enabled: isOpen,
      refetchInterval: ({ state }) => (state.data?.signedIn == null ? signedOutPollMs : signedInPollMs),
      refetchIntervalInBackground: true,
    }),
  )
  const standing = standingOf({ lineState, laptop, app, session })
  const admitted = admittedIn(standing, isOpen)
  useLayoutEffect(() => line.admit(admitted), [line, admitted])
  useForgetting(laptop.data !== undefined && !isOpen)
  useRefusals()
  useOtherWindows()
  useAskingAnew(standing.type === 'in' ? standing.session.signedIn : null)
  return standing
}

/** What was known of the store and of who is signed in is not believed once the data was closed. */
function useForgetting(isClosed: boolean): void {
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  useEffect(() => {
    if (!isClosed) return
    void queries.resetQueries({ queryKey: orpc.app.key() })
    void queries.resetQueries({ queryKey: orpc.session.key() })
  }, [isClosed, orpc, queries])
}

/**
 * A call refused because nobody is signed in closes the screen at once; one refused by the laptop's state, or because
 * the screen is turned to the customer, asks for it.
 */
function useRefusals(): void {
  const { orpc, line } = useNorthstar()
  const queries = useQueryClient()
  useEffect(
    () =>
      line.onRefused((code) => {
        if (code === 'SIGNED_OUT') {
          const queryKey = orpc.session.state.queryKey()
          queries.setQueryData(queryKey, (known) => known && { ...known, signedIn: null })
          void queries.invalidateQueries({ queryKey })
        }
        if (code === 'TURNED_TO_CUSTOMER')
          void queries.invalidateQueries({ queryKey: orpc.session.state.queryKey() })
        if (code === 'LAPTOP_NOT_OPEN' || code === 'DATABASE_DAMAGED')
          void queries.invalidateQueries({ queryKey: orpc.laptop.key() })
      }),
    [line, orpc, queries],
  )
}

/** Another window that turned the screen to the customer, or back, says so at once. */
function useOtherWindows(): void {
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  useToldByWindows(() => void queries.invalidateQueries({ queryKey: orpc.session.key() }))
}

/** Everything is asked for again when the line comes back and when somebody signs in. */
function useAskingAnew(signedIn: { readonly consultantId: string; readonly since: number } | null): void {
  const queries = useQueryClient()
  const lineState = useLineState()
  const who = signedIn === null ? null : `${signedIn.consultantId} ${signedIn.since}`
  useEffect(() => {
    if (lineState === 'connected') void askAll(queries)
  }, [lineState, queries])
  useEffect(() => {
    if (who !== null) void askAll(queries)
  }, [who, queries])
}

function askAll(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries()
}
