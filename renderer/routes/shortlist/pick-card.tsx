import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { VariantId } from '../../../core/ids.ts'
import { leftUncertain } from '../../../core/shortlist/left-uncertain.ts'
import { priceStatus } from '../../components/price-status.ts'
import { type Outputs, useAppState } from '../../northstar.tsx'
import { VehiclePicture } from '../vehicles/vehicle-picture.tsx'
import { OnRoadWay } from './on-road-way.tsx'
import { OwnWords } from './own-words.tsx'
import styles from './shortlist.module.css'

type PickCardProps = {
  readonly opportunityId: string
  readonly pick: Outputs['shortlist']['get']['picks'][number]
  readonly photoId: string | null
  /** What is otherwise with it since the customer was last here. */
  readonly since: Outputs['shortlist']['get']['since']
  /** What the store can deliver of it; `null` while it has no stock written down. */
  readonly availability: Outputs['shortlist']['get']['availability'][VariantId] | null
  readonly onBook: (() => void) | null
}

/** One vehicle: what it costs, why it fits in the customer's words, its catch as plainly, what is not known of it. */
export function PickCard({ opportunityId, pick, photoId, since, availability, onBook }: PickCardProps) {
  const { t } = useTranslation('shortlist')
  const { language } = useAppState()
  const uncertain = leftUncertain(pick)
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
        <VehiclePicture photoId={photoId} body={pick.body} className={styles.picture} />
      </div>
      <div className={styles.price}>
        {pick.price === null ? (
          <p>{t('noPrice')}</p>
        ) : (
          <>
            <p className="ns-figure">{pick.price.text}</p>
            <p className={styles.asOf}>
              {[t('asOf', { date: `\u2068${pick.price.asOf}\u2069` }), priceStatus(pick.price, language)]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </>
        )}
      </div>
      {since.map(({ sentence }) => (
        <p key={sentence} className={styles.since}>
          {sentence}
        </p>
      ))}
      <h3 className={styles.label}>{t('because')}</h3>
      {pick.reasons.length === 0 ? (
        <p className="ns-soft">{t('noReasons')}</p>
      ) : (
        <ul className={styles.reasons}>
          {pick.reasons.map(({ sentence }) => (
            <li key={sentence}>
              <OwnWords sentence={sentence} />
            </li>
          ))}
        </ul>
      )}
      <h3 className={styles.label}>{t('catch')}</h3>
      <p>
        <OwnWords sentence={pick.catch.sentence} />
      </p>
      {pick.notes.map(({ sentence }) => (
        <p key={sentence} className={styles.unknown}>
          <OwnWords sentence={sentence} />
        </p>
      ))}
      {uncertain.length === 0 ? null : (
        <p className={styles.unknown}>{t('unknown', { list: uncertain.join(t('semicolon')) })}</p>
      )}
      {availability === null ? null : (
        <p className={styles.available} data-when={availability.when}>
          <span className={styles.label}>{t(`deliver.${availability.when}`)}</span> {availability.sentence}
        </p>
      )}
      <div className={styles.cardWays}>
        <OnRoadWay
          opportunityId={opportunityId}
          variantId={pick.variantId}
          name={`${pick.brand} ${pick.model} ${pick.name}`}
        />
        {onBook === null ? null : (
          <Button size="lg" variant="light" fullWidth onClick={onBook}>
            {t('book')}
          </Button>
        )}
      </div>
    </li>
  )
}
