import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { statusLabels, summaryLabels } from '../../../core/reports/labels.ts'
import { dayText } from '../../clock-text.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure, SavedFact } from '../../components/fact.tsx'
import { type Outputs, useDateLocale, useLanguage, useNorthstar } from '../../northstar.tsx'
import { useIsManager } from '../../signed-in.ts'
import styles from './reports.module.css'

type Summary = Outputs['reports']['daily']

/** The day and whether it is closed, in words, with the one thing that can be done about it. */
export function CloseDay({ summary }: { readonly summary: Summary }) {
  const { t } = useTranslation('reports')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const locale = useDateLocale()
  const queries = useQueryClient()
  const isManager = useIsManager()
  const [asking, setAsking] = useState(false)
  const { businessDay, status, changedSinceClosed } = summary
  const close = useMutation(
    orpc.reports.close.mutationOptions({
      onSettled: async () => {
        setAsking(false)
        await queries.invalidateQueries({ queryKey: orpc.reports.key() })
      },
    }),
  )
  const day = dayText(businessDay, locale)
  const again = status !== 'draft'
  const nothingToClose = again && !changedSinceClosed
  return (
    <section className={styles.state} aria-label={t('state')}>
      <div className={styles.stateHead}>
        <h2 className={styles.dayName}>
          <bdi>{day}</bdi>
        </h2>
        <span className={styles.status} data-status={status}>
          {statusLabels[status][language]}
        </span>
        {close.data === undefined ? null : <SavedFact at={close.data.generatedAt} />}
        {nothingToClose ? null : isManager ? (
          <Button className={styles.closeWay} onClick={() => setAsking(true)}>
            {t(again ? 'close.restate' : 'close.way')}
          </Button>
        ) : (
          <p className={`${styles.closeWay} ns-soft ns-small`}>
            {t(again ? 'close.managerRestates' : 'close.managerCloses')}
          </p>
        )}
      </div>
      {changedSinceClosed ? (
        <p role="status" className={styles.changed}>
          {summaryLabels.changedSinceClosed[language]}
        </p>
      ) : null}
      <Failure error={close.error} />
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={
          <span className={styles.question}>{t(again ? 'close.restateAsk' : 'close.ask', { day })}</span>
        }
        closeButtonProps={{ 'aria-label': t('close.leave'), size: '2.75rem' }}
      >
        <div className={styles.asking}>
          <p>{t(again ? 'close.restateText' : 'close.text')}</p>
          {summary.figures.store.openNow === 0 ? null : (
            <p className={styles.warn}>{t('close.stillOpen', { count: summary.figures.store.openNow })}</p>
          )}
          <div className={styles.ways}>
            <BusyButton
              data-autofocus
              busy={close.isPending}
              onClick={() => close.mutate({ businessDay, language })}
            >
              {t(again ? 'close.restate' : 'close.way')}
            </BusyButton>
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('close.leave')}
            </Button>
          </div>
        </div>
      </Modal>
    </section>
  )
}
