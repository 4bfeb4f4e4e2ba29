import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { Layers } from '../../components/layers.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { failureCode } from '../../failure.ts'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { ComparePage } from './compare-page.tsx'
import { NoCatalogue } from './no-catalogue.tsx'
import { PickTray } from './pick-tray.tsx'
import { usePlace } from './use-place.ts'
import { VehicleList } from './vehicle-list.tsx'
import { VehicleSheet } from './vehicle-sheet.tsx'

/**
 * Every vehicle on sale: found by words and wishes, read one by one with all that is known, and compared. What is opened
 * lies over the list, which stays where it was underneath.
 */
export function Vehicles() {
  const { t } = useTranslation('vehicles')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { data: overview, error } = useQuery(orpc.catalogue.overview.queryOptions({ input: { language } }))
  const { openedId, isComparing, picks, close } = usePlace()
  const covers = openedId ?? (isComparing ? 'compare' : null)
  return (
    <Layers
      covers={covers}
      onClose={close}
      opener={(closed) => `[data-vehicle="${CSS.escape(closed)}"]`}
      over={
        <Screen>
          {openedId === null ? (
            <ComparePage ids={picks} onClose={close} />
          ) : (
            <VehicleSheet variantId={openedId} onClose={close} />
          )}
        </Screen>
      }
      foot={isComparing && openedId === null ? null : <PickTray />}
    >
      <Screen>
        {covers === null ? (
          <ScreenTitle>
            <h1>{t('title')}</h1>
          </ScreenTitle>
        ) : null}
        {error !== null && failureCode(error) === 'NO_CATALOGUE' ? (
          <NoCatalogue />
        ) : (
          <Failure error={error} />
        )}
        {overview === undefined ? null : <VehicleList overview={overview} />}
      </Screen>
    </Layers>
  )
}
