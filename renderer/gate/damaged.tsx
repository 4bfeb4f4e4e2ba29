import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorSentence } from '../../contract/errors.ts'
import { hourText } from '../clock-text.ts'
import { BusyButton } from '../components/busy-button.tsx'
import { Panel } from '../components/panel.tsx'
import { isolate } from '../isolate.ts'
import { BackupChoice } from './backup-choice.tsx'
import type { GateCalls } from './gate-calls.ts'
import styles from './gate-page.module.css'
import { GateFailure, GatePage, useWordsLanguage } from './gate-page.tsx'
import { SalvagedReport } from './salvaged-report.tsx'
import type { LaptopNotOpen } from './standing.ts'
import { StartEmpty } from './start-empty.tsx'

type DamagedLaptop = Extract<LaptopNotOpen, { type: 'damaged' }>
type DamagedProps = { readonly laptop: DamagedLaptop; readonly calls: GateCalls }

/** What can be done about damaged data, the gentlest first and the one that loses most last. */
export function Damaged({ laptop, calls }: DamagedProps) {
  const { t } = useTranslation('gate')
  const language = useWordsLanguage()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const time = isolate(hourText(laptop.foundAt, timeZone, 'minute'), language)
  return (
    <GatePage title={t('damaged.title')} lead={t(`damaged.lead.${laptop.extent}`, { time })}>
      {laptop.failed === null ? null : (
        <p role="alert" className={styles.failure}>
          {errorSentence(laptop.failed.code, laptop.failed.detail, language)}
        </p>
      )}
      <Panel title={t('damaged.again.title')}>
        <p>{t('damaged.again.text')}</p>
        <GateFailure error={calls.tryAgain.error} />
        <div className={styles.ways}>
          <BusyButton busy={calls.tryAgain.isPending} onClick={() => calls.tryAgain.mutate({})}>
            {t('again')}
          </BusyButton>
        </div>
      </Panel>
      <Salvage laptop={laptop} calls={calls} />
      <BringBack laptop={laptop} restore={calls.restore} />
      <StartEmpty startEmpty={calls.startEmpty} />
    </GatePage>
  )
}

function Salvage({ laptop, calls }: DamagedProps) {
  const { t } = useTranslation('gate')
  const { salvage, takeSalvaged } = calls
  const { salvaged } = laptop
  return (
    <Panel title={t('damaged.salvage.title')}>
      <p>{t('damaged.salvage.text')}</p>
      {salvaged === null ? null : <SalvagedReport report={salvaged} />}
      <GateFailure error={salvage.error ?? takeSalvaged.error} />
      <div className={styles.ways}>
        {salvaged === null ? null : (
          <BusyButton busy={takeSalvaged.isPending} onClick={() => takeSalvaged.mutate({})}>
            {t('damaged.salvage.use')}
          </BusyButton>
        )}
        <BusyButton variant="default" busy={salvage.isPending} onClick={() => salvage.mutate({})}>
          {t(salvaged === null ? 'damaged.salvage.go' : 'damaged.salvage.goAgain')}
        </BusyButton>
      </div>
    </Panel>
  )
}

type BringBackProps = { readonly laptop: DamagedLaptop; readonly restore: GateCalls['restore'] }

function BringBack({ laptop: { backups, journaled }, restore }: BringBackProps) {
  const { t } = useTranslation('gate')
  const newestGood = backups.find(({ isGood }) => isGood !== false)
  const [chosen, setChosen] = useState<string | null>(null)
  const backupId = chosen ?? newestGood?.id ?? null

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    // The key is this laptop's own and at hand, so no recovery code is asked.
    if (backupId !== null && !restore.isPending) restore.mutate({ backupId, code: null })
  }
  return (
    <Panel title={t('damaged.backup.title')}>
      <p>{t('damaged.backup.text')}</p>
      {backups.length === 0 ? (
        <p className={styles.note}>{t('damaged.backup.none')}</p>
      ) : (
        <form className={styles.form} onSubmit={submit}>
          <BackupChoice label={t('bring.which')} backups={backups} chosen={backupId} onChoose={setChosen} />
          <p>
            {journaled === 0
              ? t('damaged.backup.journalEmpty')
              : t('damaged.backup.journal', { count: journaled })}
          </p>
          <GateFailure error={restore.error} />
          <div className={styles.ways}>
            <BusyButton type="submit" variant="default" disabled={backupId === null} busy={restore.isPending}>
              {t('damaged.backup.go')}
            </BusyButton>
          </div>
        </form>
      )}
    </Panel>
  )
}
