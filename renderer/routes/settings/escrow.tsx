import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { dateText } from '../../clock-text.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { isolate } from '../../isolate.ts'
import { useDateLocale, useLanguage, useNorthstar, useTimeZone } from '../../northstar.tsx'
import styles from './settings.module.css'

/** It is sealed a moment after the enrolment, and another key is named by whichever sync comes next. */
const pollMs = 5_000

/** The way back in that head office keeps; another escrow key counts only once a manager has compared its mark. */
export function Escrow() {
  const { t } = useTranslation('settings')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const locale = useDateLocale()
  const timeZone = useTimeZone()
  const queries = useQueryClient()
  const { data: escrow, error } = useQuery(orpc.security.escrow.queryOptions({ refetchInterval: pollMs }))
  const accept = useMutation(
    orpc.security.acceptEscrow.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.security.key() }),
    }),
  )
  if (escrow === undefined) return <Failure error={error} />
  const { pinned, offered } = escrow
  return (
    <section className={styles.part}>
      <h3>{t('security.escrow.title')}</h3>
      <p className="ns-soft">{t('security.escrow.text')}</p>
      <p>
        {pinned === null
          ? t('security.escrow.none')
          : t('security.escrow.pinned', {
              mark: isolate(pinned.mark, language),
              day: isolate(dateText(pinned.since, timeZone, locale), language),
            })}
      </p>
      {offered === null ? null : (
        <>
          <p role="alert" className={styles.warning}>
            {t('security.escrow.offered', { mark: isolate(offered, language) })}
          </p>
          <Failure error={accept.error} />
          <div className={styles.ways}>
            <BusyButton
              variant="default"
              busy={accept.isPending}
              onClick={() => accept.mutate({ mark: offered })}
            >
              {t('security.escrow.accept')}
            </BusyButton>
          </div>
        </>
      )}
    </section>
  )
}
