import { useMantineColorScheme } from '@mantine/core'
import {
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { ConsultantId } from '../core/ids.ts'
import { Covered } from './gate/covered.tsx'
import { GateScreen } from './gate/gate-screen.tsx'
import { useLanguageMemory, useRememberedLanguage } from './gate/language-memory.ts'
import type { Standing } from './gate/standing.ts'
import { useStanding } from './gate/use-standing.ts'
import { type AppState, AppStateProvider } from './northstar.tsx'
import { SignIn } from './sign-in/sign-in.tsx'
import { SwitchPersonContext } from './sign-in/switching.ts'
import { useActivity } from './sign-in/use-activity.ts'

const CustomerView = lazy(async () => ({
  default: (await import('./routes/customer-view/customer-view.tsx')).CustomerView,
}))

/**
 * Lets nothing through before the laptop's data is open and somebody is signed in. What was on the screen then stays
 * under whatever has to stand over it, also when it is another person who goes on, and while the customer has the screen.
 */
export function AppGate({ children }: { readonly children: ReactNode }) {
  const standing = useStanding()
  const known = useKnownApp(standing)
  const [switching, setSwitching] = useState<{ readonly to: ConsultantId | null } | null>(null)
  const switchPerson = useCallback((to: ConsultantId | null) => setSwitching({ to }), [])
  const endSwitching = useCallback(() => setSwitching(null), [])
  const isSwitching = standing.type === 'in' && switching !== null
  useActivity(standing.type === 'in' || standing.type === 'customer')

  return (
    <SwitchPersonContext value={switchPerson}>
      <Manners standing={standing} />
      <Covered
        cover={coverOf(standing, isSwitching ? switching : null, endSwitching)}
        onLeave={isSwitching ? endSwitching : null}
      >
        {known === null ? null : <AppStateProvider state={known}>{children}</AppStateProvider>}
      </Covered>
    </SwitchPersonContext>
  )
}

function coverOf(
  standing: Standing,
  switching: { readonly to: ConsultantId | null } | null,
  endSwitching: () => void,
): ReactNode | null {
  if (standing.type === 'set-up' || (standing.type === 'in' && switching === null)) return null
  if (standing.type === 'customer')
    return (
      <AppStateProvider state={{ ...standing.app, language: standing.shown.language }}>
        <Suspense>
          <CustomerView shown={standing.shown} session={standing.session} />
        </Suspense>
      </AppStateProvider>
    )
  if (standing.type !== 'in' && standing.type !== 'sign-in') return <GateScreen standing={standing} />
  return (
    <AppStateProvider state={standing.app}>
      <SignIn
        session={standing.session}
        to={switching?.to ?? null}
        onLeave={switching === null ? null : endSwitching}
        onSignedIn={endSwitching}
      />
    </AppStateProvider>
  )
}

/** What the screens know of the application: as it was while they are covered, so that nothing of them is taken apart. */
function useKnownApp(standing: Standing): AppState | null {
  const language = useRememberedLanguage()
  const [known, setKnown] = useState<AppState | null>(null)
  const seen = standing.type === 'in' || standing.type === 'set-up' ? standing.app : known
  if (seen !== known) setKnown(seen)
  return useMemo(() => (seen?.store === null ? { ...seen, language } : seen), [seen, language])
}

/** Puts language, direction and colour scheme on the document, without remounting anything that is being typed in. */
function Manners({ standing }: { readonly standing: Standing }) {
  const { i18n } = useTranslation()
  const { setColorScheme } = useMantineColorScheme()
  const memory = useLanguageMemory()
  const remembered = useRememberedLanguage()
  const app = 'app' in standing ? standing.app : null
  const own = app === null || app.store === null ? null : app.language
  const language = standing.type === 'customer' ? standing.shown.language : (own ?? remembered)
  const colourScheme = app?.colourScheme ?? null
  useEffect(() => {
    if (own !== null) memory.remember(own)
  }, [memory, own])
  useLayoutEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = language === 'ur' ? 'rtl' : 'ltr'
    void i18n.changeLanguage(language)
  }, [language, i18n])
  useLayoutEffect(() => {
    if (colourScheme !== null) setColorScheme(colourScheme)
  }, [colourScheme, setColorScheme])
  return null
}
