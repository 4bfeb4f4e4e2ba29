import { useTranslation } from 'react-i18next'
import { instantText } from '../../../core/reports/day-text.ts'
import { dayText, hourText } from '../../clock-text.ts'
import { useDateLocale, useTimeZone } from '../../northstar.tsx'
import styles from './access-log.module.css'
import { EntrySentence } from './entry-sentence.tsx'
import { byDay, type Entry } from './entry-words.ts'
import { markOf } from './mark.ts'

/** Entries under the day they happened on, each with its time, its sentence and the mark it carries. */
export function EntryList({ entries }: { readonly entries: readonly Entry[] }) {
  const { t } = useTranslation('access-log')
  const locale = useDateLocale()
  const timeZone = useTimeZone()
  const days = byDay(entries, (at) => instantText(at, timeZone).slice(0, 'yyyy-mm-dd'.length))
  return days.map(({ day, entries: ofDay }) => (
    <section key={`${day} ${ofDay[0]?.position}`} className={styles.day}>
      <h2 className={styles.dayName}>{dayText(day, locale)}</h2>
      <ul className={styles.entries}>
        {ofDay.map((entry) => (
          <li key={entry.position} data-position={entry.position} tabIndex={-1} className={styles.entry}>
            <bdi className={`${styles.time} ns-figure`}>{hourText(entry.at, timeZone, 'minute')}</bdi>
            <EntrySentence entry={entry} />
            <bdi
              dir="ltr"
              className={styles.mark}
              title={t('entry', { position: entry.position, mark: markOf(entry.hash) })}
            >
              {entry.position} · {markOf(entry.hash).slice(0, 'xxxx xxxx'.length)}
            </bdi>
          </li>
        ))}
      </ul>
    </section>
  ))
}
