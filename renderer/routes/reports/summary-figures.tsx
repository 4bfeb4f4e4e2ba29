import { useTranslation } from 'react-i18next'
import { summaryLabels } from '../../../core/reports/labels.ts'
import { headerLines, storeGroups } from '../../../core/reports/summary-lines.ts'
import { Facts, Panel } from '../../components/panel.tsx'
import { type Outputs, useLanguage } from '../../northstar.tsx'
import { FigureLines, PeopleTable } from './day-figures.tsx'
import styles from './reports.module.css'

type Summary = Outputs['reports']['daily']
type SummaryProps = { readonly summary: Summary }

const shortHash = 12

/** The figures of the whole store, group by group; a ratio shows its numerator and denominator. */
export function StoreFigures({ summary }: SummaryProps) {
  const language = useLanguage()
  return (
    <div className={styles.groups}>
      {storeGroups(summary, language).map(({ title, lines }) => (
        <Panel key={title} title={title}>
          <FigureLines lines={lines} language={language} styles={styles} />
        </Panel>
      ))}
    </div>
  )
}

/** Each consultant's day in one row, the store's in the last; the bar under a count of visits is for the eye only. */
export function ConsultantTable({ summary }: SummaryProps) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const { byConsultant } = summary.figures
  const most = Math.max(1, ...byConsultant.map(({ counts }) => counts.visits))
  if (byConsultant.length === 0)
    return (
      <Panel title={summaryLabels.byConsultant[language]}>
        <p className="ns-soft">{t('nobodyCame')}</p>
      </Panel>
    )
  return (
    <Panel title={summaryLabels.byConsultant[language]}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div
        role="group"
        className={styles.tablePlace}
        aria-label={summaryLabels.byConsultant[language]}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than its place is scrolled by keys as well
        tabIndex={0}
      >
        <PeopleTable
          figures={summary.figures}
          language={language}
          styles={styles}
          underName={({ visits }) => (
            <span aria-hidden className={styles.bar} style={{ inlineSize: `${(100 * visits) / most}%` }} />
          )}
        />
      </div>
    </Panel>
  )
}

/** What the figures rest on: who told them, when, from which laptops and versions. */
export function AboutSummary({ summary }: SummaryProps) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const hashName = summaryLabels.hash[language]
  return (
    <Panel title={t('about')}>
      <Facts
        facts={headerLines(summary, language).map(({ label, text }) => ({
          name: label,
          text: label === hashName ? <bdi title={text}>{text.slice(0, shortHash)}</bdi> : <bdi>{text}</bdi>,
        }))}
      />
    </Panel>
  )
}
