import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate } from 'react-router'
import { Failure } from '../../components/fact.tsx'
import { Star } from '../../components/star.tsx'
import { useAppState, useChangeSettings, useNorthstar } from '../../northstar.tsx'
import styles from './set-up.module.css'
import { isSetUpReady, type SetUpForm, setUpFaults, storeCodeFrom } from './set-up-form.ts'

const emptyForm: SetUpForm = { storeName: '', storeCode: '', yourName: '', role: 'consultant' }

/** First run: the store, its code, the language and the first person; then Today. */
export function SetUp() {
  const { t } = useTranslation('set-up')
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { store, language } = useAppState()
  const { mutate: changeSettings } = useChangeSettings()
  const [form, setForm] = useState(emptyForm)
  const [asked, setAsked] = useState(false)
  const complete = useMutation(
    orpc.setup.complete.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: orpc.app.key() })
        await navigate('/', { replace: true })
      },
    }),
  )
  const faults = asked ? setUpFaults(form) : new Set<string>()
  const change = (part: Partial<SetUpForm>) => setForm((before) => ({ ...before, ...part }))

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (!isSetUpReady(form) || complete.isPending) return
    const { storeName, storeCode, yourName, role } = form
    complete.mutate({ storeName, storeCode, language, consultants: [{ name: yourName, role }] })
  }

  if (store !== null && complete.isIdle) return <Navigate to="/" replace />
  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <Star className={styles.star} />
        <h1>{t('title')}</h1>
        <p className="ns-soft">{t('lead')}</p>
        <SegmentedControl
          aria-label={t('language')}
          value={language}
          onChange={(value) => changeSettings({ language: value })}
          data={[
            { value: 'en', label: <span lang="en">English</span> },
            { value: 'ur', label: <span lang="ur">اردو</span> },
          ]}
        />
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
        <SegmentedControl
          aria-label={t('role')}
          value={form.role}
          onChange={(role) => change({ role })}
          data={[
            { value: 'consultant', label: t('consultant') },
            { value: 'manager', label: t('manager') },
          ]}
        />
        <Failure error={complete.error} />
        <Button type="submit" size="lg" loading={complete.isPending}>
          {t('go')}
        </Button>
      </form>
    </main>
  )
}
