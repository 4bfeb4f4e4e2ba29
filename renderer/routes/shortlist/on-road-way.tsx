import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Outputs, useLanguage, useNorthstar } from '../../northstar.tsx'
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
  const { data } = useQuery(
    orpc.pricing.onRoad.queryOptions({ input: { opportunityId, variantId, language } }),
  )
  const total = data === undefined ? null : leastOf(data.sides)
  const text = total === null ? t('price.way') : t('price.from', { total })
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
function leastOf(sides: Outputs['pricing']['onRoad']['sides']): string | null {
  const known = sides.flatMap(({ price }) =>
    price.totalMinor === null ? [] : [{ least: price.totalMinor.least, text: price.totalText }],
  )
  return known.toSorted((a, b) => a.least - b.least)[0]?.text ?? null
}
