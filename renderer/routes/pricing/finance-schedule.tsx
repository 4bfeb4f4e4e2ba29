import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './pricing.module.css'
import type { Offer } from './use-price.ts'

/** Each month of a way to pay whose figure is known, folded away until it is asked for. */
export function FinanceSchedule({ offers }: { readonly offers: readonly Offer[] }) {
  const { t } = useTranslation('pricing')
  const [mode, setMode] = useState<string | null>(null)
  const withMonths = offers.filter(({ schedule }) => schedule.length > 0)
  const offer = withMonths.find((one) => one.mode === mode) ?? withMonths[0]
  if (!offer) return null
  return (
    <details className={styles.more}>
      <summary>{t('schedule')}</summary>
      {withMonths.length > 1 ? (
        <SegmentedControl
          aria-label={t('chooseSchedule')}
          value={offer.mode}
          data={withMonths.map(({ mode: value, name }) => ({ value, label: name }))}
          onChange={setMode}
        />
      ) : null}
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={t('scheduleOf', { name: offer.name })}>
          <thead>
            <tr>
              <th scope="col">{t('scheduleColumns.month')}</th>
              <th scope="col" className={styles.amount}>
                {t('scheduleColumns.opening')}
              </th>
              <th scope="col" className={styles.amount}>
                {t('scheduleColumns.pay')}
              </th>
              <th scope="col" className={styles.amount}>
                {t('scheduleColumns.charge')}
              </th>
              <th scope="col" className={styles.amount}>
                {t('scheduleColumns.principal')}
              </th>
              <th scope="col" className={styles.amount}>
                {t('scheduleColumns.closing')}
              </th>
            </tr>
          </thead>
          <tbody>
            {offer.schedule.map((month) => (
              <tr key={month.month}>
                <th scope="row">{month.month}</th>
                {[
                  month.openingText,
                  month.payText,
                  month.chargeText,
                  month.principalText,
                  month.closingText,
                ].map((text, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change places
                  <td key={at} className={styles.amount}>
                    <bdi>{text}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {offer.notes
        .filter(({ sourceText }) => sourceText === '')
        .map(({ sentence }) => (
          <p key={sentence} className="ns-soft ns-small">
            {sentence}
          </p>
        ))}
    </details>
  )
}
