import { TextInput } from '@mantine/core'
import type { ReactNode, Ref } from 'react'
import { foldDigits } from '../../core/market/fold-letters.ts'
import typed from '../components/typed.module.css'
import styles from './pin-field.module.css'

const longestPin = 12

type PinFieldProps = {
  readonly label: ReactNode
  readonly hint?: string | undefined
  readonly error?: string | null | undefined
  readonly value: string
  readonly onChange: (pin: string) => void
  readonly ref?: Ref<HTMLInputElement>
  readonly large?: boolean
  /** Takes the focus when the dialog that it stands in opens. */
  readonly first?: boolean
}

/** A PIN being typed, never shown; digits of any keyboard count, anything else is left out. */
export function PinField(props: PinFieldProps) {
  return (
    <TextInput
      ref={props.ref}
      type="password"
      inputMode="numeric"
      autoComplete="off"
      maxLength={longestPin}
      data-autofocus={props.first || undefined}
      size={props.large === true ? 'xl' : 'md'}
      className={props.large === true ? `${typed.figures} ${styles.large}` : typed.figures}
      label={props.label}
      description={props.hint}
      error={props.error}
      value={props.value}
      onChange={(event) => props.onChange(pinFrom(event.currentTarget.value))}
    />
  )
}

/** The digits of what was typed, as many as a PIN can have. */
export function pinFrom(typedText: string): string {
  return foldDigits(typedText).replace(/\D/g, '').slice(0, longestPin)
}
