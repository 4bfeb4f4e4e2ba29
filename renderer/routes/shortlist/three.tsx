import { Button } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconArrowsSort, IconColumns, IconFileText } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { WhatIf } from '../../../core/shortlist/what-if.ts'
import { SureDots } from '../../components/charts/sure-dots.tsx'
import { type ChosenVehicle, pickToVehicle } from '../../components/ending/vehicle-choice.tsx'
import { type Outputs, useAppState, type Visit } from '../../northstar.tsx'
import { isWritten } from '../../written-visit.ts'
import { fromHere } from '../vehicles/use-place.ts'
import { Booking } from './booking.tsx'
import { ChangeOrder } from './change-order.tsx'
import { Keep } from './keep.tsx'
import { NothingLeft } from './nothing-left.tsx'
import { Overruled, Since } from './notices.tsx'
import { PickCard } from './pick-card.tsx'
import { SetAside } from './set-aside.tsx'
import styles from './shortlist.module.css'
import { TurnScreen } from './turn-screen.tsx'
import { useFaces } from './use-faces.ts'
import { useShortlistPlace } from './use-shortlist-place.ts'
import { asItIs } from './what-if.ts'
import { WhatIfPanel } from './what-if-panel.tsx'
import { WouldChange } from './would-change.tsx'

type ThreeProps = {
  readonly opportunityId: string
  readonly shortlist: Outputs['shortlist']['get']
  readonly visit: Visit | null
}

/** What is tried out, and how many times something was asked to be. */
interface Tried {
  readonly whatIf: WhatIf
  readonly times: number
}

/** The three side by side, how sure they are, and under them what would change them and what was set aside. */
export function Three({ opportunityId, shortlist, visit }: ThreeProps) {
  const { t } = useTranslation('shortlist')
  const { market, language } = useAppState()
  const [booking, setBooking] = useState<ChosenVehicle | null>(null)
  const [tried, setTried] = useState<Tried | null>(null)
  const [isOrdering, setOrdering] = useState(false)
  const faces = useFaces(shortlist.picks.map(({ variantId }) => variantId))
  const { top, lookAgain } = useLookAgain(shortlist)
  const written = visit !== null && isWritten(visit) ? visit : null
  const canBook = written?.state === 'open'
  const tryOut = (whatIf: WhatIf) => setTried({ whatIf, times: (tried?.times ?? 0) + 1 })
  const { picks, overruled, since, sure, runnerUp } = shortlist
  const isCovered = useShortlistPlace().covers !== null
  return (
    <>
      <div ref={top} tabIndex={-1} className={styles.lead}>
        {sure === null ? (
          <p className="ns-soft">{t('considered', { count: shortlist.considered })}</p>
        ) : (
          <div className={styles.sure}>
            <SureDots ofHundred={sure.ofHundred} />
            <p>{sure.sentence}</p>
          </div>
        )}
        <div className={styles.ways}>
          <Button
            variant="default"
            size="sm"
            aria-expanded={tried !== null}
            leftSection={<IconAdjustmentsHorizontal aria-hidden size={20} stroke={1.6} />}
            onClick={() => (tried === null ? tryOut(asItIs) : setTried(null))}
          >
            {t('whatIf.way')}
          </Button>
          {picks.length < 2 ? null : <CompareWay ids={picks.map(({ variantId }) => variantId)} />}
          {written === null || picks.length === 0 || isCovered ? null : (
            <TurnScreen visit={written} page="shortlist" />
          )}
          {written === null ? null : <Keep shortlist={shortlist} visit={written} />}
        </div>
      </div>
      <Since since={since} picks={picks} />
      {overruled === null ? null : <Overruled overruled={overruled} visit={written} onChosen={lookAgain} />}
      {tried === null ? null : (
        <WhatIfPanel
          opportunityId={opportunityId}
          whatIf={tried.whatIf}
          times={tried.times}
          onMove={(whatIf) => setTried({ ...tried, whatIf })}
          onClose={() => {
            setTried(null)
            top.current?.focus()
          }}
        />
      )}
      {picks.length === 0 ? (
        <NothingLeft nothingLeft={shortlist.nothingLeft} visit={written} onChosen={lookAgain} />
      ) : null}
      {tried !== null || picks.length === 0 ? null : (
        <ol className={styles.three}>
          {picks.map((pick) => (
            <PickCard
              key={pick.variantId}
              opportunityId={opportunityId}
              pick={pick}
              since={since.filter(({ variantId }) => variantId === pick.variantId)}
              photoId={faces.get(pick.variantId)?.photoId ?? null}
              availability={shortlist.availability[pick.variantId] ?? null}
              onBook={
                canBook ? () => setBooking(pickToVehicle(pick, market.currency.minorDigits, language)) : null
              }
            />
          ))}
        </ol>
      )}
      {picks.length === 1 || picks.length === 2 ? <p className={styles.fewer}>{t('fewer')}</p> : null}
      {tried !== null || picks.length === 0 ? null : (
        <div className={styles.after}>
          {written !== null && picks.length + (runnerUp === null ? 0 : 1) > 1 ? (
            <Button
              variant="subtle"
              leftSection={<IconArrowsSort aria-hidden size={20} stroke={1.6} />}
              onClick={() => setOrdering(true)}
            >
              {t('order.way')}
            </Button>
          ) : null}
          <Button
            component={Link}
            to={`/print/take-home/${opportunityId}${visit === null ? '' : `?visit=${visit.id}`}`}
            variant="subtle"
            leftSection={<IconFileText aria-hidden size={20} stroke={1.6} />}
          >
            {t('takeHome')}
          </Button>
        </div>
      )}
      {picks.length === 0 && shortlist.nothingLeft.length > 0 ? (
        <details className={styles.folded}>
          <summary>{t('removed.all')}</summary>
          <SetAside shortlist={shortlist} visit={written} onChosen={lookAgain} />
        </details>
      ) : (
        <div className={styles.below}>
          {picks.length === 0 ? null : <WouldChange shortlist={shortlist} onTry={tryOut} />}
          <SetAside shortlist={shortlist} visit={written} onChosen={lookAgain} />
        </div>
      )}
      {booking === null || visit === null ? null : (
        <Booking visit={visit} vehicle={booking} onClose={() => setBooking(null)} />
      )}
      {isOrdering && written !== null ? (
        <ChangeOrder
          shortlist={shortlist}
          visit={written}
          onChosen={lookAgain}
          onClose={() => setOrdering(false)}
        />
      ) : null}
    </>
  )
}

function CompareWay({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useTranslation('shortlist')
  const { toCompare } = useShortlistPlace()
  return (
    <Button
      component={Link}
      to={toCompare(ids)}
      state={fromHere}
      variant="default"
      size="sm"
      data-opens="compare"
      leftSection={<IconColumns aria-hidden size={20} stroke={1.6} />}
    >
      {t('compare.way')}
    </Button>
  )
}

/** Once a choice has moved the three, they are what is looked at: whoever chose is taken to them. */
function useLookAgain(shortlist: Outputs['shortlist']['get']) {
  const top = useRef<HTMLDivElement>(null)
  const before = useRef<Outputs['shortlist']['get']>(null)
  useEffect(() => {
    if (before.current === null || before.current === shortlist) return
    before.current = null
    top.current?.focus()
  }, [shortlist])
  const lookAgain = () => {
    before.current = shortlist
  }
  return { top, lookAgain }
}
