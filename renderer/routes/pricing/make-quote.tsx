import { Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure, SavedFact } from '../../components/fact.tsx'
import { useIdsToMake } from '../../ids-to-make.ts'
import { useLanguage, useNorthstar, type Visit } from '../../northstar.tsx'
import { isWritten } from '../../written-visit.ts'
import styles from './pricing.module.css'
import type { Offer, PriceOfVehicle, PriceSide } from './use-price.ts'

type MakeQuoteProps = {
  readonly opportunityId: string
  readonly variantId: string
  readonly visit: Visit | null
  readonly sides: readonly PriceSide[]
  readonly offers: readonly Offer[]
  readonly of: PriceOfVehicle
}

/** No way to pay has an empty code. */
const undecided = ''

/** Writes the price down as a quote of this visit: one side of it, and how it is paid where that is chosen. */
export function MakeQuote({ opportunityId, variantId, visit, sides, offers, of }: MakeQuoteProps) {
  const { t } = useTranslation('pricing')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const queries = useQueryClient()
  const ids = useIdsToMake()
  const [mode, setMode] = useState<string | null>(null)
  const quote = useMutation(
    orpc.pricing.quote.mutationOptions({
      async onSuccess() {
        ids.granted()
        const quotes = { opportunityId, language }
        await queries.invalidateQueries({ queryKey: orpc.pricing.quotes.queryKey({ input: quotes }) })
      },
    }),
  )
  if (visit === null || !isWritten(visit)) return <p className="ns-soft">{t('noVisit')}</p>
  const chosen = offers.find((offer) => offer.mode === mode)?.mode ?? null
  const make = ({ facts }: PriceSide) => {
    const { downPaymentMinor, months, ratePercentPerYear } = of.finance
    const finance =
      chosen === null
        ? null
        : { mode: chosen, downPaymentMinor, months, ratePercentPerYear: ratePercentPerYear[chosen] ?? null }
    const wish = {
      visitId: visit.id,
      variantId,
      language,
      facts: { ...of.asked.facts, ...facts },
      told: of.asked.told,
      finance,
    }
    quote.mutate({ quoteId: ids.idFor(wish), ...wish })
  }
  return (
    <div className={styles.quote}>
      <p className="ns-soft">{t('quoteHint')}</p>
      <div className={styles.ways}>
        {offers.length > 1 ? (
          <Select
            label={t('quoteHow')}
            allowDeselect={false}
            value={chosen ?? undecided}
            data={[
              { value: undecided, label: t('undecided') },
              ...offers.map((offer) => ({ value: offer.mode, label: offer.name })),
            ]}
            onChange={setMode}
          />
        ) : null}
        {sides.map((side) => (
          <BusyButton
            key={side.label}
            busy={quote.isPending}
            disabled={side.price.totalMinor === null}
            onClick={() => make(side)}
          >
            {side.label === null ? t('quote') : t('quoteSide', { side: side.label })}
          </BusyButton>
        ))}
      </div>
      <Failure error={quote.error} />
      {quote.data === undefined ? null : <SavedFact at={quote.data.recordedAt} />}
    </div>
  )
}
