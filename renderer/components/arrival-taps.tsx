import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNorthstar, type Visit } from '../northstar.tsx'
import styles from './arrival-taps.module.css'
import { Failure } from './fact.tsx'

const arrivals = ['first-time', 'be-back'] as const

/** First time or been before: one tap, and a second tap on the same takes it back. */
export function ArrivalTaps({ visit }: { readonly visit: Visit }) {
  const { t } = useTranslation('today')
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const set = useMutation(
    orpc.visits.setArrival.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.visits.key() }),
    }),
  )
  const shown = set.isPending ? set.variables.arrival : visit.arrival
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: two buttons in a row, not a form */}
      <div role="group" aria-label={t('arrival.label')} className={styles.taps}>
        {arrivals.map((arrival) => (
          <button
            key={arrival}
            type="button"
            aria-pressed={shown === arrival}
            onClick={() =>
              set.mutate({
                visitId: visit.id,
                arrival: shown === arrival ? 'unknown' : arrival,
                seenArrival: shown,
              })
            }
          >
            {t(`arrival.${arrival}`)}
          </button>
        ))}
      </div>
      <Failure error={set.error} />
    </>
  )
}
