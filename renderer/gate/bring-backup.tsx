import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupView } from '../../contract/laptop.ts'
import { BusyButton } from '../components/busy-button.tsx'
import { useFirstFocus } from '../components/use-first-focus.ts'
import { BackupChoice } from './backup-choice.tsx'
import type { GateCalls } from './gate-calls.ts'
import styles from './gate-page.module.css'
import { RecoveryCodeField } from './key-fields.tsx'
import { useFieldFailure } from './use-field-failure.tsx'

type BringBackupProps = {
  readonly backups: readonly BackupView[]
  readonly restore: GateCalls['restore']
}

/** Another laptop's data, from the backup that was carried here and that laptop's recovery code. */
export function BringBackup({ backups, restore }: BringBackupProps) {
  const { t } = useTranslation('gate')
  const [chosen, setChosen] = useState(backups[0]?.id ?? null)
  const [code, setCode] = useState('')
  const [asked, setAsked] = useState(false)
  const field = useFirstFocus<HTMLInputElement>(restore.failureCount)
  const failure = useFieldFailure(restore.error, 'RECOVERY_CODE_WRONG')

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (chosen !== null && code.trim() !== '' && !restore.isPending)
      restore.mutate({ backupId: chosen, code })
  }
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      <BackupChoice label={t('bring.which')} backups={backups} chosen={chosen} onChoose={setChosen} />
      <RecoveryCodeField
        ref={field}
        label={t('bring.code')}
        hint={t('code.hint')}
        error={asked && code.trim() === '' ? t('code.need') : failure.beside}
        value={code}
        onChange={setCode}
      />
      <p className={styles.note}>{t('bring.after')}</p>
      {failure.below}
      <BusyButton type="submit" size="lg" busy={restore.isPending}>
        {t('bring.go')}
      </BusyButton>
    </form>
  )
}
