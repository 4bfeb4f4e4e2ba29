import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../northstar.tsx'
import styles from './price.module.css'

type PriceView = NonNullable<Outputs['catalogue']['find']['models'][number]['price']>

type PriceProps = {
  readonly price: PriceView | null
  /** Without its date, where that stands beside it already. */
  readonly bare?: boolean
}

/** A price in the market's words, with the date that it is of and how sure it is; plainly that it is not known. */
export function Price({ price, bare = false }: PriceProps) {
  const { t } = useTranslation('vehicles')
  if (price === null) return <span className="ns-soft">{t('priceNotKnown')}</span>
  return (
    <span className={styles.price}>
      <bdi className={`ns-figure ${styles.amount}`}>
        {price.isFrom ? t('priceFrom', { price: price.text }) : price.text}
      </bdi>
      {bare ? null : <PriceDate price={price} />}
    </span>
  )
}

/** The date that a price is of, and whether it is to be confirmed. */
function PriceDate({ price: { asOf, status } }: { readonly price: PriceView }) {
  const { t } = useTranslation('vehicles')
  const date =
    asOf.from === asOf.to
      ? t('asOf', { day: `\u2068${asOf.from}\u2069` })
      : t('asOfSpan', { from: `\u2068${asOf.from}\u2069`, to: `\u2068${asOf.to}\u2069` })
  const sure = status === 'reported' ? t('toConfirm') : status === 'disputed' ? t('status.disputed') : null
  return <span className={styles.date}>{sure === null ? date : `${date} · ${sure}`}</span>
}
