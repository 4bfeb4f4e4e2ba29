import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SavedFact } from '../../components/fact.tsx'
import { useAppState } from '../../northstar.tsx'
import { ChoosePassphrase, StopPassphrase } from './choose-passphrase.tsx'
import type { SecurityState } from './security.tsx'
import styles from './settings.module.css'

/** Whether a passphrase is asked at every start: a manager's choice where the operating system can keep the key instead. */
export function PassphraseAtStart({ security }: { readonly security: SecurityState }) {
  const { t } = useTranslation('settings')
  const { demo } = useAppState()
  const [doing, setDoing] = useState<'choose' | 'stop' | null>(null)
  const [savedAt, setSavedAt] = useState<number | null>(null)
  const { passphraseRequired, sealing } = security
  const done = (at: number) => {
    setDoing(null)
    setSavedAt(at)
  }
  const leave = () => setDoing(null)
  const state = !passphraseRequired ? 'off' : sealing === null ? 'always' : 'on'
  return (
    <section className={styles.part}>
      <h3>{t('security.passphrase.title')}</h3>
      <p className="ns-soft">{t(`security.passphrase.${demo ? 'demo' : state}`)}</p>
      {demo ? null : (
        <div className={styles.ways}>
          <Button variant="default" onClick={() => setDoing('choose')}>
            {t(passphraseRequired ? 'security.passphrase.change' : 'security.passphrase.ask')}
          </Button>
          {state === 'on' ? (
            <Button variant="subtle" onClick={() => setDoing('stop')}>
              {t('security.passphrase.stop')}
            </Button>
          ) : null}
          {savedAt === null ? null : <SavedFact at={savedAt} />}
        </div>
      )}
      {doing === 'choose' ? (
        <ChoosePassphrase
          isFirst={!passphraseRequired}
          hasCode={security.recoveryCode === 'kept'}
          onSaved={done}
          onLeave={leave}
        />
      ) : null}
      {doing === 'stop' ? <StopPassphrase onSaved={done} onLeave={leave} /> : null}
    </section>
  )
}
