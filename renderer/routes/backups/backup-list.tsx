import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { momentText } from '../../clock-text.ts'
import { Panel } from '../../components/panel.tsx'
import { type Outputs, useDateLocale, useTimeZone } from '../../northstar.tsx'
import styles from './backups.module.css'
import { RestoreBackup } from './restore-backup.tsx'
import { useSizeText } from './use-size-text.ts'

export type Backup = Outputs['backups']['list']['backups'][number]

/** Every backup there is, newest first, each with the way back to it. */
export function BackupList({ backups }: { readonly backups: readonly Backup[] }) {
  const { t } = useTranslation('backups')
  return (
    <Panel title={t('here')}>
      {backups.length === 0 ? (
        <p className="ns-soft">{t('empty')}</p>
      ) : (
        <ul className={styles.list}>
          {backups.map((backup) => (
            <BackupRow key={backup.id} backup={backup} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function BackupRow({ backup }: { readonly backup: Backup }) {
  const { t } = useTranslation('backups')
  const sizeText = useSizeText()
  const when = useWhen(backup)
  const [asking, setAsking] = useState(false)
  const { kind, bytes, isGood } = backup
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <p className={styles.when}>{when}</p>
        <p className="ns-soft ns-small">
          {t(`kind.${kind}`)} · {sizeText(bytes)} ·{' '}
          <span className={isGood === false ? styles.warn : undefined}>
            {t(isGood === null ? 'notLookedAt' : isGood ? 'good' : 'notGood')}
          </span>
        </p>
        {kind === 'brought' ? <p className="ns-soft ns-small">{t('broughtText')}</p> : null}
      </div>
      {kind === 'brought' || isGood === false ? null : (
        <Button variant="default" aria-label={`${t('bring')}: ${when}`} onClick={() => setAsking(true)}>
          {t('bring')}
        </Button>
      )}
      {asking ? <RestoreBackup backup={backup} when={when} onLeave={() => setAsking(false)} /> : null}
    </li>
  )
}

/** Day and time of a backup on the store's wall. */
function useWhen({ madeAt }: Backup): string {
  const locale = useDateLocale()
  const timeZone = useTimeZone()
  return momentText(madeAt, timeZone, locale)
}
