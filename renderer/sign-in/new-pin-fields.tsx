import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { failureCode } from '../failure.ts'
import { useSentence } from '../northstar.tsx'
import { type NewPin, newPinFault } from './new-pin.ts'
import { PinField } from './pin-field.tsx'

type NewPinFieldsProps = {
  readonly pin: NewPin
  readonly onChange: (pin: NewPin) => void
  /** The form was sent, so what is missing may be said. */
  readonly asked: boolean
  /** What the data process said to the form, said here when it is about the new PIN. */
  readonly error: unknown
  readonly ref?: Ref<HTMLInputElement>
}

/** A new PIN, typed twice. */
export function NewPinFields({ pin, onChange, asked, error, ref }: NewPinFieldsProps) {
  const { t } = useTranslation('sign-in')
  const sentenceOf = useSentence()
  const fault = asked ? newPinFault(pin) : null
  const refused = isAboutNewPin(error) ? sentenceOf(error) : null
  return (
    <>
      <PinField
        {...(ref === undefined ? {} : { ref })}
        label={t('newPin.first')}
        hint={t('newPin.rule')}
        error={fault === 'short' ? t('newPin.short') : refused}
        value={pin.first}
        onChange={(first) => onChange({ ...pin, first })}
      />
      <PinField
        label={t('newPin.again')}
        error={fault === 'differ' ? t('newPin.differ') : null}
        value={pin.again}
        onChange={(again) => onChange({ ...pin, again })}
      />
    </>
  )
}

export function isAboutNewPin(error: unknown): boolean {
  return error !== null && error !== undefined && failureCode(error) === 'PIN_NOT_VALID'
}
