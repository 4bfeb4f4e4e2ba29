import { IconBackspace } from '@tabler/icons-react'
import type { PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './digit-pad.module.css'

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const

type DigitPadProps = {
  readonly onDigit: (digit: string) => void
  readonly onBack: () => void
}

/** Digits for a thumb. A keyboard types them into the field itself, so they stand outside the order of Tab. */
export function DigitPad({ onDigit, onBack }: DigitPadProps) {
  const { t } = useTranslation('sign-in')
  // The field keeps the focus, so that a keyboard and the pad can be used in turns.
  const leaveFocus = (event: PointerEvent) => event.preventDefault()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in every browser
    <div role="group" aria-label={t('pad')} dir="ltr" className={styles.pad}>
      {digits.map((digit) => (
        <button
          key={digit}
          type="button"
          tabIndex={-1}
          className={styles.digit}
          data-digit={digit}
          onPointerDown={leaveFocus}
          onClick={() => onDigit(digit)}
        >
          {digit}
        </button>
      ))}
      <button
        type="button"
        tabIndex={-1}
        className={styles.digit}
        aria-label={t('back')}
        onPointerDown={leaveFocus}
        onClick={onBack}
      >
        <IconBackspace aria-hidden size={26} stroke={1.6} />
      </button>
    </div>
  )
}
