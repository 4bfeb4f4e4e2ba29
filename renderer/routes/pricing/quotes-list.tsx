import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { growsCheaper } from './grows-cheaper.ts'
import { PriceTable } from './price-table.tsx'
import styles from './pricing.module.css'
import type { Offer, Quote } from './use-price.ts'

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

/** How it was to be paid, and what of the months the first does not tell. */
function PaidSo({ finance }: { readonly finance: Offer }) {
  const { t } = useTranslation('pricing')
  const { name, downPaymentText, monthsText, monthlyText, rateText, rateSourceText, notes } = finance
  const amounts = [
    [t('offer.down'), downPaymentText],
    [t('offer.time'), monthsText],
    [t(growsCheaper(finance) ? 'offer.monthlyFirst' : 'offer.monthly'), monthlyText],
  ] as const
  return (
    <>
      <p>
        <strong>{name}</strong>
        {amounts.map(([word, amount]) =>
          amount === null ? null : (
            <Fragment key={word}>
              {' · '}
              {word}: <bdi>{amount}</bdi>
            </Fragment>
          ),
        )}
      </p>
      <p className="ns-soft ns-small">
        {[rateText, rateSourceText].filter((text) => text !== null).join(' · ')}
      </p>
      {notes
        .filter(({ sourceText }) => sourceText === '')
        .map(({ sentence }) => (
          <p key={sentence} className="ns-soft ns-small">
            {sentence}
          </p>
        ))}
    </>
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
          {price.notKnown.length === 0 ? null : <> {t('without', { count: price.notKnown.length })}</>}
          <span className="ns-soft"> {t('quotedBy', { day: price.dayText, name: by })}</span>
        </span>
      </summary>
      {label === null ? null : <p>{label}</p>}
      {finance === null || finance.isCash ? null : <PaidSo finance={finance} />}
      <PriceTable sides={[{ label: null, facts: {}, price }]} canAdd={[]} onTell={null} />
      <p className="ns-soft ns-small">{price.notKnownText}</p>
    </details>
  )
}
