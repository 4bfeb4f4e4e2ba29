import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { BackLink } from '../../components/back-link.tsx'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { ForManager } from '../../components/for-manager.tsx'
import { Nothing } from '../../components/panel.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { Sentence } from '../../components/sentence.tsx'
import { useNorthstar } from '../../northstar.tsx'
import styles from './access-log.module.css'
import { EntryList } from './entry-list.tsx'
import { VerifyLog } from './verify-log.tsx'

const pageEntries = 50

/** Who saw, changed and exported which customer, newest first; `?customer=ID` shows one customer's entries. */
export function AccessLog() {
  const { t } = useTranslation('access-log')
  const [params] = useSearchParams()
  const customerId = params.get('customer')
  return (
    <Screen>
      <ScreenTitle>
        <BackLink to="/settings">{t('settings')}</BackLink>
        <h1>{t('title')}</h1>
      </ScreenTitle>
      <ForManager>
        <div className={styles.columns}>
          <Entries key={customerId ?? 'all'} customerId={customerId} />
          {customerId === null ? <VerifyLog /> : null}
        </div>
      </ForManager>
    </Screen>
  )
}

function Entries({ customerId }: { readonly customerId: string | null }) {
  const { t } = useTranslation('access-log')
  const { orpc } = useNorthstar()
  const log = useInfiniteQuery(
    orpc.access.log.infiniteOptions({
      input: (before: number | null) => ({ before, limit: pageEntries, customerId }),
      initialPageParam: null,
      getNextPageParam: ({ entries }) =>
        entries.length < pageEntries ? null : (entries.at(-1)?.position ?? null),
    }),
  )
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? []
  const total = log.data?.pages[0]?.total ?? 0
  const list = useRef<HTMLDivElement>(null)
  const [from, setFrom] = useState<number | null>(null)
  // Whoever asked for older entries goes on reading at the first of them.
  useEffect(() => {
    if (from !== null) list.current?.querySelector<HTMLElement>(`[data-position="${from}"]`)?.focus()
  }, [from])
  const older = async () => {
    const { data } = await log.fetchNextPage()
    setFrom(data?.pages.at(-1)?.entries[0]?.position ?? null)
  }
  if (log.data === undefined) return <Failure error={log.error} />
  return (
    <div ref={list} className={styles.page}>
      {customerId === null ? (
        <p className="ns-soft">{t('about')}</p>
      ) : (
        <About customerId={customerId} name={entries[0]?.customerName ?? null} />
      )}
      <Failure error={log.error} />
      {entries.length === 0 ? (
        <Nothing
          title={t(customerId === null ? 'empty.title' : 'emptyOf.title')}
          text={t(customerId === null ? 'empty.text' : 'emptyOf.text')}
        />
      ) : (
        <>
          <p role="status" className="ns-soft">
            {t('count', { count: total })}
          </p>
          <EntryList entries={entries} />
          {log.hasNextPage ? (
            <div className={styles.ways}>
              <BusyButton variant="default" busy={log.isFetchingNextPage} onClick={() => void older()}>
                {t('older')}
              </BusyButton>
            </div>
          ) : (
            <p className="ns-soft">{t('first')}</p>
          )}
        </>
      )}
    </div>
  )
}

/** Whose entries these are, with the ways to the customer and to all the others. */
function About({ customerId, name }: { readonly customerId: string; readonly name: string | null }) {
  const { t } = useTranslation('access-log')
  return (
    <>
      <h2>
        <Sentence text={t('of')} parts={{ customer: name === null ? t('noName') : <bdi>{name}</bdi> }} />
      </h2>
      <div className={styles.ways}>
        <Button component={Link} to="/access-log" variant="default">
          {t('all')}
        </Button>
        <Button component={Link} to={`/customers/${customerId}`} variant="subtle">
          {t('customer')}
        </Button>
      </div>
    </>
  )
}
