import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../components/busy-button.tsx'
import { Code } from '../components/recovery-code/code.tsx'
import { KeptForm } from '../components/recovery-code/kept-form.tsx'
import styles from './ask-headoffice.module.css'
import type { GateCalls } from './gate-calls.ts'
import gate from './gate-page.module.css'
import { GateFailure, GatePage } from './gate-page.tsx'
import type { LaptopNotOpen } from './standing.ts'

type CodeToKeepProps = {
  readonly laptop: Extract<LaptopNotOpen, { type: 'code-to-keep' }>
  readonly calls: GateCalls
}

/** The new recovery code, shown this once, before the data is given its new key. */
export function CodeToKeep({ laptop: { code }, calls: { keepCode } }: CodeToKeepProps) {
  const { t } = useTranslation('gate')
  return (
    <GatePage title={t('codeToKeep.title')} lead={t('codeToKeep.lead')}>
      <Code code={code} label={t('codeToKeep.title')} />
      <p>{t('codeToKeep.keep')}</p>
      <div className={`${gate.ways} ${styles.screenOnly}`}>
        <Button size="lg" onClick={() => window.print()}>
          {t('codeToKeep.print')}
        </Button>
      </div>
      <div className={styles.screenOnly}>
        <KeptForm
          code={code}
          busy={keepCode.isPending}
          failure={<GateFailure error={keepCode.error} />}
          onKept={() => keepCode.mutate({ kept: true })}
        />
      </div>
      <div className={`${gate.ways} ${styles.screenOnly}`}>
        <BusyButton
          variant="subtle"
          className={gate.turn}
          busy={keepCode.isPending}
          onClick={() => keepCode.mutate({ kept: false })}
        >
          {t('codeToKeep.later')}
        </BusyButton>
        <p className="ns-soft ns-small">{t('codeToKeep.laterText')}</p>
      </div>
    </GatePage>
  )
}
