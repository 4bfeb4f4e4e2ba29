import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { errorSentence } from '../../../contract/errors.ts'
import { hourText, momentText } from '../../clock-text.ts'
import { BackLink } from '../../components/back-link.tsx'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { ForManager } from '../../components/for-manager.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { isolate } from '../../isolate.ts'
import { type Outputs, useDateLocale, useLanguage, useNorthstar, useTimeZone } from '../../northstar.tsx'
import { BackupList } from './backup-list.tsx'
import styles from './backups.module.css'
import { CarryAway } from './carry-away.tsx'
import { useSizeText } from './use-size-text.ts'

type Listed = Outputs['backups']['list']

const pollMs = 30_000

/** The backups on this laptop: how old the last good one is, one more now, and the way back to an earlier one. */
export function Backups() {
  const { t } = useTranslation('backups')
  return (
    <Screen width="text">
      <ScreenTitle>
        <BackLink to="/settings">{t('settings')}</BackLink>
        <h1>{t('title')}</h1>
      </ScreenTitle>
      <ForManager>
        <Listing />
      </ForManager>
    </Screen>
  )
}

function Listing() {
  const { orpc } = useNorthstar()
  const { data, error } = useQuery(orpc.backups.list.queryOptions({ refetchInterval: pollMs }))
  return (
    <div className={styles.page}>
      <Failure error={error} />
      {data === undefined ? null : (
        <>
          <State listed={data} />
          <BackupList backups={data.backups} />
        </>
      )}
      <CarryAway />
    </div>
  )
}

function State({ listed }: { readonly listed: Listed }) {
  const { t } = useTranslation('backups')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const locale = useDateLocale()
  const timeZone = useTimeZone()
  const sizeText = useSizeText()
  const queries = useQueryClient()
  const make = useMutation(
    orpc.backups.make.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.backups.key() }),
    }),
  )
  const { lastGoodAt, problem } = listed
  return (
    <section aria-label={t('state')} className={styles.state}>
      <p className={styles.sentence}>
        {lastGoodAt === null ? t('never') : t('lastGood', { when: momentText(lastGoodAt, timeZone, locale) })}
      </p>
      {problem === null || make.error !== null ? null : (
        <p role="alert" className={styles.warning}>
          {errorSentence(problem.code, problem.detail, language)}
        </p>
      )}
      <p className="ns-soft">{t('about')}</p>
      <div className={styles.ways}>
        <BusyButton busy={make.isPending} onClick={() => make.mutate({})}>
          {t('make')}
        </BusyButton>
        <span role="status" className={make.data?.isGood === false ? styles.warn : 'ns-soft ns-small'}>
          {make.data === undefined
            ? null
            : t(make.data.isGood === false ? 'madeNotGood' : 'made', {
                time: isolate(hourText(make.data.madeAt, timeZone, 'second'), language),
                size: sizeText(make.data.bytes),
              })}
        </span>
      </div>
      <Failure error={make.error} />
    </section>
  )
}
