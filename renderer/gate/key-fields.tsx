import { Checkbox, TextInput } from '@mantine/core'
import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import typed from '../components/typed.module.css'
import styles from './key-fields.module.css'

type FieldProps = {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | null | undefined
  readonly value: string
  readonly onChange: (value: string) => void
  readonly ref?: Ref<HTMLInputElement>
  /** Takes the focus when the dialog that it stands in opens. */
  readonly first?: boolean
}

/** A passphrase being typed, hidden unless the person wants to see it. */
export function PassphraseField(props: FieldProps & { readonly isShown: boolean }) {
  return (
    <TextInput
      ref={props.ref}
      type={props.isShown ? 'text' : 'password'}
      data-autofocus={props.first || undefined}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={200}
      size="lg"
      className={typed.words}
      label={props.label}
      description={props.hint}
      error={props.error}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

/** Whether what is typed is to be seen, and the box that says so. */
export function useShowing() {
  const { t } = useTranslation('gate')
  const [isShown, setShown] = useState(false)
  const box = (
    <Checkbox
      size="md"
      className={styles.box}
      label={t('show')}
      checked={isShown}
      onChange={(event) => setShown(event.currentTarget.checked)}
    />
  )
  return { isShown, box }
}

/** The recovery code as it stands on the printed page; capitals, spaces and dashes do not matter. */
export function RecoveryCodeField(props: FieldProps) {
  return (
    <TextInput
      ref={props.ref}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={200}
      size="lg"
      className={typed.figures}
      label={props.label}
      description={props.hint}
      error={props.error}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}
