import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SavedFact } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { useSignedIn } from '../../signed-in.ts'
import { SetPin } from './set-pin.tsx'
import styles from './settings.module.css'

/** Who is signed in, and the way to another PIN of their own. */
export function You() {
  const { t } = useTranslation('settings')
  const person = useSignedIn()
  const [changing, setChanging] = useState(false)
  const [savedAt, setSavedAt] = useState<number | null>(null)
  return (
    <Panel title={t('you.title')}>
      {person === null ? (
        <p>{t('you.nobody')}</p>
      ) : (
        <>
          <p>
            <strong>
              <bdi>{person.name}</bdi>
            </strong>{' '}
            <span className="ns-soft">{t(`roles.${person.role}`)}</span>
          </p>
          <p className="ns-soft ns-small">{t('you.text')}</p>
          <div className={styles.ways}>
            <Button variant="default" onClick={() => setChanging(true)}>
              {t('you.change')}
            </Button>
            {savedAt === null ? null : <SavedFact at={savedAt} />}
          </div>
          {changing ? (
            <SetPin
              consultantId={person.id}
              title={t('pin.changeTitle')}
              allowedBy={{ type: 'own-pin' }}
              allowingLabel={t('pin.own')}
              onSet={(at) => {
                setChanging(false)
                setSavedAt(at)
              }}
              onLeave={() => setChanging(false)}
            />
          ) : null}
        </>
      )}
    </Panel>
  )
}
