import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { PriceTable } from './price-table.tsx'
import styles from './pricing.module.css'
import type { Quote } from './use-price.ts'

/** What this customer was quoted, the latest first, each with all that it was made of. */
export function QuotesList({ opportunityId }: { readonly opportunityId: string }) {
  const { t } = useTranslation('pricing')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const quotes = useQuery(orpc.pricing.quotes.queryOptions({ input: { opportunityId, language } }))
  return (
    <Panel title={t('quotes')}>
      <Failure error={quotes.error} />
      {quotes.data?.quotes.length === 0 ? <p className="ns-soft">{t('noQuotes')}</p> : null}
      {quotes.data?.quotes.map((quote) => (
        <QuoteMade key={quote.quoteId} quote={quote} />
      ))}
    </Panel>
  )
}

function QuoteMade({ quote }: { readonly quote: Quote }) {
  const { t } = useTranslation('pricing')
  const { name, totalText, label, by, price, finance } = quote
  return (
    <details className={styles.more}>
      <summary>
        <span>
          <bdi>{name}</bdi>: <bdi className={styles.strong}>{totalText}</bdi>
          <span className="ns-soft"> {t('quotedBy', { day: price.dayText, name: by })}</span>
        </span>
      </summary>
      {label === null ? null : <p>{label}</p>}
      {finance === null || finance.isCash ? null : (
        <p>
          {finance.name}: {finance.downPaymentText} + {finance.monthsText} × {finance.monthlyText ?? '–'}
        </p>
      )}
      <PriceTable sides={[{ label: null, facts: {}, price }]} canAdd={[]} onTell={null} />
      <p className="ns-soft ns-small">{price.notKnownText}</p>
    </details>
  )
}
