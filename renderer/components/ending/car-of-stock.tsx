import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNorthstar } from '../../northstar.tsx'
import { Failure } from '../fact.tsx'
import { Tap, Taps } from '../tap.tsx'

type CarOfStockProps = {
  readonly variantId: string | null
  readonly opportunityId: string
  readonly chosenId: string | null
  readonly onChoose: (unitId: string | null) => void
}

/** Which car of the stock is kept for the booking, where there are cars of the vehicle that can be had. */
export function CarOfStock({ variantId, opportunityId, chosenId, onChoose }: CarOfStockProps) {
  const { t } = useTranslation('ending')
  const { orpc } = useNorthstar()
  const stock = useQuery(orpc.stock.list.queryOptions())
  const cars = (stock.data?.units ?? []).filter(
    ({ variantId: of, state, claim }) =>
      of === variantId &&
      state !== 'sold' &&
      (claim === null || claim.holder.opportunityId === opportunityId),
  )
  if (cars.length === 0) return <Failure error={stock.error} />
  return (
    <>
      <h3>{t('car')}</h3>
      <Taps label={t('car')} min="13rem">
        <Tap chosen={chosenId === null} onTap={() => onChoose(null)}>
          {t('noCar')}
        </Tap>
        {cars.map(({ id, number, colour, place }) => (
          <Tap
            key={id}
            chosen={chosenId === id}
            hint={[colour, place].filter(Boolean).join(' · ')}
            onTap={() => onChoose(id)}
          >
            <bdi dir="ltr" className="ns-figure">
              {number}
            </bdi>
          </Tap>
        ))}
      </Taps>
    </>
  )
}
