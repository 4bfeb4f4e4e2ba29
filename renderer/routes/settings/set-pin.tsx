import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConsultantId } from '../../../core/ids.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { type Outputs, useNorthstar, useSentence } from '../../northstar.tsx'
import { emptyNewPin, newPinFault } from '../../sign-in/new-pin.ts'
import { isAboutNewPin, NewPinFields } from '../../sign-in/new-pin-fields.tsx'
import { PinField } from '../../sign-in/pin-field.tsx'
import { isAboutAllowing } from './allowing.ts'
import styles from './settings.module.css'

export type LaptopPerson = Outputs['session']['state']['people'][number]
type AllowedBy =
  | { readonly type: 'own-pin' }
  | { readonly type: 'manager'; readonly consultantId: ConsultantId }

type SetPinProps = {
  readonly consultantId: ConsultantId
  readonly title: string
  readonly text?: string
  /** The one who allows it, and what their PIN is called in the form. */
  readonly allowedBy: AllowedBy
  readonly allowingLabel: string
  /** @param at when it was set, UTC milliseconds */
  readonly onSet: (at: number) => void
  readonly onLeave: () => void
}

/** Asks for the PIN that allows it and for the new one twice. */
export function SetPin(props: SetPinProps) {
  const { t } = useTranslation('settings')
  useReturnFocus()
  return (
    <Modal
      opened
      onClose={props.onLeave}
      title={<span className={styles.question}>{props.title}</span>}
      closeButtonProps={{ 'aria-label': t('pin.leave') }}
    >
      <SetPinForm {...props} />
    </Modal>
  )
}

/** Each refusal stands beside what it is about, and the focus goes there. */
function SetPinForm({ consultantId, text, allowedBy, allowingLabel, onSet, onLeave }: SetPinProps) {
  const { t } = useTranslation('settings')
  const { orpc, client, clock } = useNorthstar()
  const queries = useQueryClient()
  const sentenceOf = useSentence()
  const [allowing, setAllowing] = useState('')
  const [next, setNext] = useState(emptyNewPin)
  const [asked, setAsked] = useState(false)
  const set = useMutation({
    // No PIN is kept in memory longer than its form.
    gcTime: 0,
    mutationFn: () =>
      client.session.setPin({ consultantId, pin: next.first, allowedBy: { ...allowedBy, pin: allowing } }),
    onSuccess: () => onSet(clock()),
    // Wrong PINs are counted, also against whoever allows.
    onSettled: () => queries.invalidateQueries({ queryKey: orpc.session.key() }),
  })
  const isAboutNext = isAboutNewPin(set.error)
  const allowingField = useFirstFocus<HTMLInputElement>(isAboutNext ? 0 : set.failureCount)
  const nextField = useFirstFocus<HTMLInputElement>(isAboutNext ? set.failureCount : 0)
  const refused = isAboutAllowing(set.error) ? sentenceOf(set.error) : null

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (allowing !== '' && newPinFault(next) === null && !set.isPending) set.mutate()
  }
  return (
    <form noValidate className={styles.add} onSubmit={submit}>
      {text === undefined ? null : <p>{text}</p>}
      <PinField
        ref={allowingField}
        first
        label={allowingLabel}
        error={asked && allowing === '' ? t('pin.need') : refused}
        value={allowing}
        onChange={setAllowing}
      />
      <NewPinFields ref={nextField} pin={next} onChange={setNext} asked={asked} error={set.error} />
      {isAboutNext || refused !== null ? null : <Failure error={set.error} />}
      <div className={styles.ways}>
        <BusyButton type="submit" busy={set.isPending}>
          {t('pin.save')}
        </BusyButton>
        <Button variant="default" onClick={onLeave}>
          {t('pin.leave')}
        </Button>
      </div>
    </form>
  )
}
