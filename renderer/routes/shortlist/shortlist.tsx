import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import back from '../../components/back-link.module.css'
import { Failure } from '../../components/fact.tsx'
import { Layers } from '../../components/layers.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { type Outputs, useAppState, useNorthstar, type Visit } from '../../northstar.tsx'
import { VehicleSheet } from '../vehicles/vehicle-sheet.tsx'
import { Compare } from './compare.tsx'
import { Price } from './price.tsx'
import styles from './shortlist.module.css'
import { Three } from './three.tsx'
import { useShortlistPlace } from './use-shortlist-place.ts'

type ShortlistView = Outputs['shortlist']['get']

/** Three vehicles with their reasons and their catch, to be looked at together; what is opened of them lies over them. */
export function Shortlist() {
  const { t } = useTranslation('shortlist')
  const { opportunityId = '' } = useParams()
  const visitId = useSearchParams()[0].get('visit')
  const { orpc } = useNorthstar()
  const { language } = useAppState()
  const { covers, openedId, priceId, close } = useShortlistPlace()
  const shortlist = useQuery(
    orpc.shortlist.get.queryOptions({
      input: { opportunityId, language },
      placeholderData: keepPreviousData,
    }),
  )
  const visit = useQuery(
    orpc.visits.get.queryOptions({ input: { visitId: visitId ?? '' }, enabled: visitId !== null }),
  )
  return (
    <Layers
      covers={covers}
      onClose={close}
      opener={(closed) => `[data-opens="${CSS.escape(closed)}"]`}
      over={
        <Screen>
          {openedId !== null ? (
            <VehicleSheet variantId={openedId} back={t('toThree')} onClose={close} />
          ) : priceId !== null ? (
            <Price
              opportunityId={opportunityId}
              variantId={priceId}
              shortlist={shortlist.data}
              visit={visit.data ?? null}
              onClose={close}
            />
          ) : (
            <Compare
              opportunityId={opportunityId}
              shortlist={shortlist.data}
              visit={visit.data ?? null}
              onClose={close}
            />
          )}
        </Screen>
      }
    >
      <Screen>
        {covers === null ? (
          <ScreenTitle>
            <Link to={`/discovery/${opportunityId}?visit=${visitId ?? ''}`} className={back.back}>
              <IconArrowLeft aria-hidden size={20} className={back.arrow} />
              {t('back')}
            </Link>
            {shortlist.data === undefined ? null : (
              <h1>
                {saysNothing(shortlist.data)
                  ? t('nothing.title')
                  : t('title', { count: shortlist.data.picks.length })}
              </h1>
            )}
          </ScreenTitle>
        ) : null}
        <Failure error={shortlist.error ?? visit.error} />
        <Body
          opportunityId={opportunityId}
          shortlist={shortlist.data}
          isOpening={shortlist.error === null}
          visit={visit.data ?? null}
          toTalk={`/discovery/${opportunityId}?visit=${visitId ?? ''}`}
        />
      </Screen>
    </Layers>
  )
}

type BodyProps = {
  readonly opportunityId: string
  readonly shortlist: ShortlistView | undefined
  readonly isOpening: boolean
  readonly visit: Visit | null
  readonly toTalk: string
}

function Body({ opportunityId, shortlist, isOpening, visit, toTalk }: BodyProps) {
  const { t } = useTranslation('shortlist')
  if (shortlist === undefined) return isOpening ? <p className="ns-soft">{t('opening')}</p> : null
  if (!saysNothing(shortlist))
    return <Three opportunityId={opportunityId} shortlist={shortlist} visit={visit} />
  return (
    <section className={styles.empty}>
      <p>{t('nothing.text')}</p>
      <Button component={Link} to={toTalk} size="lg">
        {t('nothing.back')}
      </Button>
    </section>
  )
}

/** Whether no answer speaks for any of the three: they would be there by chance. */
function saysNothing({ picks, isCompared, overruled }: ShortlistView): boolean {
  return (
    picks.length > 0 && !isCompared && overruled === null && picks.every((pick) => pick.reasons.length === 0)
  )
}
