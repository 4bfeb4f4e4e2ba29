import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { instantText } from '../../../core/reports/day-text.ts'
import { Failure } from '../../components/fact.tsx'
import { Facts, Panel } from '../../components/panel.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { type Outputs, useLanguage, useNorthstar, useTimeZone } from '../../northstar.tsx'
import { ConflictList } from './conflict-list.tsx'
import { ReceiptList } from './receipt-list.tsx'
import styles from './sync.module.css'

type Status = Outputs['sync']['status']

const pollMs = 3_000

/** How far head office has what this laptop recorded, in a sentence, and the proof: its receipts. */
export function Sync() {
  const { t } = useTranslation('sync')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const status = useQuery(orpc.sync.status.queryOptions({ input: { language }, refetchInterval: pollMs }))
  return (
    <Screen width="text">
      <ScreenTitle>
        <h1>{t('title')}</h1>
      </ScreenTitle>
      <div className={styles.page}>
        <Failure error={status.error} />
        {status.data === undefined ? null : (
          <>
            <State status={status.data} />
            {status.data.conflicts === 0 ? null : <ConflictList />}
            {status.data.headofficeUrl === null ? <HowToBegin /> : <Waiting status={status.data} />}
            <ReceiptList hasHeadoffice={status.data.headofficeUrl !== null} />
          </>
        )}
      </div>
    </Screen>
  )
}

function State({ status }: { readonly status: Status }) {
  const { t } = useTranslation('sync')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const queries = useQueryClient()
  const now = useMutation(
    orpc.sync.now.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.sync.key() }),
    }),
  )
  return (
    <section aria-label={t('state')} className={styles.state}>
      <p role="status" className={styles.sentence}>
        {status.sentence}
      </p>
      {status.advice === null ? null : <p className={styles.advice}>{status.advice}</p>}
      {status.headofficeUrl === null ? null : (
        <div className={styles.ways}>
          <Button loading={now.isPending} onClick={() => now.mutate({ language })}>
            {t('now')}
          </Button>
          <Button component={Link} to="/settings" variant="default">
            {t('settings')}
          </Button>
        </div>
      )}
      <Failure error={now.error} />
    </section>
  )
}

function HowToBegin() {
  const { t } = useTranslation('sync')
  return (
    <Panel title={t('begin.title')}>
      <p>{t('begin.text')}</p>
      <ol className={styles.steps}>
        <li>
          {t('begin.start')}
          <code dir="ltr" className={styles.command}>
            npm run headoffice
          </code>
        </li>
        <li>{t('begin.copy')}</li>
        <li>{t('begin.watch')}</li>
      </ol>
      <div className={styles.ways}>
        <Button component={Link} to="/settings">
          {t('begin.write')}
        </Button>
      </div>
    </Panel>
  )
}

/** What has not gone yet and what needs a look, each with what its number means. */
function Waiting({ status }: { readonly status: Status }) {
  const { t } = useTranslation('sync')
  const timeZone = useTimeZone()
  const instant = (at: number | null) => (at === null ? t('never') : <bdi>{instantText(at, timeZone)}</bdi>)
  return (
    <Panel title={t('waiting.title')}>
      <Facts
        facts={[
          { name: t('waiting.address'), text: <bdi dir="ltr">{status.headofficeUrl}</bdi> },
          { name: t('waiting.upTo'), text: instant(status.everythingUpTo) },
          { name: t('waiting.lastReceipt'), text: instant(status.lastReceiptAt) },
          {
            name: t('waiting.notSent'),
            text:
              status.waitingChangeSets === 0
                ? t('waiting.nothing')
                : [
                    t('waiting.changeSets', { count: status.waitingChangeSets }),
                    ...(status.waitingVisits === 0
                      ? []
                      : [t('waiting.visits', { count: status.waitingVisits })]),
                    t('waiting.safe'),
                  ].join(' '),
          },
        ]}
      />
      {status.trial ? <p className="ns-soft">{t('waiting.trial')}</p> : null}
      {status.aside === 0 ? null : (
        <p className={styles.look}>{t('waiting.aside', { count: status.aside })}</p>
      )}
    </Panel>
  )
}
