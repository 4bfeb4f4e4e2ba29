import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { Tap, Taps } from '../../components/tap.tsx'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import type { Status } from './status.ts'
import styles from './sync.module.css'

const choices = ['auto', 'metered', 'unmetered'] as const

/** Whether this network is paid for by use: then only what is small goes, less often. */
export function MeteredChoice({ metered }: { readonly metered: Status['metered'] }) {
  const { t } = useTranslation('sync')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const queries = useQueryClient()
  const set = useMutation(
    orpc.sync.setMetered.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.sync.key() }),
    }),
  )
  return (
    <div className={styles.part}>
      <h3 className={styles.about}>{t('metered.title')}</h3>
      <Taps label={t('metered.title')} min="11rem">
        {choices.map((setting) => (
          <Tap
            key={setting}
            chosen={metered.setting === setting}
            disabled={set.isPending}
            onTap={() => set.mutate({ language, setting })}
          >
            {t(`metered.${setting}`)}
          </Tap>
        ))}
      </Taps>
      <p className="ns-soft ns-small">{t(metered.inForce ? 'metered.inForce' : 'metered.notInForce')}</p>
      <Failure error={set.error} />
    </div>
  )
}
