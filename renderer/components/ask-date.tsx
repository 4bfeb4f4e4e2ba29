import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayText } from '../clock-text.ts'
import { useAppState, useDateLocale, useNorthstar } from '../northstar.tsx'
import styles from './ask-date.module.css'
import { BusyButton } from './busy-button.tsx'
import { Failure } from './fact.tsx'
import { Tap, Taps } from './tap.tsx'
import { useReturnFocus } from './use-return-focus.ts'

type AskDateProps = { readonly onSaid: () => void; readonly onLeave: () => void }

/** Which day is it? Asked while the laptop's clock is in doubt, before the day becomes the business day. */
export function AskDate({ onSaid, onLeave }: AskDateProps) {
  const { t } = useTranslation()
  const { orpc } = useNorthstar()
  const { clockDoubt, clockQuestion } = useAppState()
  const locale = useDateLocale()
  const queries = useQueryClient()
  const [day, setDay] = useState('')
  useReturnFocus()
  const confirm = useMutation(
    orpc.clock.confirm.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: orpc.key() })
        onSaid()
      },
    }),
  )
  return (
    <Modal
      opened
      size="lg"
      onClose={onLeave}
      title={t('askDate.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (day !== '') confirm.mutate({ businessDay: day })
        }}
      >
        <p>{clockDoubt}</p>
        <Taps label={t('askDate.title')} min="24rem">
          {(clockQuestion ?? []).map((offered, index) => (
            <Tap
              key={offered.day}
              first={index === 0}
              chosen={day === offered.day}
              hint={t(`askDate.by.${offered.by}`)}
              onTap={() => setDay(offered.day)}
            >
              {dayText(offered.day, locale)}
            </Tap>
          ))}
        </Taps>
        <TextInput
          type="date"
          label={t('askDate.other')}
          value={day}
          description={day === '' ? t('askDate.hint') : dayText(day, locale)}
          inputWrapperOrder={['label', 'input', 'description']}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <Failure error={confirm.error} />
        <div className={styles.ways}>
          <BusyButton type="submit" size="lg" disabled={day === ''} busy={confirm.isPending}>
            {t('askDate.say')}
          </BusyButton>
          <Button variant="default" size="lg" onClick={onLeave}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
