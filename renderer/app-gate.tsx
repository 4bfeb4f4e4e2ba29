import { useMantineColorScheme } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './app-gate.module.css'
import { NotAnswering } from './components/not-answering.tsx'
import { failureCode, failureSentence } from './failure.ts'
import { type AppState, AppStateProvider, useLineState, useNorthstar } from './northstar.tsx'

const refreshMs = 30_000

/** Lets nothing through before the data process has said what this laptop is; then keeps that up to date. */
export function AppGate({ children }: { readonly children: ReactNode }) {
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const lineState = useLineState()
  const { data: state, error } = useQuery(
    orpc.app.state.queryOptions({
      refetchInterval: ({ state: known }) => (known.data?.store ? refreshMs : false),
      refetchOnWindowFocus: ({ state: known }) => known.data?.store != null,
    }),
  )

  useEffect(() => {
    if (lineState === 'connected') void queries.invalidateQueries()
  }, [lineState, queries])

  if (state === undefined) {
    if (error !== null && failureCode(error) !== 'TOO_SLOW') return <Refused error={error} />
    return error !== null || lineState === 'lost' ? <NotAnswering whole /> : <Opening />
  }
  return (
    <AppStateProvider state={state}>
      <Manners state={state} />
      {children}
    </AppStateProvider>
  )
}

function Opening() {
  const { t } = useTranslation()
  return <main className={styles.whole}>{t('opening')}</main>
}

/** The language of this laptop is not known when its data cannot be opened, so the sentence stands in both. */
function Refused({ error }: { readonly error: Error }) {
  return (
    <main role="alert" className={styles.whole}>
      <p>{failureSentence(error, 'en')}</p>
      <p lang="ur" dir="rtl">
        {failureSentence(error, 'ur')}
      </p>
    </main>
  )
}

/** Puts language, direction and colour scheme on the document, without remounting anything that is being typed in. */
function Manners({ state }: { readonly state: AppState }) {
  const { i18n } = useTranslation()
  const { setColorScheme } = useMantineColorScheme()
  const { language, colourScheme } = state
  useLayoutEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = language === 'ur' ? 'rtl' : 'ltr'
    void i18n.changeLanguage(language)
  }, [language, i18n])
  useLayoutEffect(() => setColorScheme(colourScheme), [colourScheme, setColorScheme])
  return null
}
