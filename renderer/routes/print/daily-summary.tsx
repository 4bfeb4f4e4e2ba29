import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import { Failure } from '../../components/fact.tsx'
import { useAppState, useNorthstar } from '../../northstar.tsx'
import { isDay } from '../reports/day-steps.ts'
import styles from './daily-summary.module.css'
import { useReadyToPrint } from './ready-to-print.ts'
import { SummaryPage } from './summary-page.tsx'

/** The daily summary as an A4 page in black and white, in the language that the address asks for. */
export function PrintDailySummary() {
  const { orpc } = useNorthstar()
  const { businessDay: today, language: ownLanguage } = useAppState()
  const { day: asked = today } = useParams()
  const [params] = useSearchParams()
  const wanted = params.get('language')
  const language = wanted === 'en' || wanted === 'ur' ? wanted : ownLanguage
  const businessDay = isDay(asked) ? asked : today
  const { data: summary, error } = useQuery(
    orpc.reports.daily.queryOptions({ input: { businessDay, language }, refetchOnWindowFocus: false }),
  )
  useReadyToPrint(summary !== undefined)
  return (
    <main className={styles.desk} lang={language} dir={language === 'ur' ? 'rtl' : 'ltr'}>
      <PrintBar language={language} businessDay={businessDay} />
      <Failure error={error} />
      {summary === undefined ? null : <SummaryPage summary={summary} language={language} />}
    </main>
  )
}

/** What stands above the page on the screen and never on paper. */
function PrintBar({
  language,
  businessDay,
}: {
  readonly language: 'en' | 'ur'
  readonly businessDay: string
}) {
  const { i18n } = useTranslation()
  const t = i18n.getFixedT(language, 'print')
  return (
    <nav aria-label={t('bar')} className={styles.bar}>
      <Button onClick={() => window.print()}>{t('print')}</Button>
      <Button component={Link} to={`/reports/${businessDay}`} variant="default">
        {t('back')}
      </Button>
      <p className={styles.hint}>{t('hint')}</p>
    </nav>
  )
}
