import { useTranslation } from 'react-i18next'
import { BuildUpChart } from '../../components/charts/build-up-chart.tsx'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import type { Visit } from '../../northstar.tsx'
import { useOnRoad } from '../../use-on-road.ts'
import { FinanceTable } from './finance-table.tsx'
import { MakeQuote } from './make-quote.tsx'
import { PriceFacts } from './price-facts.tsx'
import { PriceTable } from './price-table.tsx'
import styles from './pricing.module.css'
import { QuotesList } from './quotes-list.tsx'
import { usePrice } from './use-price.ts'

type PricePanelProps = {
  readonly opportunityId: string
  readonly variantId: string
  /** The visit that a quote is written in; `null` where none is open. */
  readonly visit: Visit | null
}

/** What a vehicle costs on the road, how it can be paid for, and the quotes made of it. */
export function PricePanel({ opportunityId, variantId, visit }: PricePanelProps) {
  const { t } = useTranslation('pricing')
  const of = usePrice(opportunityId, variantId)
  const onRoad = useOnRoad()
  const { data, error } = of.price
  if (data === undefined) return <Failure error={error} />
  const { sides, facts, canAdd } = data
  const [first] = sides
  // Said once each, whichever side it is of.
  const missing = new Set(sides.flatMap(({ price }) => price.notKnownText ?? []))
  const notes = new Map(sides.flatMap(({ price }) => price.notes.map((note) => [note.sentence, note])))
  return (
    <div className={styles.page}>
      <Panel title={t('byPrice')} aside={<span className="ns-soft">{first?.price.dayText}</span>}>
        <Failure error={error} />
        <dl className={styles.totals}>
          {sides.map(({ label, price }) => (
            <div key={label}>
              <dt>{label ?? t('total', onRoad)}</dt>
              <dd className="ns-figure">{price.totalText}</dd>
              {price.notKnown.length === 0 ? null : (
                <dd className={styles.without}>{t('without', { count: price.notKnown.length })}</dd>
              )}
            </div>
          ))}
        </dl>
        <PriceFacts facts={facts} onChoose={of.chooseFact} />
        {first === undefined ? null : (
          <BuildUpChart
            label={first.label}
            // A range is drawn at its upper end, so that nobody is surprised.
            lines={first.price.lines.map((line) => ({
              ...line,
              amountMinor: line.amountMinor?.most ?? null,
            }))}
          />
        )}
        <PriceTable sides={sides} canAdd={canAdd} onTell={of.tell} />
        {[...missing].map((text) => (
          <p key={text}>{text}</p>
        ))}
        <p className="ns-soft ns-small">{first?.price.roundingText}</p>
        {notes.size === 0 ? null : (
          <ul className={styles.notes} aria-label={t('notes')}>
            {[...notes.values()].map(({ sentence, sourceText }) => (
              <li key={sentence}>
                {sentence} <span className="ns-soft ns-small">{sourceText}</span>
              </li>
            ))}
          </ul>
        )}
        <MakeQuote
          opportunityId={opportunityId}
          variantId={variantId}
          visit={visit}
          sides={sides}
          offers={of.offers.data?.offers ?? []}
          of={of}
        />
      </Panel>
      <FinanceTable of={of} />
      <QuotesList opportunityId={opportunityId} />
    </div>
  )
}
