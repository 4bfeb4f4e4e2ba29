import { Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { MoneyField } from '../../components/money-field.tsx'
import { Panel } from '../../components/panel.tsx'
import { useNorthstar } from '../../northstar.tsx'
import { FinanceSchedule } from './finance-schedule.tsx'
import { growsCheaper } from './grows-cheaper.ts'
import styles from './pricing.module.css'
import { readPercent } from './read-percent.ts'
import type { Offer, PriceOfVehicle } from './use-price.ts'

const settleMs = 300

/** The ways to pay side by side, with what can be asked of them. */
export function FinanceTable({ of }: { readonly of: PriceOfVehicle }) {
  const { t } = useTranslation('pricing')
  const { offers: answer, askFinance } = of
  const { data } = answer
  if (data === undefined) return <Failure error={answer.error} />
  const { offers, months } = data
  return (
    <Panel title={t('pay')}>
      <Failure error={answer.error} />
      {offers.length === 0 ? (
        <p className="ns-soft">{t('noPrice')}</p>
      ) : (
        <>
          <p className="ns-soft">{t('payHint')}</p>
          <div className={styles.facts}>
            <DownPayment onAsk={(downPaymentMinor) => askFinance({ downPaymentMinor })} />
            {months === null ? null : (
              <Select
                label={t('months')}
                allowDeselect={false}
                value={String(months.chosen)}
                data={months.choices.map((count) => ({
                  value: String(count),
                  label: count % 12 === 0 ? t('years', { count: count / 12 }) : t('monthsCount', { count }),
                }))}
                onChange={(value) => askFinance({ months: Number(value) })}
              />
            )}
          </div>
          <Offers offers={offers} of={of} />
          <Rules offers={offers} />
          <FinanceSchedule offers={offers} />
        </>
      )}
    </Panel>
  )
}

const rows = ['rate', 'down', 'financed', 'time', 'monthly', 'charge', 'total', 'upFront'] as const

function Offers({ offers, of }: { readonly offers: readonly Offer[]; readonly of: PriceOfVehicle }) {
  const { t } = useTranslation('pricing')
  const { finance, askFinance } = of
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {offers.map((offer) => (
              <th key={offer.mode} scope="col" data-aside={offer.setAside !== null}>
                {offer.name}
                {offer.setAside === null ? null : <p className={styles.warn}>{offer.setAside}</p>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{t(`offer.${row}`)}</th>
              {offers.map((offer) => (
                <td key={offer.mode} data-aside={offer.setAside !== null}>
                  {row === 'rate' ? (
                    <Rate
                      offer={offer}
                      onAsk={(rate) => {
                        const { [offer.mode]: _, ...others } = finance.ratePercentPerYear
                        askFinance({
                          ratePercentPerYear: rate === null ? others : { ...others, [offer.mode]: rate },
                        })
                      }}
                    />
                  ) : (
                    <Cell row={row} offer={offer} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type CellProps = { readonly row: Exclude<(typeof rows)[number], 'rate'>; readonly offer: Offer }

function Cell({ row, offer }: CellProps) {
  const { t } = useTranslation('pricing')
  const texts = {
    down: offer.isCash ? null : offer.downPaymentText,
    financed: offer.isCash ? null : offer.financedText,
    time: offer.monthsText,
    monthly: offer.monthlyText,
    charge: offer.chargeText,
    total: offer.totalText,
    upFront: offer.upFrontText,
  } as const
  const text = texts[row]
  return text === null ? (
    <span className="ns-soft">–</span>
  ) : (
    <>
      <bdi className={row === 'monthly' ? styles.strong : undefined}>{text}</bdi>
      {row === 'monthly' && growsCheaper(offer) ? (
        <p className="ns-soft ns-small">{t('offer.monthlyFirst')}</p>
      ) : null}
    </>
  )
}

type RateProps = { readonly offer: Offer; readonly onAsk: (percent: number | null) => void }

/** What the financier asks a year: by the rates where they say, as it was told otherwise. */
function Rate({ offer, onAsk }: RateProps) {
  const { t } = useTranslation('pricing')
  const [text, setText] = useState('')
  const ask = useDebouncedCallback((typed: string) => onAsk(readPercent(typed)), settleMs)
  if (offer.isCash) return <span className="ns-soft">{offer.word}</span>
  return (
    <>
      <TextInput
        aria-label={t('rateOf', { name: offer.name })}
        inputMode="decimal"
        autoComplete="off"
        maxLength={8}
        className={styles.rate}
        rightSection={<span aria-hidden="true">{t('percent')}</span>}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          ask(event.currentTarget.value)
        }}
      />
      <p className="ns-soft ns-small">{offer.rateText}</p>
      {offer.rateSourceText === null ? null : <p className="ns-soft ns-small">{offer.rateSourceText}</p>}
    </>
  )
}

function DownPayment({ onAsk }: { readonly onAsk: (amountMinor: number | null) => void }) {
  const { t } = useTranslation('pricing')
  const { client } = useNorthstar()
  const [text, setText] = useState('')
  const ask = useDebouncedCallback((typed: string) => {
    if (typed.trim() === '') onAsk(null)
    // What cannot be read is said at the field.
    else
      client.discovery.readMoney({ text: typed.trim() }).then(
        ({ money }) => onAsk(money.amountMinor),
        () => onAsk(null),
      )
  }, settleMs)
  return (
    <MoneyField
      label={t('downPayment')}
      description={t('downPaymentHint')}
      value={text}
      say={(amount) => t('readAs', { text: amount })}
      onChange={(typed) => {
        setText(typed)
        ask(typed)
      }}
    />
  )
}

/** What the ways to pay go by, each rule once, and of which of them what was asked for goes past it. */
function Rules({ offers }: { readonly offers: readonly Offer[] }) {
  const { t } = useTranslation('pricing')
  const rules = rulesOf(offers)
  if (rules.length === 0) return null
  return (
    <>
      {rules
        .filter(({ isBroken }) => isBroken)
        .map(({ sentence, names }) => (
          <p key={sentence} role="status" className={styles.warn}>
            <strong>{names.join(' · ')}</strong> – {sentence}
          </p>
        ))}
      <details className={styles.more}>
        <summary>{t('rules')}</summary>
        <ul className={styles.notes}>
          {rules.map(({ sentence, sourceText }) => (
            <li key={sentence}>
              {sentence} <span className="ns-soft ns-small">{sourceText}</span>
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}

/** The rules of all offers, with the names of the offers that go by each. */
function rulesOf(offers: readonly Offer[]) {
  const rules = new Map<string, Offer['notes'][number] & { readonly names: string[] }>()
  for (const { name, notes } of offers)
    for (const note of notes) {
      if (note.sourceText === '') continue
      const known = rules.get(note.sentence)
      if (known) known.names.push(name)
      else rules.set(note.sentence, { ...note, names: [name] })
    }
  return [...rules.values()]
}
