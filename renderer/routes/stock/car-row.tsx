import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dayText } from '../../clock-text.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { useAppState, useDateLocale, useNorthstar } from '../../northstar.tsx'
import type { Car } from './find-cars.ts'
import { KeepFor } from './keep-for.tsx'
import styles from './stock.module.css'

type CarRowProps = {
  readonly car: Car
  /** A manager's way to change it, `null` for anybody else. */
  readonly onChange: (() => void) | null
}

/** One car: its number, what it is, who has it, and what can be done with it. */
export function CarRow({ car, onChange }: CarRowProps) {
  const { t } = useTranslation('stock')
  const [keeping, setKeeping] = useState(false)
  const days = useDays(car)
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <bdi dir="ltr" className={`${styles.number} ns-figure`}>
          {car.number}
        </bdi>
        <p className="ns-soft">
          {[t(`state.${car.state}`), car.colour, car.place, days].filter(Boolean).join(' · ')}
        </p>
        {car.isNumberTwice ? <p className={styles.warn}>{t('numberTwice')}</p> : null}
      </div>
      <div className={styles.kept}>
        {car.claim === null ? null : <Claim car={car} claim={car.claim} />}
        {car.hours.map((hour) => (
          <Claim key={hour.hour} car={car} claim={hour} />
        ))}
      </div>
      <div className={styles.ways}>
        {car.state !== 'sold' && (car.claim === null || car.state === 'demo') ? (
          <Button variant="light" onClick={() => setKeeping(true)}>
            {t(car.state === 'demo' ? 'keepHour' : 'keep')}
          </Button>
        ) : null}
        {onChange === null ? null : (
          <Button variant="default" onClick={onChange} aria-label={`${t('change')} ${car.number}`}>
            {t('change')}
          </Button>
        )}
      </div>
      {keeping ? <KeepFor car={car} onLeave={() => setKeeping(false)} /> : null}
    </li>
  )
}

/** How long it has stood here, or when it comes; nothing where nobody wrote it. */
function useDays({ state, ageDays, expectedOn }: Car): string | null {
  const { t } = useTranslation('stock')
  const { businessDay } = useAppState()
  const locale = useDateLocale()
  if (state === 'in-transit' && expectedOn !== null)
    return t(expectedOn < businessDay ? 'overdue' : 'expected', { day: dayText(expectedOn, locale) })
  if (state === 'sold' || ageDays === null) return null
  return ageDays === 0 ? t('ageToday') : t('age', { count: ageDays })
}

type ClaimProps = { readonly car: Car; readonly claim: NonNullable<Car['claim']> }

/** For whom it is kept; promised twice, that is said at once, with the way to settle it. */
function Claim({ car, claim }: ClaimProps) {
  const { t } = useTranslation('stock')
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const release = useMutation(
    orpc.stock.release.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.stock.key() }),
    }),
  )
  const holders = [claim.holder, ...claim.alsoPromisedTo]
  return (
    <div className={styles.claim}>
      {claim.hour === null ? null : (
        <p>
          {t('hourOf')}{' '}
          <bdi className="ns-figure" dir="ltr">
            {`${claim.hour.slice(0, 10)} ${claim.hour.slice(11)}:00`}
          </bdi>
        </p>
      )}
      {holders.length > 1 ? (
        <p role="alert" className={styles.warn}>
          {t('promisedTwice')} <Link to="/sync">{t('settle')}</Link>
        </p>
      ) : null}
      {holders.map((holder) => (
        <div key={holder.opportunityId} className={styles.holder}>
          <p>
            {t('keptFor')}{' '}
            <strong>{holder.customerName === null ? t('noName') : <bdi>{holder.customerName}</bdi>}</strong>{' '}
            <span className="ns-soft">{t('with', { name: holder.ownerName })}</span>
          </p>
          <BusyButton
            variant="subtle"
            busy={release.isPending}
            onClick={() =>
              release.mutate({ unitId: car.id, hour: claim.hour, opportunityId: holder.opportunityId })
            }
          >
            {t('release')}
          </BusyButton>
        </div>
      ))}
      <Failure error={release.error} />
    </div>
  )
}
