import { Button, TextInput } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BackLink } from '../../components/back-link.tsx'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import typed from '../../components/typed.module.css'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { useIsManager } from '../../signed-in.ts'
import { findRates, type RateKind, type RateLine } from './find-rates.ts'
import { RateForm } from './rate-form.tsx'
import { RateTables } from './rate-table.tsx'
import styles from './rates.module.css'

/** Which rate is being written: a line of a kind, or `null` for a new one of it. */
interface Writing {
  readonly kind: RateKind
  readonly line: RateLine | null
}

/** What prices and costs are reckoned with: each rate with its source, its age and since when it counts. */
export function Rates() {
  const { t } = useTranslation('rates')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const isManager = useIsManager()
  const list = useQuery(orpc.rates.list.queryOptions({ input: { language } }))
  const [text, setText] = useState('')
  const [writing, setWriting] = useState<Writing | null>(null)
  const groups = findRates(list.data?.groups ?? [], text)
  return (
    <Screen>
      <ScreenTitle>
        <BackLink to="/settings">{t('settings')}</BackLink>
        <h1>{t('title')}</h1>
      </ScreenTitle>
      <div className={styles.page}>
        <p className={`${styles.about} ns-soft`}>{t('about')}</p>
        <TextInput
          className={`${styles.search} ${typed.words}`}
          size="lg"
          type="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch aria-hidden size={22} stroke={1.6} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Failure error={list.error} />
        {list.data !== undefined && groups.length === 0 ? (
          <p role="status">{t('none', { text: text.trim() })}</p>
        ) : null}
        {groups.map(({ group, kinds }) => (
          <Panel key={group} title={t(`group.${group}`)}>
            {kinds.map((kind) => (
              <section key={kind.code} className={styles.kind} aria-label={kind.name}>
                <div className={styles.head}>
                  <h3>{kind.name}</h3>
                  {isManager && (kind.unit !== null || kind.lines.length > 0) ? (
                    <Button
                      variant="subtle"
                      aria-label={t('addOf', { rate: kind.name })}
                      leftSection={<IconPlus aria-hidden size={20} stroke={1.6} />}
                      onClick={() => setWriting({ kind, line: null })}
                    >
                      {t('add')}
                    </Button>
                  ) : null}
                </div>
                {kind.lines.length === 0 ? (
                  <p className="ns-soft">{t('noFigure')}</p>
                ) : (
                  <RateTables
                    kind={kind}
                    onChange={isManager ? (line) => setWriting({ kind, line }) : null}
                  />
                )}
              </section>
            ))}
          </Panel>
        ))}
      </div>
      {writing === null ? null : (
        <RateForm {...writing} facts={list.data?.facts ?? []} onLeave={() => setWriting(null)} />
      )}
    </Screen>
  )
}
