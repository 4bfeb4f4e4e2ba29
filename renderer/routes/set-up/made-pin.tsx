import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './set-up.module.css'
import { StepFrame } from './step-frame.tsx'

type MadePinProps = {
  readonly pin: string
  /** Another was shown before. */
  readonly isAnew: boolean
  readonly onGo: () => void
  readonly onBack: () => void
  /** They choose one themselves after all. */
  readonly onOwn: () => void
}

/** The PIN that was made for a manager who chose none: shown before anything rests on it, to be written down. */
export function MadePin({ pin, isAnew, onGo, onBack, onOwn }: MadePinProps) {
  const { t } = useTranslation('set-up')
  return (
    <StepFrame
      step="people"
      title={t('made.title')}
      lead={isAnew ? `${t('made.anew')} ${t('made.text')}` : t('made.text')}
      go={t('made.go')}
      onGo={onGo}
      onBack={onBack}
    >
      <p
        dir="ltr"
        className={styles.made}
        role="img"
        aria-label={`${t('made.title')}: ${[...pin].join(' ')}`}
      >
        {pin}
      </p>
      <div>
        <Button variant="subtle" className={styles.aside} onClick={onOwn}>
          {t('made.own')}
        </Button>
      </div>
    </StepFrame>
  )
}
