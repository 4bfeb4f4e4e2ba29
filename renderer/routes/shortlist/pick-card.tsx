import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { VariantId } from '../../../core/ids.ts'
import { priceStatus } from '../../components/price-status.ts'
import { Silhouette } from '../../components/silhouette.tsx'
import { type Outputs, useAppState } from '../../northstar.tsx'
import styles from './shortlist.module.css'

type PickCardProps = {
  readonly pick: Outputs['shortlist']['get']['picks'][number]
  /** What the store can deliver of it; `null` while it has no stock written down. */
  readonly availability: Outputs['shortlist']['get']['availability'][VariantId] | null
  readonly onBook: (() => void) | null
}

/** One vehicle: what it costs, why it fits in the customer's words, its catch as plainly, what is not known of it. */
export function PickCard({ pick, availability, onBook }: PickCardProps) {
  const { t } = useTranslation('shortlist')
  const { language } = useAppState()
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h2 className={styles.name}>
          <bdi>
            {pick.brand} {pick.model}
          </bdi>
          <span className={styles.variant}>
            <bdi>{pick.name}</bdi>
          </span>
        </h2>
        <Silhouette body={pick.body} className={styles.drawing} />
      </div>
      <p className={styles.price}>
        {pick.price === null ? (
          t('noPrice')
        ) : (
          <>
            <span className="ns-figure">{pick.price.text}</span>
            <span className={styles.asOf}>
              {[t('asOf', { date: `\u2068${pick.price.asOf}\u2069` }), priceStatus(pick.price, language)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </>
        )}
      </p>
      <h3 className={styles.label}>{t('because')}</h3>
      {pick.reasons.length === 0 ? (
        <p className="ns-soft">{t('noReasons')}</p>
      ) : (
        <ul className={styles.reasons}>
          {pick.reasons.map((reason) => (
            <li key={reason.sentence}>{reason.sentence}</li>
          ))}
        </ul>
      )}
      <h3 className={styles.label}>{t('catch')}</h3>
      <p className={styles.catch}>{pick.catch.sentence}</p>
      {pick.unknown.length === 0 ? null : (
        <p className={styles.unknown}>
          {t('unknown', { list: pick.unknown.map(({ label }) => label).join(t('semicolon')) })}
        </p>
      )}
      {availability === null ? null : (
        <p className={styles.available} data-when={availability.when}>
          <span className={styles.label}>{t(`deliver.${availability.when}`)}</span> {availability.sentence}
        </p>
      )}
      {onBook === null ? null : (
        <Button size="lg" variant="light" fullWidth className={styles.book} onClick={onBook}>
          {t('book')}
        </Button>
      )}
    </li>
  )
}
