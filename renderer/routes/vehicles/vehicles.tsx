import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { failureCode } from '../../failure.ts'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { ComparePage } from './compare-page.tsx'
import { NoCatalogue } from './no-catalogue.tsx'
import { PickTray } from './pick-tray.tsx'
import { usePlace } from './use-place.ts'
import { VehicleList } from './vehicle-list.tsx'
import { VehicleSheet } from './vehicle-sheet.tsx'
import styles from './vehicles.module.css'

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
  const over = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const covers = openedId ?? (isComparing ? 'compare' : null)
  const lastCovers = useRef<string>(null)
  // Whoever works by keyboard goes to what opens, and back to where it was opened when it closes.
  useEffect(() => {
    if (covers !== null) over.current?.focus()
    else if (lastCovers.current !== null)
      list.current?.querySelector<HTMLElement>(`[data-vehicle="${CSS.escape(lastCovers.current)}"]`)?.focus()
    lastCovers.current = covers
  }, [covers])
  useHotkeys([
    [
      'Escape',
      () => {
        if (covers !== null && (over.current?.contains(document.activeElement) ?? false)) close()
      },
    ],
  ])
  return (
    <div className={styles.stack}>
      <div ref={list} className={styles.layer} inert={covers !== null} data-covered={covers !== null}>
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
      </div>
      {covers === null ? null : (
        <div key={covers} ref={over} className={styles.layer} tabIndex={-1}>
          <Screen>
            {openedId === null ? (
              <ComparePage ids={picks} onClose={close} />
            ) : (
              <VehicleSheet variantId={openedId} onClose={close} />
            )}
          </Screen>
        </div>
      )}
      {isComparing && openedId === null ? null : <PickTray />}
    </div>
  )
}
