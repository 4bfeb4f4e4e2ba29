import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { type Outputs, useNorthstar } from '../../northstar.tsx'
import { Escrow } from './escrow.tsx'
import { IdleLock } from './idle-lock.tsx'
import { KeyKept } from './key-kept.tsx'
import { PassphraseAtStart } from './passphrase-at-start.tsx'
import { RecoveryCode } from './recovery-code.tsx'

export type SecurityState = Outputs['security']['state']

/** How the key of this laptop is kept, the ways back in, and when the laptop locks itself. */
export function Security() {
  const { t } = useTranslation('settings')
  const { orpc } = useNorthstar()
  const { data: security, error } = useQuery(orpc.security.state.queryOptions())
  return (
    <Panel title={t('security.title')}>
      <Failure error={error} />
      {security === undefined ? null : (
        <>
          <KeyKept security={security} />
          <RecoveryCode security={security} />
          {security.wraps.some(({ type }) => type === 'demo') ? null : <Escrow />}
          <PassphraseAtStart security={security} />
          <IdleLock minutes={security.idleLockMinutes} />
        </>
      )}
    </Panel>
  )
}
