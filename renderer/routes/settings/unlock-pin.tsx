import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { isolate } from '../../isolate.ts'
import { useLanguage, useNorthstar, useSentence } from '../../northstar.tsx'
import { PinField } from '../../sign-in/pin-field.tsx'
import type { Person } from '../../signed-in.ts'
import { isAboutAllowing } from './allowing.ts'
import type { LaptopPerson } from './set-pin.tsx'
import styles from './settings.module.css'

type UnlockPinProps = {
  readonly person: LaptopPerson
  readonly manager: Person
  /** @param at when it was opened, UTC milliseconds */
  readonly onUnlocked: (at: number) => void
  readonly onLeave: () => void
}

/** Opens a PIN that ten wrong ones locked, with the manager's own PIN; the PIN stays what it was. */
export function UnlockPin(props: UnlockPinProps) {
  const { t } = useTranslation('settings')
  const language = useLanguage()
  const name = isolate(props.person.name, language)
  useReturnFocus()
  return (
    <Modal
      opened
      onClose={props.onLeave}
      title={<span className={styles.question}>{t('pin.unlockTitle', { name })}</span>}
      closeButtonProps={{ 'aria-label': t('pin.leave') }}
    >
      <UnlockForm {...props} />
    </Modal>
  )
}

function UnlockForm({ person, manager, onUnlocked, onLeave }: UnlockPinProps) {
  const { t } = useTranslation('settings')
  const { orpc, client, clock } = useNorthstar()
  const language = useLanguage()
  const queries = useQueryClient()
  const sentenceOf = useSentence()
  const [pin, setPin] = useState('')
  const [asked, setAsked] = useState(false)
  const unlock = useMutation({
    gcTime: 0,
    mutationFn: () =>
      client.session.unlock({
        consultantId: person.id,
        allowedBy: { type: 'manager', consultantId: manager.id, pin },
      }),
    onSuccess: () => onUnlocked(clock()),
    onSettled: () => queries.invalidateQueries({ queryKey: orpc.session.key() }),
  })
  const field = useFirstFocus<HTMLInputElement>(unlock.failureCount)
  const refused = isAboutAllowing(unlock.error) ? sentenceOf(unlock.error) : null

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (pin !== '' && !unlock.isPending) unlock.mutate()
  }
  return (
    <form noValidate className={styles.add} onSubmit={submit}>
      <p>{t('pin.unlockText', { name: isolate(person.name, language) })}</p>
      <PinField
        ref={field}
        first
        label={t('pin.manager', { name: isolate(manager.name, language) })}
        error={asked && pin === '' ? t('pin.need') : refused}
        value={pin}
        onChange={setPin}
      />
      {refused === null ? <Failure error={unlock.error} /> : null}
      <div className={styles.ways}>
        <BusyButton type="submit" busy={unlock.isPending}>
          {t('pin.unlock')}
        </BusyButton>
        <Button variant="default" onClick={onLeave}>
          {t('pin.leave')}
        </Button>
      </div>
    </form>
  )
}
