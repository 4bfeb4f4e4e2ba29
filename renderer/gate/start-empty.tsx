import { Button, TextInput } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../components/busy-button.tsx'
import { Panel } from '../components/panel.tsx'
import typed from '../components/typed.module.css'
import { useFirstFocus } from '../components/use-first-focus.ts'
import type { GateCalls } from './gate-calls.ts'
import styles from './gate-page.module.css'
import { GateFailure } from './gate-page.tsx'
import { isSameWord } from './same-word.ts'

type Step = 'folded' | 'word' | 'again'

/** The last choice: the damaged data is set aside and the laptop starts empty. Said with a typed word, and then again. */
export function StartEmpty({ startEmpty }: { readonly startEmpty: GateCalls['startEmpty'] }) {
  const { t } = useTranslation('gate')
  const [step, setStep] = useState<Step>('folded')
  const leave = () => setStep('folded')
  return (
    <Panel title={t('empty.title')}>
      <p>{t('empty.text')}</p>
      {step === 'folded' ? (
        <div className={styles.ways}>
          <Button variant="default" onClick={() => setStep('word')}>
            {t('empty.begin')}
          </Button>
        </div>
      ) : null}
      {step === 'word' ? <TypedWord onTyped={() => setStep('again')} onLeave={leave} /> : null}
      {step === 'again' ? <Again startEmpty={startEmpty} onLeave={leave} /> : null}
    </Panel>
  )
}

function TypedWord(props: { readonly onTyped: () => void; readonly onLeave: () => void }) {
  const { t } = useTranslation('gate')
  const [word, setWord] = useState('')
  const [asked, setAsked] = useState(false)
  const field = useFirstFocus<HTMLInputElement>()
  const isRight = isSameWord(word, t('empty.word'))
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault()
        setAsked(true)
        if (isRight) props.onTyped()
      }}
    >
      <TextInput
        ref={field}
        className={typed.words}
        label={t('empty.type', { word: t('empty.word') })}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={asked && !isRight ? t('empty.notTyped', { word: t('empty.word') }) : null}
        value={word}
        onChange={(event) => setWord(event.currentTarget.value)}
      />
      <div className={styles.ways}>
        <Button type="submit" variant="default">
          {t('empty.next')}
        </Button>
        <Button variant="subtle" onClick={props.onLeave}>
          {t('empty.leave')}
        </Button>
      </div>
    </form>
  )
}

function Again(props: { readonly startEmpty: GateCalls['startEmpty']; readonly onLeave: () => void }) {
  const { t } = useTranslation('gate')
  const { startEmpty } = props
  // The way back has the focus: a second Enter by mistake must not be the second yes.
  const back = useFirstFocus<HTMLButtonElement>()
  return (
    <div className={styles.form}>
      <p role="alert" className={styles.failure}>
        {t('empty.again')}
      </p>
      <GateFailure error={startEmpty.error} />
      <div className={styles.ways}>
        <BusyButton
          variant="default"
          busy={startEmpty.isPending}
          onClick={() => startEmpty.mutate({ understood: 'start-empty', again: 'start-empty' })}
        >
          {t('empty.go')}
        </BusyButton>
        <Button ref={back} onClick={props.onLeave}>
          {t('empty.leave')}
        </Button>
      </div>
    </div>
  )
}
