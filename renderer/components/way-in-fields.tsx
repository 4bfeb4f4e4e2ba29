import { TextInput } from '@mantine/core'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import typed from './typed.module.css'

/** What head office gave: its address and a code that is good once. */
export type WayIn = { readonly url: string; readonly code: string }

export const emptyWayIn: WayIn = { url: '', code: '' }

/** Whether there is anything to try; the data process reads both more closely. */
export const isWayInTyped = ({ url, code }: WayIn): boolean => url.trim() !== '' && code.trim() !== ''

type WayInFieldsProps = {
  readonly wayIn: WayIn
  readonly onChange: (wayIn: WayIn) => void
  /** Somebody pressed the button, so what is missing is said. */
  readonly asked: boolean
  readonly ref?: Ref<HTMLInputElement>
}

/** The two lines that a laptop is let in with. */
export function WayInFields({ wayIn, onChange, asked, ref }: WayInFieldsProps) {
  const { t } = useTranslation('enrolment')
  return (
    <>
      <TextInput
        ref={ref}
        label={t('address')}
        description={t('addressHint')}
        type="text"
        inputMode="url"
        className={typed.figures}
        placeholder={t('addressExample')}
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        error={asked && wayIn.url.trim() === '' ? t('need.address') : null}
        value={wayIn.url}
        onChange={(event) => onChange({ ...wayIn, url: event.currentTarget.value })}
      />
      <TextInput
        label={t('code')}
        description={t('codeHint')}
        className={typed.figures}
        placeholder={t('codeExample')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={60}
        error={asked && wayIn.code.trim() === '' ? t('need.code') : null}
        value={wayIn.code}
        onChange={(event) => onChange({ ...wayIn, code: event.currentTarget.value })}
      />
    </>
  )
}
