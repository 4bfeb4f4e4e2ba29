import { SegmentedControl } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../components/busy-button.tsx'
import { useFirstFocus } from '../components/use-first-focus.ts'
import { BringBackup } from './bring-backup.tsx'
import type { GateCalls } from './gate-calls.ts'
import styles from './gate-page.module.css'
import { GatePage } from './gate-page.tsx'
import { PassphraseField, useShowing } from './key-fields.tsx'
import { leastCharacters, type Strength, strengthOf } from './passphrase-strength.ts'
import type { LaptopNotOpen } from './standing.ts'
import { useFieldFailure } from './use-field-failure.tsx'

type ChoosePassphraseProps = {
  readonly laptop: Extract<LaptopNotOpen, { type: 'passphrase-to-choose' }>
  readonly calls: GateCalls
}

/** A laptop whose data has no passphrase yet: one is chosen, or another laptop is brought back from its backup. */
export function ChoosePassphrase({ laptop, calls }: ChoosePassphraseProps) {
  const { t } = useTranslation('gate')
  const [way, setWay] = useState<'new' | 'bring'>('new')
  const { because, backups } = laptop
  return (
    <GatePage
      title={t(way === 'bring' ? 'bring.title' : `choose.${because}.title`)}
      lead={t(way === 'bring' ? 'bring.lead' : `choose.${because}.lead`)}
      hasField
    >
      {backups.length === 0 ? null : (
        <SegmentedControl
          aria-label={t('choose.way')}
          orientation="vertical"
          fullWidth
          value={way}
          onChange={setWay}
          data={[
            { value: 'new', label: t('choose.wayNew') },
            { value: 'bring', label: t('choose.wayBring') },
          ]}
        />
      )}
      {way === 'bring' ? (
        <BringBackup backups={backups} restore={calls.restore} />
      ) : (
        <NewPassphrase choose={calls.choosePassphrase} />
      )}
    </GatePage>
  )
}

function NewPassphrase({ choose }: { readonly choose: GateCalls['choosePassphrase'] }) {
  const { t } = useTranslation('gate')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [asked, setAsked] = useState(false)
  const { isShown, box } = useShowing()
  const field = useFirstFocus<HTMLInputElement>(choose.failureCount)
  const sayStrength = useStrengthText()
  const failure = useFieldFailure(choose.error, 'PASSPHRASE_TOO_SHORT')
  const strength = strengthOf(passphrase)
  const isShort = strength.type === 'empty' || strength.type === 'short'
  // What everybody can read on the screen need not be typed twice.
  const differs = !isShown && again !== passphrase

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (!isShort && !differs && !choose.isPending) choose.mutate({ passphrase })
  }
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      <PassphraseField
        ref={field}
        label={t('passphrase')}
        hint={t('choose.hint', { least: leastCharacters })}
        error={asked && isShort ? t('choose.need', { least: leastCharacters }) : failure.beside}
        isShown={isShown}
        value={passphrase}
        onChange={setPassphrase}
      />
      <p role="status" className="ns-soft ns-small">
        {sayStrength(strength)}
      </p>
      {isShown ? null : (
        <PassphraseField
          label={t('choose.again')}
          error={asked && !isShort && differs ? t('choose.differ') : null}
          isShown={false}
          value={again}
          onChange={setAgain}
        />
      )}
      {box}
      <p className={styles.note}>{t('choose.warning')}</p>
      {failure.below}
      <BusyButton type="submit" size="lg" busy={choose.isPending}>
        {t('choose.go')}
      </BusyButton>
    </form>
  )
}

function useStrengthText(): (strength: Strength) => string {
  const { t } = useTranslation('gate')
  return (strength) => {
    if (strength.type === 'empty') return ''
    return strength.type === 'short'
      ? t('strength.short', { count: strength.missing })
      : t(`strength.${strength.type}`)
  }
}
