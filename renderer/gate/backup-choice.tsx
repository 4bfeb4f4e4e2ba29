import { Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BackupView } from '../../contract/laptop.ts'
import { useSizeText } from '../routes/backups/use-size-text.ts'
import styles from './backup-choice.module.css'
import { useWhen } from './use-when.ts'

type BackupChoiceProps = {
  readonly label: string
  readonly backups: readonly BackupView[]
  readonly chosen: string | null
  readonly onChoose: (backupId: string) => void
}

/** The backups that can be brought back, newest first: day, time, kind, size, and whether each was read through. */
export function BackupChoice({ label, backups, chosen, onChoose }: BackupChoiceProps) {
  const { t } = useTranslation('backups')
  const sizeText = useSizeText()
  const when = useWhen()
  return (
    <Radio.Group label={label} value={chosen} onChange={onChoose}>
      <div className={styles.list}>
        {backups.map((backup) => (
          <Radio
            key={backup.id}
            value={backup.id}
            size="md"
            disabled={backup.isGood === false}
            className={styles.backup}
            label={
              <>
                <span className={styles.when}>{when(backup.madeAt)}</span>
                <span className={styles.about}>
                  {[
                    t(`kind.${backup.kind}`),
                    sizeText(backup.bytes),
                    t(backup.isGood === null ? 'notLookedAt' : backup.isGood ? 'good' : 'notGood'),
                  ].join(' · ')}
                </span>
              </>
            }
          />
        ))}
      </div>
    </Radio.Group>
  )
}
