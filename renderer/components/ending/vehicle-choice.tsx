import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outputs, useAppState, useNorthstar } from '../../northstar.tsx'
import { Failure } from '../fact.tsx'
import { Tap, Taps } from '../tap.tsx'
import { findVehicles } from './find-vehicles.ts'

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

/** The three of the shortlist as taps, and any other vehicle of the catalogue by a few letters. */
export function VehicleChoice({ opportunityId, chosenId, onChoose }: VehicleChoiceProps) {
  const { t } = useTranslation('ending')
  const { orpc } = useNorthstar()
  const { language, market } = useAppState()
  const [text, setText] = useState('')
  const shortlist = useQuery(orpc.shortlist.get.queryOptions({ input: { opportunityId, language } }))
  const catalogue = useQuery(orpc.catalogue.list.queryOptions({ input: { language } }))
  const picks = (shortlist.data?.picks ?? []).map((pick) => pickToVehicle(pick, market.currency.minorDigits))
  const all = (catalogue.data?.vehicles ?? []).map((vehicle) => ({
    id: vehicle.id,
    name: `${vehicle.brand} ${vehicle.model} ${vehicle.name}`,
    priceText: vehicle.priceText,
    amountText: '',
  }))
  const found = findVehicles(all, text).slice(0, shownAtMost)
  const elsewhere = all.filter(({ id }) => id === chosenId && !picks.some((pick) => pick.id === id))
  const offered = text.trim() === '' ? [...picks, ...elsewhere] : found
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
      <Failure error={shortlist.error ?? catalogue.error} />
      <TextInput
        aria-label={t('otherVehicle')}
        placeholder={t('findVehicle')}
        autoComplete="off"
        dir="auto"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={
          text.trim() !== '' && found.length === 0 && catalogue.isSuccess ? t('noVehicle', { text }) : null
        }
      />
    </>
  )
}

type Pick = Outputs['shortlist']['get']['picks'][number]

/** A pick as a vehicle to be booked, its price written out in figures. */
export function pickToVehicle(pick: Pick, minorDigits: number): ChosenVehicle {
  const amount =
    pick.price === null ? '' : (pick.price.money.amountMinor / 10 ** minorDigits).toLocaleString('en-US')
  return {
    id: pick.variantId,
    name: `${pick.brand} ${pick.model} ${pick.name}`,
    priceText: pick.price?.text ?? null,
    amountText: amount,
  }
}
