import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { failureCode } from '../../failure.ts'
import { PassphraseField, useShowing } from '../../gate/key-fields.tsx'
import { useNorthstar, useSentence } from '../../northstar.tsx'
import styles from './settings.module.css'

type Asked = {
  /** @param at when it was changed, UTC milliseconds */
  readonly onSaved: (at: number) => void
  readonly onLeave: () => void
}
type ChoosePassphraseProps = Asked & { readonly isFirst: boolean; readonly hasCode: boolean }

/** A passphrase that seals the key from now on. */
export function ChoosePassphrase(props: ChoosePassphraseProps) {
  const { t } = useTranslation('settings')
  useReturnFocus()
  return (
    <Modal
      opened
      size="lg"
      onClose={props.onLeave}
      title={
        <span className={styles.question}>
          {t(props.isFirst ? 'security.passphrase.askTitle' : 'security.passphrase.changeTitle')}
        </span>
      }
      closeButtonProps={{ 'aria-label': t('security.passphrase.leave') }}
    >
      <PassphraseForm {...props} />
    </Modal>
  )
}

function PassphraseForm({ hasCode, onSaved, onLeave }: ChoosePassphraseProps) {
  const { t } = useTranslation('settings')
  const sentenceOf = useSentence()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [asked, setAsked] = useState(false)
  const { isShown, box } = useShowing()
  const save = useSetPassphrase(onSaved)
  const field = useFirstFocus<HTMLInputElement>(save.failureCount)
  const isShort = save.error !== null && failureCode(save.error) === 'PASSPHRASE_TOO_SHORT'
  // What everybody can read on the screen need not be typed twice.
  const differs = !isShown && again !== passphrase

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (passphrase !== '' && !differs && !save.isPending) save.mutate(passphrase)
  }
  return (
    <form noValidate className={styles.add} onSubmit={submit}>
      <p>{t('security.passphrase.dialog')}</p>
      {hasCode ? null : <p className={styles.warning}>{t('security.passphrase.noCode')}</p>}
      <PassphraseField
        ref={field}
        first
        label={t('security.passphrase.first')}
        hint={t('security.passphrase.rule')}
        error={
          asked && passphrase === '' ? t('security.passphrase.need') : isShort ? sentenceOf(save.error) : null
        }
        isShown={isShown}
        value={passphrase}
        onChange={setPassphrase}
      />
      {isShown ? null : (
        <PassphraseField
          label={t('security.passphrase.again')}
          error={asked && passphrase !== '' && differs ? t('security.passphrase.differ') : null}
          isShown={false}
          value={again}
          onChange={setAgain}
        />
      )}
      {box}
      {isShort ? null : <Failure error={save.error} />}
      <div className={styles.ways}>
        <BusyButton type="submit" busy={save.isPending}>
          {t('security.passphrase.save')}
        </BusyButton>
        <Button variant="default" onClick={onLeave}>
          {t('security.passphrase.leave')}
        </Button>
      </div>
    </form>
  )
}

/** Gives the key back to the operating system, so that no passphrase is asked any more. */
export function StopPassphrase({ onSaved, onLeave }: Asked) {
  const { t } = useTranslation('settings')
  const save = useSetPassphrase(onSaved)
  useReturnFocus()
  return (
    <Modal
      opened
      onClose={onLeave}
      title={<span className={styles.question}>{t('security.passphrase.stopTitle')}</span>}
      closeButtonProps={{ 'aria-label': t('security.passphrase.leave') }}
    >
      <div className={styles.add}>
        <p>{t('security.passphrase.stopText')}</p>
        <Failure error={save.error} />
        <div className={styles.ways}>
          <BusyButton busy={save.isPending} onClick={() => save.mutate(null)}>
            {t('security.passphrase.stopWay')}
          </BusyButton>
          <Button data-autofocus variant="default" onClick={onLeave}>
            {t('security.passphrase.leave')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

function useSetPassphrase(onSaved: (at: number) => void) {
  const { orpc, client, clock } = useNorthstar()
  const queries = useQueryClient()
  return useMutation({
    // No passphrase is kept in memory longer than its form.
    gcTime: 0,
    mutationFn: (passphrase: string | null) => client.security.setPassphrase({ passphrase }),
    onSuccess: () => onSaved(clock()),
    onSettled: () => queries.invalidateQueries({ queryKey: orpc.security.key() }),
  })
}
