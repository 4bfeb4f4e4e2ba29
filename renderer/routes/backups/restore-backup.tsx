import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { useNorthstar } from '../../northstar.tsx'
import type { Backup } from './backup-list.tsx'
import styles from './backups.module.css'

type RestoreBackupProps = {
  readonly backup: Backup
  /** The day and time of the backup, as its row says it. */
  readonly when: string
  readonly onLeave: () => void
}

const happens = ['back', 'again', 'aside', 'checked', 'signedOut'] as const

/** Says what bringing a backup back does, and does it when that is wanted. */
export function RestoreBackup({ backup, when, onLeave }: RestoreBackupProps) {
  const { t } = useTranslation('backups')
  const { client } = useNorthstar()
  const queries = useQueryClient()
  useReturnFocus()
  const restore = useMutation({
    mutationFn: () => client.laptop.restore({ backupId: backup.id, code: null }),
    // The data is closed meanwhile: asking anything shows how far it is, over the whole window.
    onSuccess: () => {
      onLeave()
      return queries.invalidateQueries()
    },
  })
  return (
    <Modal
      opened
      size="lg"
      onClose={onLeave}
      title={<span className={styles.question}>{t('ask.title', { when })}</span>}
      closeButtonProps={{ 'aria-label': t('ask.leave') }}
    >
      <div className={styles.asking}>
        <ul className={styles.happens}>
          {happens.map((what) => (
            <li key={what}>{t(`ask.${what}`)}</li>
          ))}
        </ul>
        <Failure error={restore.error} />
        <div className={styles.ways}>
          <BusyButton busy={restore.isPending} onClick={() => restore.mutate()}>
            {t('ask.way')}
          </BusyButton>
          <Button data-autofocus variant="default" onClick={onLeave}>
            {t('ask.leave')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
