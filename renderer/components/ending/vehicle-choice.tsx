import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../../core/market/language.ts'
import { type Outputs, useAppState, useNorthstar } from '../../northstar.tsx'
import { Failure } from '../fact.tsx'
import { priceStatus } from '../price-status.ts'
import { Tap, Taps } from '../tap.tsx'
import typedStyles from '../typed.module.css'

export type ChosenVehicle = {
  readonly id: string
  readonly name: string
  readonly priceText: string | null
  /** The price as it stands in an amount to be written, empty where there is no single one. */
  readonly amountText: string
}

type VehicleChoiceProps = {
  readonly opportunityId: string
  readonly chosenId: string | null
  readonly onChoose: (vehicle: ChosenVehicle) => void
}

const shownAtMost = 6
const pauseMs = 150

/** The three of the shortlist as taps, and any other vehicle of the catalogue by a few letters. */
export function VehicleChoice({ opportunityId, chosenId, onChoose }: VehicleChoiceProps) {
  const { t } = useTranslation('ending')
  const { orpc } = useNorthstar()
  const { language, market } = useAppState()
  const [text, setText] = useState('')
  const shortlist = useQuery(orpc.shortlist.get.queryOptions({ input: { opportunityId, language } }))
  const [words] = useDebouncedValue(text.trim(), pauseMs)
  const picks = (shortlist.data?.picks ?? []).map((pick) =>
    pickToVehicle(pick, market.currency.minorDigits, language),
  )
  const isElsewhere = chosenId !== null && !picks.some(({ id }) => id === chosenId)
  const search = useQuery(
    orpc.catalogue.search.queryOptions({
      input: { language, words, limit: shownAtMost, ids: words === '' && isElsewhere ? [chosenId] : [] },
      enabled: words !== '' || isElsewhere,
      placeholderData: keepPreviousData,
    }),
  )
  const found = (search.data?.vehicles ?? []).map((vehicle) => ({
    id: vehicle.id,
    name: `${vehicle.brand} ${vehicle.model} ${vehicle.name}`,
    priceText: vehicle.priceText,
    amountText: '',
  }))
  const elsewhere = isElsewhere ? found.filter(({ id }) => id === chosenId) : []
  const offered = text.trim() === '' ? [...picks, ...elsewhere] : found
  const isNothingFound =
    text.trim() !== '' &&
    text.trim() === words &&
    search.isSuccess &&
    !search.isFetching &&
    found.length === 0
  return (
    <>
      <Taps label={t('vehicle')} min="13rem">
        {offered.map((vehicle, index) => (
          <Tap
            key={vehicle.id}
            first={index === 0}
            chosen={vehicle.id === chosenId}
            onTap={() => {
              onChoose(vehicle)
              setText('')
            }}
            {...(vehicle.priceText === null ? {} : { hint: vehicle.priceText })}
          >
            <bdi>{vehicle.name}</bdi>
          </Tap>
        ))}
      </Taps>
      <Failure error={shortlist.error ?? search.error} />
      <TextInput
        aria-label={t('otherVehicle')}
        placeholder={t('findVehicle')}
        autoComplete="off"
        className={typedStyles.words}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={isNothingFound ? t('noVehicle', { text }) : null}
      />
    </>
  )
}

type Pick = Outputs['shortlist']['get']['picks'][number]

/** A pick as a vehicle to be booked, its price written out in figures. */
export function pickToVehicle(pick: Pick, minorDigits: number, language: Language): ChosenVehicle {
  const amount =
    pick.price === null ? '' : (pick.price.money.amountMinor / 10 ** minorDigits).toLocaleString('en-US')
  return {
    id: pick.variantId,
    name: `${pick.brand} ${pick.model} ${pick.name}`,
    priceText:
      pick.price === null
        ? null
        : [pick.price.text, priceStatus(pick.price, language)].filter(Boolean).join(' · '),
    amountText: amount,
  }
}
