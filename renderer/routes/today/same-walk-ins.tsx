import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { dayText, hourText } from '../../clock-text.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { useIdsToMake } from '../../ids-to-make.ts'
import { type Outputs, useAppState, useDateLocale, useNorthstar, useTimeZone } from '../../northstar.tsx'
import styles from './same-walk-ins.module.css'

type Pair = Outputs['visits']['sameWalkIns'][number]
type Side = Pair['own']

/** Visits that this laptop and another recorded, and that look like one walk-in: both side by side, to be decided. */
export function SameWalkIns() {
  const { t } = useTranslation('today')
  const { orpc } = useNorthstar()
  const { businessDay } = useAppState()
  const pairs = useQuery(
    orpc.visits.sameWalkIns.queryOptions({ input: { businessDay }, refetchInterval: 20_000 }),
  )
  if (pairs.data === undefined || pairs.data.length === 0) return null
  return (
    <section className={styles.part} aria-labelledby="same-walk-ins">
      <h2 id="same-walk-ins">{t('same.title')}</h2>
      <p className="ns-soft">{t('same.text')}</p>
      {pairs.data.map((pair) => (
        <OnePair key={`${pair.own.visit.id} ${pair.other.visit.id}`} pair={pair} />
      ))}
    </section>
  )
}

function OnePair({ pair: { own, other, reasons } }: { readonly pair: Pair }) {
  const { t } = useTranslation('today')
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const [linkIds, splitIds] = [useIdsToMake(), useIdsToMake()]
  const reread = () => queries.invalidateQueries({ queryKey: orpc.visits.key() })
  const link = useMutation(
    orpc.visits.link.mutationOptions({ onSuccess: linkIds.granted, onSettled: reread }),
  )
  const split = useMutation(
    orpc.visits.split.mutationOptions({ onSuccess: splitIds.granted, onSettled: reread }),
  )
  const pair = { oneId: own.visit.id, otherId: other.visit.id }
  const apart = { visitId: own.visit.id, fromId: other.visit.id, linkIds: [] }
  return (
    <article className={styles.pair}>
      <OneSide title={t('same.own')} side={own} />
      <OneSide title={t('same.other')} side={other} />
      <div className={styles.decide}>
        <p className="ns-soft ns-small">{reasons.map((reason) => t(`same.reason.${reason}`)).join(' · ')}</p>
        <div className={styles.ways}>
          <BusyButton
            busy={link.isPending}
            onClick={() => link.mutate({ linkId: linkIds.idFor(pair), ...pair })}
          >
            {t('same.link')}
          </BusyButton>
          <BusyButton
            variant="default"
            busy={split.isPending}
            onClick={() => split.mutate({ splitId: splitIds.idFor(apart), ...apart })}
          >
            {t('same.apart')}
          </BusyButton>
        </div>
        <Failure error={link.error ?? split.error} />
      </div>
    </article>
  )
}

function OneSide({ title, side: { visit, words } }: { readonly title: string; readonly side: Side }) {
  const { t } = useTranslation('today')
  const timeZone = useTimeZone()
  const locale = useDateLocale()
  const { businessDay } = useAppState()
  const from = hourText(visit.startedAt, timeZone, 'minute')
  return (
    <div className={styles.side}>
      <p className="ns-soft ns-small">{title}</p>
      <h3>{visit.customerName === null ? t('noName') : <bdi>{visit.customerName}</bdi>}</h3>
      {visit.businessDay === businessDay ? null : <p>{dayText(visit.businessDay, locale)}</p>}
      <p>
        {visit.endedAt === null ? (
          t('since', { time: from })
        ) : (
          <bdi className="ns-figure" dir="ltr">
            {from}–{hourText(visit.endedAt, timeZone, 'minute')}
          </bdi>
        )}{' '}
        {t('with', { name: visit.ownerName })}
      </p>
      {words.length === 0 ? (
        <p className="ns-soft">{t('answers', { count: visit.answers })}</p>
      ) : (
        words.map((said) => (
          <blockquote key={said} className={styles.words} dir="auto">
            {said}
          </blockquote>
        ))
      )}
    </div>
  )
}
