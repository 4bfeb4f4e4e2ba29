import { NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure, SavedFact } from '../../components/fact.tsx'
import { useNorthstar } from '../../northstar.tsx'
import styles from './settings.module.css'

const offered: readonly number[] = [1, 2, 5, 10, 15, 20, 30, 60, 120]

/** How long nobody may use the laptop before it locks itself; changed at once. */
export function IdleLock({ minutes }: { readonly minutes: number }) {
  const { t } = useTranslation('settings')
  const { orpc, client, clock } = useNorthstar()
  const queries = useQueryClient()
  const [savedAt, setSavedAt] = useState<number | null>(null)
  const set = useMutation({
    mutationFn: (chosen: number) => client.security.setIdleLock({ minutes: chosen }),
    onSuccess: () => setSavedAt(clock()),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: orpc.security.key() }),
        queries.invalidateQueries({ queryKey: orpc.session.key() }),
      ]),
  })
  const shown = set.isPending ? set.variables : minutes
  const choices = offered.includes(minutes) ? offered : [...offered, minutes].sort((a, b) => a - b)
  return (
    <section className={styles.part}>
      <h3>{t('security.idle.title')}</h3>
      <NativeSelect
        size="md"
        className={styles.idle}
        label={t('security.idle.label')}
        value={String(shown)}
        data={choices.map((count) => ({
          value: String(count),
          label: t('security.idle.minutes', { count }),
        }))}
        onChange={(event) => set.mutate(Number(event.currentTarget.value))}
      />
      <p className="ns-soft ns-small">{t('security.idle.text')}</p>
      {savedAt === null ? null : <SavedFact at={savedAt} />}
      <Failure error={set.error} />
    </section>
  )
}
