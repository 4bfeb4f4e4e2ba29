import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import typed from '../../components/typed.module.css'
import { useNorthstar } from '../../northstar.tsx'
import { showsItWasKept } from './code-kept.ts'
import styles from './recovery-code.module.css'

type KeptCheckProps = {
  readonly code: string
  /** @param at when it was confirmed, UTC milliseconds */
  readonly onKept: (at: number) => void
}

/** The last group, typed from the page and not from the screen, shows that the code was kept; only then does it count. */
export function KeptCheck({ code, onKept }: KeptCheckProps) {
  const { t } = useTranslation('recovery-code')
  const { client, clock, orpc } = useNorthstar()
  const queries = useQueryClient()
  const [said, setSaid] = useState('')
  const [asked, setAsked] = useState(false)
  const isShown = showsItWasKept(said, code)
  const confirm = useMutation({
    gcTime: 0,
    mutationFn: () => client.security.confirmRecoveryCode({ code }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: orpc.security.key() })
      onKept(clock())
    },
  })
  return (
    <form
      noValidate
      className={styles.check}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault()
        setAsked(true)
        if (isShown && !confirm.isPending) confirm.mutate()
      }}
    >
      <TextInput
        className={typed.figures}
        label={t('check.label')}
        description={t('check.hint')}
        error={asked && !isShown ? t('check.differs') : null}
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
      <Failure error={confirm.error} />
      <div className={styles.ways}>
        <BusyButton type="submit" variant="default" busy={confirm.isPending}>
          {t('check.go')}
        </BusyButton>
      </div>
    </form>
  )
}
