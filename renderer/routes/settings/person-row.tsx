import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SavedFact } from '../../components/fact.tsx'
import { isolate } from '../../isolate.ts'
import { useLanguage } from '../../northstar.tsx'
import type { Person } from '../../signed-in.ts'
import { type LaptopPerson, SetPin } from './set-pin.tsx'
import styles from './settings.module.css'
import { UnlockPin } from './unlock-pin.tsx'

/** One person: whether they can sign in here, and what a manager can do about it. */
export function PersonRow({ person, manager }: { readonly person: LaptopPerson; readonly manager: Person }) {
  const { t } = useTranslation('settings')
  const language = useLanguage()
  const [doing, setDoing] = useState<'set' | 'unlock' | null>(null)
  const [savedAt, setSavedAt] = useState<number | null>(null)
  const row = useRef<HTMLLIElement>(null)
  const { isLocked } = person
  // The way to unlock goes with the lock, and must not take the focus along.
  useEffect(() => {
    if (!isLocked && savedAt !== null && document.activeElement === document.body) row.current?.focus()
  }, [isLocked, savedAt])
  const isSelf = person.id === manager.id
  const state = isLocked ? 'locked' : person.hasPin ? 'has' : 'none'
  const setting = person.hasPin ? 'people.new' : 'people.choose'
  const name = isolate(person.name, language)
  const done = (at: number) => {
    setDoing(null)
    setSavedAt(at)
  }
  return (
    <li ref={row} tabIndex={-1} className={styles.person}>
      <div className={styles.who}>
        <p>
          <strong>
            <bdi>{person.name}</bdi>
          </strong>{' '}
          <span className="ns-soft ns-small">
            {isSelf ? [t(`roles.${person.role}`), t('people.you')].join(' · ') : t(`roles.${person.role}`)}
          </span>
        </p>
        <p className={state === 'locked' ? styles.locked : 'ns-soft ns-small'}>
          {t(`people.state.${state}`)}
        </p>
      </div>
      {savedAt === null ? null : <SavedFact at={savedAt} />}
      {isSelf ? null : (
        <div className={styles.ways}>
          {isLocked ? (
            <Button
              variant="default"
              aria-label={`${t('people.unlock')}: ${name}`}
              onClick={() => setDoing('unlock')}
            >
              {t('people.unlock')}
            </Button>
          ) : null}
          <Button
            variant={person.hasPin ? 'subtle' : 'light'}
            aria-label={`${t(setting)}: ${name}`}
            onClick={() => setDoing('set')}
          >
            {t(setting)}
          </Button>
        </div>
      )}
      {doing === 'set' ? (
        <SetPin
          consultantId={person.id}
          title={t('pin.newTitle', { name })}
          text={t('pin.newText', { name })}
          allowedBy={{ type: 'manager', consultantId: manager.id }}
          allowingLabel={t('pin.manager', { name: isolate(manager.name, language) })}
          onSet={done}
          onLeave={() => setDoing(null)}
        />
      ) : null}
      {doing === 'unlock' ? (
        <UnlockPin person={person} manager={manager} onUnlocked={done} onLeave={() => setDoing(null)} />
      ) : null}
    </li>
  )
}
