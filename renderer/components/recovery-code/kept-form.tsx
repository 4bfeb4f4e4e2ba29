import { TextInput } from '@mantine/core'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../busy-button.tsx'
import typed from '../typed.module.css'
import { showsItWasKept } from './code-kept.ts'
import styles from './kept-form.module.css'

type KeptFormProps = {
  readonly code: string
  /** What it began is under way: it is not begun again. */
  readonly busy: boolean
  /** Why it could not be confirmed, where it could not. */
  readonly failure: ReactNode
  readonly onKept: () => void
}

/** The last group, typed from the page and not from the screen, shows that the code was kept; only then does it count. */
export function KeptForm({ code, busy, failure, onKept }: KeptFormProps) {
  const { t } = useTranslation('recovery-code')
  const [said, setSaid] = useState('')
  const [isAsked, setAsked] = useState(false)
  const isShown = showsItWasKept(said, code)
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault()
        setAsked(true)
        if (isShown && !busy) onKept()
      }}
    >
      <TextInput
        className={typed.figures}
        label={t('check.label')}
        description={t('check.hint')}
        error={isAsked && !isShown ? t('check.differs') : null}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={200}
        value={said}
        onChange={(event) => {
          setSaid(event.currentTarget.value)
          setAsked(false)
        }}
      />
      {failure}
      <div>
        <BusyButton type="submit" variant="default" busy={busy}>
          {t('check.go')}
        </BusyButton>
      </div>
    </form>
  )
}
