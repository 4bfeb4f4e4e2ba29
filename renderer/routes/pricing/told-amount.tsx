import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { MoneyField } from '../../components/money-field.tsx'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { useNorthstar, useSentence } from '../../northstar.tsx'
import styles from './pricing.module.css'

type ToldAmountProps = {
  readonly name: string
  readonly onTell: (amountMinor: number) => void
  readonly onCancel: () => void
}

/** An amount that somebody told for a line without a rate, typed in as people say it. */
export function ToldAmount({ name, onTell, onCancel }: ToldAmountProps) {
  const { t } = useTranslation('pricing')
  const { client } = useNorthstar()
  const sentence = useSentence()
  const [text, setText] = useState('')
  const field = useFirstFocus<HTMLInputElement>()
  useReturnFocus()
  const read = useMutation({
    mutationFn: () => client.discovery.readMoney({ text: text.trim() }),
    onSuccess: ({ money }) => onTell(money.amountMinor),
  })
  return (
    <form
      className={styles.told}
      // Elsewhere on this screen Escape goes back to the shortlist, and what was typed in would be gone.
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onCancel()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') read.mutate()
      }}
    >
      <MoneyField
        inputRef={field}
        label={name}
        description={t('toldHint')}
        value={text}
        fault={read.error === null ? null : sentence(read.error)}
        say={(amount) => t('readAs', { text: amount })}
        onChange={setText}
      />
      <div className={styles.ways}>
        <BusyButton type="submit" busy={read.isPending}>
          {t('take')}
        </BusyButton>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
