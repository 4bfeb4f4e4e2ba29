import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { ScreenTitle } from '../../components/screen.tsx'
import { Tap, Taps } from '../../components/tap.tsx'
import { type Outputs, useLanguage, useNorthstar, type Visit } from '../../northstar.tsx'
import { useOnRoad } from '../../use-on-road.ts'
import { isWritten } from '../../written-visit.ts'
import { PricePanel } from '../pricing/price-panel.tsx'
import { CloseLink } from '../vehicles/close-link.tsx'
import styles from './shortlist.module.css'
import { TurnScreen } from './turn-screen.tsx'
import { useShortlistPlace } from './use-shortlist-place.ts'

type PriceProps = {
  readonly opportunityId: string
  readonly variantId: string
  /** Not there until it was read. */
  readonly shortlist: Outputs['shortlist']['get'] | undefined
  readonly visit: Visit | null
  readonly onClose: () => void
}

/** What one of them costs on the road, line by line, and how it can be paid for. */
export function Price({ opportunityId, variantId, shortlist, visit, onClose }: PriceProps) {
  const { t } = useTranslation('shortlist')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const vehicle = useQuery(orpc.catalogue.vehicle.queryOptions({ input: { language, variantId } }))
  const { data } = vehicle
  const { showPrice } = useShortlistPlace()
  const onRoad = useOnRoad()
  const picks = shortlist?.picks ?? []
  const shown = picks.find((pick) => pick.variantId === variantId)
  return (
    <>
      <ScreenTitle>
        <CloseLink onClose={onClose}>{t('toThree')}</CloseLink>
        <h1>
          {data === undefined ? (
            t('price.title', onRoad)
          ) : (
            <bdi>
              {data.brand} {data.model} {data.name}
            </bdi>
          )}
        </h1>
      </ScreenTitle>
      <Failure error={vehicle.error} />
      <div className={styles.among}>
        <Taps label={t('price.which')} min="13rem">
          {picks.map((pick) => (
            <Tap
              key={pick.variantId}
              chosen={pick.variantId === variantId}
              hint={pick.name}
              onTap={() => showPrice(pick.variantId)}
            >
              <bdi>
                {pick.brand} {pick.model}
              </bdi>
            </Tap>
          ))}
        </Taps>
        {visit !== null && isWritten(visit) && shown !== undefined ? (
          <TurnScreen visit={visit} page="price" variantIds={[shown.variantId]} />
        ) : null}
      </div>
      <PricePanel key={variantId} opportunityId={opportunityId} variantId={variantId} visit={visit} />
    </>
  )
}
