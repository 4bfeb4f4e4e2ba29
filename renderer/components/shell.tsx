import { Button } from '@mantine/core'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet } from 'react-router'
import { useAppState, useLineState } from '../northstar.tsx'
import { ConsultantMenu } from './consultant-menu.tsx'
import { NotAnswering } from './not-answering.tsx'
import { Rail } from './rail.tsx'
import { TitlePlace } from './screen.tsx'
import styles from './shell.module.css'
import { SyncLine } from './sync-line.tsx'

const AskDate = lazy(async () => ({ default: (await import('./ask-date.tsx')).AskDate }))
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))

/** What stands around every screen: the rail, the bar with the consultant and the state of sync in words, the palette. */
export function Shell() {
  const { t } = useTranslation()
  const { store, demo, clockDoubt, clockQuestion } = useAppState()
  const lineState = useLineState()
  const [titlePlace, setTitlePlace] = useState<HTMLElement | null>(null)
  const [finding, setFinding] = useState(false)
  const [askingDate, setAskingDate] = useState(false)
  usePaletteKey(() => setFinding(true))

  if (store === null) return <Navigate to="/set-up" replace />
  return (
    <div className={styles.shell}>
      <a href="#screen" className={styles.skip}>
        {t('skip')}
      </a>
      <Rail onFind={() => setFinding(true)} />
      <section aria-label={t('bar')} className={styles.bar}>
        <div ref={setTitlePlace} className={styles.title} />
        {demo ? <span className={styles.demo}>{t('demo')}</span> : null}
        <SyncLine />
        <ConsultantMenu />
      </section>
      <main id="screen" tabIndex={-1} className={styles.screen}>
        {lineState === 'lost' ? <NotAnswering /> : null}
        {clockDoubt === null ? null : (
          <div role="alert" className={styles.clockDoubt}>
            <p>{clockDoubt}</p>
            {clockQuestion === null ? null : (
              <Button variant="default" size="compact-lg" onClick={() => setAskingDate(true)}>
                {t('askDate.way')}
              </Button>
            )}
          </div>
        )}
        {askingDate && clockQuestion !== null ? (
          <Suspense>
            <AskDate onLeave={() => setAskingDate(false)} onSaid={() => setAskingDate(false)} />
          </Suspense>
        ) : null}
        <div className={styles.place}>
          <TitlePlace value={titlePlace}>
            <Outlet />
          </TitlePlace>
        </div>
      </main>
      {finding ? (
        <Suspense>
          <Palette onClose={() => setFinding(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}

/** Ctrl+K (or ⌘K) from anywhere, also while typing. */
function usePaletteKey(open: () => void) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      open()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  })
}
