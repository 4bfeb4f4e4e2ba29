import { useTranslation } from 'react-i18next'
import { Choices } from './choices.tsx'
import { StepFrame } from './step-frame.tsx'
import type { Wizard } from './wizard.ts'

type HeadofficeStepProps = {
  readonly way: Wizard['headoffice']
  readonly busy: boolean
  readonly error: unknown
  readonly onChoose: (way: Wizard['headoffice']) => void
  /** Opens the showroom, or goes to joining one. */
  readonly onGo: () => void
  readonly onBack: () => void
}

/** Head office later, which is the usual thing, or a store that it has already. */
export function HeadofficeStep({ way, busy, error, onChoose, onGo, onBack }: HeadofficeStepProps) {
  const { t } = useTranslation('set-up')
  return (
    <StepFrame
      step="headoffice"
      title={t('headoffice.title')}
      go={t(way === 'join' ? 'go' : 'open')}
      busy={busy}
      error={error}
      onGo={onGo}
      onBack={onBack}
    >
      <Choices
        legend={t('headoffice.legend')}
        value={way}
        onChoose={onChoose}
        choices={(['later', 'join'] as const).map((one) => ({
          value: one,
          title: t(`headoffice.${one}.title`),
          text: t(`headoffice.${one}.text`),
        }))}
      />
    </StepFrame>
  )
}
