import { Button } from '@mantine/core'
import { lazy, type SubmitEvent, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../components/busy-button.tsx'
import { useFirstFocus } from '../components/use-first-focus.ts'
import type { GateCalls } from './gate-calls.ts'
import styles from './gate-page.module.css'
import { GatePage } from './gate-page.tsx'
import { PassphraseField, RecoveryCodeField, useShowing } from './key-fields.tsx'
import type { LaptopNotOpen } from './standing.ts'
import { useFieldFailure } from './use-field-failure.tsx'

type KeyNeededProps = {
  readonly laptop: Extract<LaptopNotOpen, { type: 'key-needed' }>
  readonly calls: GateCalls
}

const AskHeadoffice = lazy(async () => ({ default: (await import('./ask-headoffice.tsx')).AskHeadoffice }))

const turnWords = {
  passphrase: 'key.toPassphrase',
  'recovery-code': 'key.toCode',
  headoffice: 'key.toHeadoffice',
} as const

/** Asks for what opens the data: the passphrase, the recovery code from the printed page, or head office's answer. */
export function KeyNeeded({ laptop, calls }: KeyNeededProps) {
  const { t } = useTranslation('gate')
  const { ways, because } = laptop
  // Whoever asked head office comes back to see its answer in.
  const [chosen, setChosen] = useState<(typeof ways)[number] | null>(laptop.asked ? 'headoffice' : null)
  const way = chosen ?? ways[0] ?? null
  const turn = (to: (typeof ways)[number]) => {
    calls.open.reset()
    setChosen(to)
  }
  return (
    <GatePage
      title={t(way === 'headoffice' ? 'ask.heading' : `key.${because}.title`)}
      lead={t(way === 'headoffice' ? 'ask.lead' : `key.${because}.lead`)}
      hasField={way !== null && way !== 'headoffice'}
    >
      {because === 'os-key-lost' ? <p className={styles.note}>{t('key.os-key-lost.before')}</p> : null}
      {because === 'wraps-missing' ? <p className={styles.note}>{t('key.wraps-missing.todo')}</p> : null}
      {way === null && because !== 'wraps-missing' ? <p className={styles.note}>{t('key.noWay')}</p> : null}
      {way === 'headoffice' && ways.length === 1 ? (
        <p className={styles.note}>{t('key.headofficeOnly')}</p>
      ) : null}
      {way === 'passphrase' ? <PassphraseForm open={calls.open} /> : null}
      {way === 'recovery-code' ? <RecoveryCodeForm open={calls.open} /> : null}
      {way === 'headoffice' ? (
        <Suspense>
          <AskHeadoffice asked={laptop.asked ?? null} calls={calls} />
        </Suspense>
      ) : null}
      {ways.map((other) =>
        other === way ? null : (
          <div key={other} className={styles.ways}>
            <Button variant="subtle" className={styles.turn} onClick={() => turn(other)}>
              {t(turnWords[other])}
            </Button>
          </div>
        ),
      )}
      {because === 'start' ? null : (
        <div className={styles.ways}>
          <BusyButton
            variant="default"
            busy={calls.tryAgain.isPending}
            onClick={() => calls.tryAgain.mutate({})}
          >
            {t('again')}
          </BusyButton>
        </div>
      )}
    </GatePage>
  )
}

function PassphraseForm({ open }: { readonly open: GateCalls['open'] }) {
  const { t } = useTranslation('gate')
  const [passphrase, setPassphrase] = useState('')
  const { isShown, box } = useShowing()
  const field = useFirstFocus<HTMLInputElement>(open.failureCount)
  const failure = useFieldFailure(open.error, 'PASSPHRASE_WRONG')
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault()
        if (passphrase !== '' && !open.isPending) open.mutate({ with: 'passphrase', passphrase })
      }}
    >
      <PassphraseField
        ref={field}
        label={t('passphrase')}
        error={failure.beside}
        isShown={isShown}
        value={passphrase}
        onChange={setPassphrase}
      />
      {box}
      {failure.below}
      <BusyButton type="submit" size="lg" busy={open.isPending}>
        {t('key.open')}
      </BusyButton>
    </form>
  )
}

function RecoveryCodeForm({ open }: { readonly open: GateCalls['open'] }) {
  const { t } = useTranslation('gate')
  const [code, setCode] = useState('')
  const field = useFirstFocus<HTMLInputElement>(open.failureCount)
  const failure = useFieldFailure(open.error, 'RECOVERY_CODE_WRONG')
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault()
        if (code.trim() !== '' && !open.isPending) open.mutate({ with: 'recovery-code', code })
      }}
    >
      <RecoveryCodeField
        ref={field}
        label={t('code.label')}
        hint={t('code.hint')}
        error={failure.beside}
        value={code}
        onChange={setCode}
      />
      {failure.below}
      <BusyButton type="submit" size="lg" busy={open.isPending}>
        {t('key.open')}
      </BusyButton>
    </form>
  )
}
