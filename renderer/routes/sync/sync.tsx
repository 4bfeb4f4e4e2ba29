import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import progressBar from '../../components/progress-bar.module.css'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { useAppState, useLanguage, useNorthstar } from '../../northstar.tsx'
import { CarryByHand } from './carry-by-hand.tsx'
import { ConflictList } from './conflict-list.tsx'
import { DocumentList } from './document-list.tsx'
import { QuarantineList } from './quarantine-list.tsx'
import { ReceiptList } from './receipt-list.tsx'
import { RefusedList } from './refused-list.tsx'
import { Standing } from './standing.tsx'
import type { Status } from './status.ts'
import { StopChoice } from './stop-choice.tsx'
import styles from './sync.module.css'
import { WaitingList } from './waiting-list.tsx'

const pollMs = 3_000

/** How far head office has what this laptop recorded, in a sentence; what waits; and the proof: its receipts. */
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
        {status.data === undefined ? null : <Parts status={status.data} />}
      </div>
    </Screen>
  )
}

/** What needs a person comes first, what only tells comes last. */
function Parts({ status }: { readonly status: Status }) {
  const hasHeadoffice = status.headofficeUrl !== null
  return (
    <>
      <State status={status} />
      {status.stopped === null ? null : <StopChoice stopped={status.stopped} />}
      {status.conflicts === 0 ? null : <ConflictList />}
      {status.refusedChangeSets === 0 ? null : <RefusedList />}
      {hasHeadoffice ? null : <HowToBegin />}
      {hasHeadoffice && status.waitingChangeSets > 0 ? <WaitingList /> : null}
      {status.aside === 0 ? null : <QuarantineList />}
      {hasHeadoffice ? <DocumentList /> : null}
      {hasHeadoffice ? <Standing status={status} /> : null}
      {hasHeadoffice ? <CarryByHand /> : null}
      <ReceiptList hasHeadoffice={hasHeadoffice} />
    </>
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
  const { firstSync } = status
  return (
    <section aria-label={t('state')} className={styles.state}>
      <p role="status" className={styles.sentence}>
        {status.sentence}
      </p>
      {firstSync === null ? null : (
        <>
          <progress
            className={progressBar.bar}
            value={firstSync.done}
            max={Math.max(1, firstSync.of)}
            aria-label={t('first.label')}
          />
          <p className={styles.advice}>{t('first.usable')}</p>
        </>
      )}
      {status.advice === null ? null : <p className={styles.advice}>{status.advice}</p>}
      {status.headofficeUrl === null ? null : (
        <div className={styles.ways}>
          <BusyButton busy={now.isPending} onClick={() => now.mutate({ language })}>
            {t('now')}
          </BusyButton>
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
  const { store } = useAppState()
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
        <li>
          {t('begin.code')}
          <code dir="ltr" className={styles.command}>
            npm run headoffice -- enrol --store {store?.code ?? 'CODE'}
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
