import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { Failure } from '../../components/fact.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { useAppState, useLanguage, useNorthstar } from '../../northstar.tsx'
import { CloseDay } from './close-day.tsx'
import { DayChooser } from './day-chooser.tsx'
import { isDay } from './day-steps.ts'
import { Differences } from './differences.tsx'
import { Exports } from './exports.tsx'
import styles from './reports.module.css'
import { AboutSummary, ConsultantTable, StoreFigures } from './summary-figures.tsx'

/** The daily summary of one business day on one page: what came, what came of it, and what the figures rest on. */
export function Reports() {
  const { t } = useTranslation('reports')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { businessDay: today } = useAppState()
  const { day: asked = today } = useParams()
  const day = isDay(asked) ? asked : today
  const { data: summary, error } = useQuery(
    orpc.reports.daily.queryOptions({
      input: { businessDay: day, language },
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <Screen>
      <ScreenTitle>
        <h1>{t('title')}</h1>
      </ScreenTitle>
      <div className={styles.page}>
        <DayChooser day={day} today={today} />
        <Failure error={error} />
        {summary === undefined && error === null ? <p className="ns-soft">{t('counting')}</p> : null}
        {summary === undefined || error !== null ? null : (
          <>
            <CloseDay key={`close ${summary.businessDay}`} summary={summary} />
            <div className={styles.columns}>
              <div className={styles.column}>
                <Differences summary={summary} />
                <StoreFigures summary={summary} />
                <ConsultantTable summary={summary} />
              </div>
              <div className={styles.column}>
                <Exports key={`exports ${summary.businessDay}`} summary={summary} />
                <AboutSummary summary={summary} />
              </div>
            </div>
          </>
        )}
      </div>
    </Screen>
  )
}
