import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Outputs, useLanguage, useNorthstar } from '../../northstar.tsx'
import { useOnRoad } from '../../use-on-road.ts'
import { fromHere } from '../vehicles/use-place.ts'
import styles from './shortlist.module.css'
import { useShortlistPlace } from './use-shortlist-place.ts'

type OnRoadWayProps = {
  readonly opportunityId: string
  readonly variantId: string
  readonly name: string
}

/** The way to what a vehicle costs on the road, with the least that it comes to by what is known. */
export function OnRoadWay({ opportunityId, variantId, name }: OnRoadWayProps) {
  const { t } = useTranslation('shortlist')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { toPrice } = useShortlistPlace()
  const onRoad = useOnRoad()
  const { data } = useQuery(
    orpc.pricing.onRoad.queryOptions({ input: { opportunityId, variantId, language } }),
  )
  const total = data === undefined ? null : leastOf(data.sides)
  const text =
    total === null
      ? t('price.way', onRoad)
      : t(total.isRange ? 'price.range' : 'price.from', { total: total.text, ...onRoad })
  return (
    <Link
      to={toPrice(variantId)}
      state={fromHere}
      className={styles.way}
      data-opens={`price ${variantId}`}
      aria-label={`${text} (${name})`}
    >
      {text}
    </Link>
  )
}

/** The total of the side that comes to the least; `null` where no side has one. */
function leastOf(
  sides: Outputs['pricing']['onRoad']['sides'],
): { readonly text: string; readonly isRange: boolean } | null {
  const known = sides.flatMap(({ price: { totalMinor, totalText } }) =>
    totalMinor === null ? [] : [{ ...totalMinor, text: totalText }],
  )
  const [first] = known.toSorted((a, b) => a.least - b.least)
  return first === undefined ? null : { text: first.text, isRange: first.least !== first.most }
}
