import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure, SavedFact } from '../../components/fact.tsx'
import { useIdsToMake } from '../../ids-to-make.ts'
import { type Outputs, useAppState, useNorthstar, type Visit } from '../../northstar.tsx'
import styles from './shortlist.module.css'

type ShortlistView = Outputs['shortlist']['get']

/** Keeps the three as they stand on the screen: an immutable document of this visit. */
export function Keep({ shortlist, visit }: { readonly shortlist: ShortlistView; readonly visit: Visit }) {
  const { t } = useTranslation('shortlist')
  const { orpc } = useNorthstar()
  const { language } = useAppState()
  const ids = useIdsToMake()
  const record = useMutation(orpc.shortlist.record.mutationOptions({ onSuccess: ids.granted }))
  const kept = record.data ?? null
  const moved = kept !== null && namesOf(kept.shortlist) !== namesOf(shortlist)
  if (shortlist.picks.length === 0) return null
  return (
    <>
      <BusyButton
        size="sm"
        busy={record.isPending}
        variant={kept === null || moved ? 'filled' : 'default'}
        onClick={() =>
          record.mutate({
            shortlistId: ids.idFor([visit.id, language, namesOf(shortlist)]),
            visitId: visit.id,
            language,
          })
        }
      >
        {t('keep')}
      </BusyButton>
      {kept === null && record.error === null ? null : (
        <div className={styles.kept}>
          <Failure error={record.error} />
          {moved ? <span>{t('keptChanged')}</span> : null}
          {kept === null ? null : <SavedFact at={kept.recordedAt} word="kept" />}
        </div>
      )}
    </>
  )
}

function namesOf(shortlist: Pick<ShortlistView, 'picks'>): string {
  return shortlist.picks.map((pick) => pick.variantId).join('|')
}
