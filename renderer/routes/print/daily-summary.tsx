import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { ForManager } from '../../components/for-manager.tsx'
import { useAppState, useNorthstar } from '../../northstar.tsx'
import { isDay } from '../reports/day-steps.ts'
import styles from './daily-summary.module.css'
import { useReadyToPrint } from './ready-to-print.ts'
import { SummaryPage } from './summary-page.tsx'

/** The daily summary as a page of the market's paper in black and white, in the language that the address asks for. For a manager only. */
export function PrintDailySummary() {
  return (
    <ForManager>
      <PageToPrint />
    </ForManager>
  )
}

function PageToPrint() {
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
  const { orpc } = useNorthstar()
  const t = i18n.getFixedT(language, 'print')
  const { paper } = useAppState().market
  // Written down first: what is on paper has left the laptop.
  const printing = useMutation(orpc.reports.printing.mutationOptions({ onSuccess: () => window.print() }))
  return (
    <nav aria-label={t('bar')} className={styles.bar}>
      <BusyButton busy={printing.isPending} onClick={() => printing.mutate({ businessDay })}>
        {t('print')}
      </BusyButton>
      <Button component={Link} to={`/reports/${businessDay}`} variant="default">
        {t('back')}
      </Button>
      <p className={styles.hint}>{t('hint', { paper })}</p>
      <Failure error={printing.error} />
    </nav>
  )
}
