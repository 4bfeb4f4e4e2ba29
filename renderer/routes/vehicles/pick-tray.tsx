import { Button, CloseButton } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import styles from './picks.module.css'
import { fromHere, usePlace } from './use-place.ts'

/** The vehicles that are chosen to be compared, at the foot of the screen; nothing while none is. */
export function PickTray() {
  const { t } = useTranslation('vehicles')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { picks, isFull, togglePick, toCompare, change } = usePlace()
  const { data } = useQuery(
    orpc.catalogue.search.queryOptions({
      input: { language, words: '', ids: [...picks] },
      enabled: picks.length > 0,
      placeholderData: keepPreviousData,
    }),
  )
  if (picks.length === 0) return null
  const names = new Map<string, string>(
    data?.vehicles.map(({ id, brand, model, name }) => [id, `${brand} ${model} ${name}`]),
  )
  return (
    <section className={styles.tray} aria-label={t('picks.title')}>
      <ul className={styles.picks}>
        {picks.map((id) => {
          const name = names.get(id) ?? id
          return (
            <li key={id} className={styles.pick}>
              <bdi>{name}</bdi>
              <CloseButton
                iconSize={16}
                aria-label={t('picks.remove', { name })}
                onClick={() => togglePick(id)}
              />
            </li>
          )
        })}
      </ul>
      {picks.length === 1 || isFull ? (
        <p className="ns-soft ns-small">{t(isFull ? 'picks.full' : 'picks.oneMore')}</p>
      ) : null}
      <Button variant="subtle" onClick={() => change({ pick: null })}>
        {t('picks.clear')}
      </Button>
      {picks.length > 1 ? (
        <Button component={Link} to={toCompare()} state={fromHere} size="lg">
          {t('picks.go', { count: picks.length })}
        </Button>
      ) : null}
    </section>
  )
}
