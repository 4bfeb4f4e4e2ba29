import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { ForManager } from '../../components/for-manager.tsx'
import { Panel } from '../../components/panel.tsx'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import type { Status } from './status.ts'
import styles from './sync.module.css'

type Stopped = NonNullable<Status['stopped']>

/** Why sync stands still, and the manager's say where there is one; nothing was deleted meanwhile. */
export function StopChoice({ stopped }: { readonly stopped: Stopped }) {
  const { t } = useTranslation('sync')
  return (
    <Panel title={t(`stopped.${stopped.type}.title`)}>
      <p>{stopped.words}</p>
      {stopped.type === 'mismatch' ? null : (
        <ForManager>
          <Allow type={stopped.type} />
        </ForManager>
      )}
    </Panel>
  )
}

/** Said twice: it cannot be taken back. */
function Allow({ type }: { readonly type: Exclude<Stopped['type'], 'mismatch'> }) {
  const { t } = useTranslation('sync')
  const { client } = useNorthstar()
  const language = useLanguage()
  const queries = useQueryClient()
  const [isSure, setSure] = useState(false)
  const allow = useMutation({
    mutationFn: () =>
      type === 'many-deletes' ? client.sync.allowDeletes({ language }) : client.sync.allowEmpty({ language }),
    onSettled: () => queries.invalidateQueries(),
  })
  if (!isSure)
    return (
      <div className={styles.ways}>
        <Button variant="default" onClick={() => setSure(true)}>
          {t(`stopped.${type}.way`)}
        </Button>
      </div>
    )
  return (
    <>
      <p>{t(`stopped.${type}.sure`)}</p>
      <div className={styles.ways}>
        <BusyButton busy={allow.isPending} onClick={() => allow.mutate()}>
          {t(`stopped.${type}.yes`)}
        </BusyButton>
        <Button variant="default" onClick={() => setSure(false)}>
          {t('stopped.no')}
        </Button>
      </div>
      <Failure error={allow.error} />
    </>
  )
}
