import type { InferClientOutputs } from '@orpc/client'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import type { Clock } from '../core/clock.ts'
import type { NewId } from '../core/ids.ts'
import type { Language } from '../core/market/language.ts'
import { failureSentence } from './failure.ts'
import { createSearches } from './searches.ts'
import type { Line, LineState, ShowroomClient } from './transport.ts'

/** What the data process answers, by call: `Outputs['visits']['get']` is one visit. */
export type Outputs = InferClientOutputs<ShowroomClient>
export type AppState = Outputs['app']['state']
export type Visit = Outputs['visits']['get']
export type Board = Outputs['discovery']['board']
export type Bank = Outputs['discovery']['bank']

export type Northstar = ReturnType<typeof createNorthstar>

/**
 * What every screen needs: the client, its queries (`orpc.visits.list.queryOptions(...)`), the line, the clock, ids, and
 * what was searched for.
 */
export function createNorthstar(line: Line, clock: Clock, newId: NewId) {
  return {
    client: line.client,
    orpc: createTanstackQueryUtils(line.client),
    line,
    clock,
    newId,
    searches: createSearches(),
  }
}

const NorthstarContext = createContext<Northstar | null>(null)
const AppStateContext = createContext<AppState | null>(null)

export function NorthstarProvider(props: { readonly northstar: Northstar; readonly children: ReactNode }) {
  return <NorthstarContext value={props.northstar}>{props.children}</NorthstarContext>
}

export function AppStateProvider(props: { readonly state: AppState; readonly children: ReactNode }) {
  return <AppStateContext value={props.state}>{props.children}</AppStateContext>
}

export function useNorthstar(): Northstar {
  const northstar = useContext(NorthstarContext)
  if (northstar === null) throw new Error('useNorthstar outside NorthstarProvider')
  return northstar
}

/** The state of the application: store, market pack, language, consultants, business day. Always there on a screen. */
export function useAppState(): AppState {
  const state = useContext(AppStateContext)
  if (state === null) throw new Error('useAppState outside AppStateProvider')
  return state
}

export function useLanguage(): Language {
  return useAppState().language
}

/** How dates are said here: the screen's language as the market's country has it. */
export function useDateLocale(): string {
  const { market, language } = useAppState()
  return market.locales[language]
}

/** The store's time zone, or the market's before set-up. */
export function useTimeZone(): string {
  const { store, market } = useAppState()
  return store?.timeZone ?? market.timeZone
}

/** Gives the sentence for what a call threw, in the language of the screen: what happened, what is safe, what to do. */
export function useSentence(): (error: unknown) => string {
  const language = useLanguage()
  return (error) => failureSentence(error, language)
}

export function useLineState(): LineState {
  const { line } = useNorthstar()
  return useSyncExternalStore(line.subscribe, line.state)
}

/** The present instant in UTC milliseconds, renewed every `everyMs`. */
export function useNow(everyMs: number): number {
  const { clock } = useNorthstar()
  const [now, setNow] = useState(clock)
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), everyMs)
    return () => clearInterval(timer)
  }, [clock, everyMs])
  return now
}

type SettingsChange = Partial<Pick<AppState, 'language' | 'colourScheme'>>

/**
 * Changes the language or the colour scheme: on the screen at once, taken back if it is not kept. Before set-up
 * there is nowhere to keep it, so it stays on the screen and goes with `setup.complete`.
 */
export function useChangeSettings() {
  const { orpc, client } = useNorthstar()
  const isSetUp = useAppState().store !== null
  const queries = useQueryClient()
  const queryKey = orpc.app.state.queryKey()
  return useMutation({
    mutationFn: async (change: SettingsChange) => {
      if (isSetUp) await client.settings.update(change)
    },
    onMutate: async (change) => {
      await queries.cancelQueries({ queryKey })
      queries.setQueryData(queryKey, (state) => (state === undefined ? state : { ...state, ...change }))
    },
    onSettled: async () => {
      if (isSetUp) await queries.invalidateQueries({ queryKey })
    },
  })
}
