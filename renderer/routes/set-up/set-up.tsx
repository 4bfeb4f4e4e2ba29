import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate } from 'react-router'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { Star } from '../../components/star.tsx'
import { failureCode } from '../../failure.ts'
import { LanguageChoice } from '../../gate/gate-page.tsx'
import { useLanguageMemory } from '../../gate/language-memory.ts'
import { useAppState, useNorthstar, useSentence } from '../../northstar.tsx'
import { PinField } from '../../sign-in/pin-field.tsx'
import { JoinForm } from './join-form.tsx'
import styles from './set-up.module.css'
import { isSetUpReady, type SetUpField, type SetUpForm, setUpFaults, storeCodeFrom } from './set-up-form.ts'

const emptyForm: SetUpForm = { storeName: '', storeCode: '', yourName: '', pin: '', pinAgain: '' }

/** First run: the store, its code, the language and its first manager with a PIN; then the recovery code. */
export function SetUp() {
  const { t } = useTranslation('set-up')
  const { t: enrolment } = useTranslation('enrolment')
  const { orpc } = useNorthstar()
  const sentenceOf = useSentence()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { store, language, demo } = useAppState()
  const languages = useLanguageMemory()
  const [form, setForm] = useState(emptyForm)
  const [asked, setAsked] = useState(false)
  const [way, setWay] = useState<'anew' | 'join'>('anew')
  const pinField = useRef<HTMLInputElement>(null)
  const complete = useMutation(
    orpc.setup.complete.mutationOptions({
      gcTime: 0,
      onSuccess: async () => {
        // Who is signed in first: a store without that would ask who is here.
        await queries.invalidateQueries({ queryKey: orpc.session.key() })
        await queries.invalidateQueries({ queryKey: orpc.app.key() })
        await navigate(demo ? '/' : '/recovery-code', { replace: true })
      },
      onError: (error) => {
        if (isAboutPin(error)) pinField.current?.focus()
      },
    }),
  )
  const faults = asked ? setUpFaults(form) : new Set<SetUpField>()
  const isPinRefused = complete.error !== null && isAboutPin(complete.error)
  const change = (part: Partial<SetUpForm>) => setForm((before) => ({ ...before, ...part }))

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (!isSetUpReady(form) || complete.isPending) return
    const { storeName, storeCode, yourName, pin } = form
    complete.mutate({
      storeName,
      storeCode,
      language,
      consultants: [{ name: yourName, role: 'manager' }],
      pin,
    })
  }

  // Whoever set it up or joined goes on to the recovery code by themselves.
  if (store !== null && complete.isIdle && way === 'anew') return <Navigate to="/" replace />
  const head = (
    <div className={styles.head}>
      <Star className={styles.star} />
      <LanguageChoice label={t('language')} language={language} onChoose={languages.remember} />
    </div>
  )
  if (way === 'join')
    return (
      <main className={styles.page}>
        <div className={styles.form}>
          {head}
          <h1>{enrolment('join.title')}</h1>
          <p className="ns-soft">{enrolment('join.lead')}</p>
          <JoinForm
            onJoined={async () => {
              await navigate(demo ? '/' : '/recovery-code', { replace: true })
            }}
          />
          <Button variant="subtle" onClick={() => setWay('anew')}>
            {enrolment('join.leave')}
          </Button>
        </div>
      </main>
    )
  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {head}
        <h1>{t('title')}</h1>
        <p className="ns-soft">{t('lead')}</p>
        <div className={styles.columns}>
          <div className={styles.column}>
            <TextInput
              label={t('storeName')}
              placeholder={t('storeNameExample')}
              value={form.storeName}
              maxLength={120}
              dir="auto"
              error={faults.has('storeName') ? t('need.storeName') : null}
              onChange={(event) => change({ storeName: event.currentTarget.value })}
            />
            <TextInput
              label={t('storeCode')}
              description={t('storeCodeHint')}
              placeholder={t('storeCodeExample')}
              value={form.storeCode}
              maxLength={12}
              autoCapitalize="characters"
              spellCheck={false}
              error={faults.has('storeCode') ? t('need.storeCode') : null}
              onChange={(event) => change({ storeCode: storeCodeFrom(event.currentTarget.value) })}
            />
          </div>
          <div className={styles.column}>
            <TextInput
              label={t('yourName')}
              description={t('more')}
              value={form.yourName}
              maxLength={120}
              autoComplete="off"
              dir="auto"
              error={faults.has('yourName') ? t('need.yourName') : null}
              onChange={(event) => change({ yourName: event.currentTarget.value })}
            />
            <PinField
              ref={pinField}
              label={t('pin')}
              hint={t('pinHint')}
              error={faults.has('pin') ? t('need.pin') : isPinRefused ? sentenceOf(complete.error) : null}
              value={form.pin}
              onChange={(pin) => change({ pin })}
            />
            <PinField
              label={t('pinAgain')}
              error={faults.has('pinAgain') ? t('need.pinAgain') : null}
              value={form.pinAgain}
              onChange={(pinAgain) => change({ pinAgain })}
            />
          </div>
        </div>
        {isPinRefused ? null : <Failure error={complete.error} />}
        <BusyButton type="submit" size="lg" busy={complete.isPending}>
          {t('go')}
        </BusyButton>
        <Button variant="subtle" onClick={() => setWay('join')}>
          {enrolment('join.way')}
        </Button>
      </form>
    </main>
  )
}

function isAboutPin(error: Error): boolean {
  return failureCode(error) === 'PIN_NOT_VALID'
}
