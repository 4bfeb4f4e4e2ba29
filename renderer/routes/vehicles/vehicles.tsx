import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Failure } from '../../components/fact.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { failureCode } from '../../failure.ts'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { CatalogueFacts } from './catalogue-facts.tsx'
import { findVehicles, type Listing } from './find-vehicles.ts'
import { ImportWay } from './import-way.tsx'
import { ModelList } from './model-list.tsx'
import { NoCatalogue } from './no-catalogue.tsx'
import { VehicleSheet } from './vehicle-sheet.tsx'
import styles from './vehicles.module.css'
import { isAnythingTyped, nothingTyped, useReadPrice, WishForm } from './wish-form.tsx'

/** Every vehicle on sale, found by words and wishes, and each with all that is known of it. */
export function Vehicles() {
  const { t } = useTranslation('vehicles')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { data: listing, error } = useQuery(orpc.catalogue.list.queryOptions({ input: { language } }))
  return (
    <Screen>
      <ScreenTitle>
        <h1>{t('title')}</h1>
      </ScreenTitle>
      {error !== null && failureCode(error) === 'NO_CATALOGUE' ? <NoCatalogue /> : <Failure error={error} />}
      {listing === undefined ? null : <Catalogue listing={listing} />}
    </Screen>
  )
}

function Catalogue({ listing }: { readonly listing: Listing }) {
  const { t } = useTranslation('vehicles')
  const [params, setParams] = useSearchParams()
  const [typed, setTyped] = useState(nothingTyped)
  const readPrice = useReadPrice(typed.price)
  const list = useRef<HTMLDivElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const lastOpenedId = useRef<string>(undefined)
  const { fitting, cannotTell } = findVehicles(listing.vehicles, {
    ...typed,
    priceAtMostMinor: readPrice.amountMinor,
  })
  const opened = listing.vehicles.find(({ id }) => id === params.get('vehicle'))
  const openedId = opened?.id
  // Whoever works by keyboard goes to the sheet that opens, and back to its row when it closes.
  useEffect(() => {
    if (openedId !== undefined) sheet.current?.focus()
    else if (lastOpenedId.current !== undefined)
      list.current
        ?.querySelector<HTMLElement>(`[data-vehicle="${CSS.escape(lastOpenedId.current)}"]`)
        ?.focus()
    lastOpenedId.current = openedId
  }, [openedId])
  const close = () => setParams({}, { replace: true })
  useHotkeys([
    [
      'Escape',
      () => {
        if (opened !== undefined && sheet.current?.contains(document.activeElement)) close()
      },
    ],
  ])

  return (
    <div className={styles.page} data-opened={opened !== undefined}>
      <div className={styles.list} ref={list}>
        <WishForm vehicles={listing.vehicles} typed={typed} readPrice={readPrice} onChange={setTyped} />
        <div className={styles.count}>
          <p role="status">{t('found', { count: fitting.length })}</p>
          {isAnythingTyped(typed) ? (
            <Button variant="subtle" onClick={() => setTyped(nothingTyped)}>
              {t('clear')}
            </Button>
          ) : null}
        </div>
        <ModelList vehicles={fitting} openedId={openedId} />
        {cannotTell.length === 0 ? null : (
          <details className={styles.cannotTell}>
            <summary>{t('cannotTell', { count: cannotTell.length })}</summary>
            <ModelList vehicles={cannotTell} openedId={openedId} />
          </details>
        )}
      </div>
      <div className={styles.side} ref={sheet} tabIndex={-1}>
        {opened === undefined ? (
          <>
            <CatalogueFacts listing={listing} />
            <ImportWay variant="default" />
          </>
        ) : (
          <VehicleSheet vehicle={opened} sources={listing.sources} onClose={close} />
        )}
      </div>
    </div>
  )
}
