import { useTranslation } from 'react-i18next'
import type { CustomerContent } from '../../../contract/customer-view.ts'
import type { VariantId } from '../../../core/ids.ts'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { useOnRoad } from '../../use-on-road.ts'
import { VehiclePicture } from '../vehicles/vehicle-picture.tsx'
import styles from './shown-vehicles.module.css'

type ShownShortlistProps = {
  readonly content: Extract<CustomerContent, { type: 'shortlist' }>
  readonly onPrice: (variantId: VariantId) => void
}

/** The customer's vehicles: what each looks like, why it fits in their words, its catch as plainly, its price. */
export function ShownShortlist({ content, onPrice }: ShownShortlistProps) {
  const { t } = useTranslation('customer-view')
  const heading = useFirstFocus<HTMLHeadingElement>()
  const onRoad = useOnRoad()
  const { picks, sure, nothingLeft } = content
  return (
    <section className={styles.page}>
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {t('shortlist.title', { count: picks.length })}
      </h1>
      <ol className={styles.cards} data-count={picks.length}>
        {picks.map((pick) => (
          <li key={pick.variantId} className={styles.card}>
            <VehiclePicture photoId={pick.photoId} body={pick.body} className={styles.picture} />
            <h2 className={styles.name}>
              <bdi>
                {pick.brand} {pick.model}
              </bdi>
              <span className={styles.variant}>
                <bdi>{pick.name}</bdi>
              </span>
            </h2>
            <button type="button" className={styles.price} onClick={() => onPrice(pick.variantId)}>
              {pick.price === null ? (
                t('price.none')
              ) : (
                <>
                  <span className="ns-figure">{pick.price.text}</span>
                  <span className={styles.asOf}>
                    {t('price.asOf', { date: `\u2068${pick.price.asOf}\u2069` })}
                  </span>
                  <span className={styles.toPrice}>{t('price.way', onRoad)}</span>
                </>
              )}
            </button>
            <h3 className={styles.label}>{t('shortlist.because')}</h3>
            {pick.reasons.length === 0 ? (
              <p className={styles.soft}>{t('shortlist.noReasons')}</p>
            ) : (
              <ul className={styles.reasons}>
                {pick.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            )}
            <h3 className={styles.label}>{t('shortlist.catch')}</h3>
            <p className={styles.catch}>{pick.catch}</p>
            {pick.notCertain.length === 0 ? null : (
              <p className={styles.soft}>
                {t('shortlist.notCertain', { list: pick.notCertain.join(t('comma')) })}
              </p>
            )}
            {pick.availability === null ? null : <p className={styles.soft}>{pick.availability.sentence}</p>}
          </li>
        ))}
      </ol>
      {nothingLeft.map((sentence) => (
        <p key={sentence} className={styles.lead}>
          {sentence}
        </p>
      ))}
      {sure === null || picks.length === 0 ? null : <p className={styles.lead}>{sure}</p>}
    </section>
  )
}
