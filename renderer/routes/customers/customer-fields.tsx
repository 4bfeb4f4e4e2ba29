import { Input, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import typed from '../../components/typed.module.css'
import { useAppState } from '../../northstar.tsx'
import styles from './customer.module.css'
import type { CustomerFields as Fields } from './customer-draft.ts'

type CustomerFieldsProps = {
  readonly fields: Fields
  readonly elsewhere: Partial<Fields>
  readonly onChange: (fields: Fields) => void
}

/** Name, phones, language and a note; what another window saved meanwhile stands under its field. */
export function CustomerFields({ fields, elsewhere, onChange }: CustomerFieldsProps) {
  const { t } = useTranslation('customers')
  const { market } = useAppState()
  const languageLabel = useId()
  return (
    <>
      <TextInput
        label={t('name')}
        className={typed.words}
        autoComplete="off"
        spellCheck={false}
        maxLength={120}
        value={fields.name}
        description={<Elsewhere value={elsewhere.name} />}
        inputWrapperOrder={['label', 'input', 'description']}
        onChange={(event) => onChange({ ...fields, name: event.currentTarget.value })}
      />
      <TextInput
        label={t('phone')}
        type="tel"
        className={typed.figures}
        autoComplete="off"
        maxLength={40}
        value={fields.phone}
        description={<Elsewhere value={elsewhere.phone} />}
        inputWrapperOrder={['label', 'input', 'description']}
        onChange={(event) => onChange({ ...fields, phone: event.currentTarget.value })}
      />
      {market.languages.length > 1 ? (
        <div>
          <Input.Label size="md" id={languageLabel} component="div">
            {t('language')}
          </Input.Label>
          <SegmentedControl
            fullWidth
            aria-labelledby={languageLabel}
            value={fields.language}
            data={market.languages.map((language) => ({
              value: language,
              label: t(`languages.${language}`),
            }))}
            onChange={(value) => {
              const language = market.languages.find((known) => known === value)
              if (language !== undefined) onChange({ ...fields, language })
            }}
          />
          <Elsewhere value={elsewhere.language && t(`languages.${elsewhere.language}`)} />
        </div>
      ) : null}
      <Textarea
        label={t('alsoPhones')}
        description={<MorePhones elsewhere={elsewhere.alsoPhones} />}
        className={typed.figures}
        autosize
        minRows={1}
        maxRows={6}
        autoComplete="off"
        maxLength={400}
        value={fields.alsoPhones}
        inputWrapperOrder={['label', 'input', 'description']}
        onChange={(event) => onChange({ ...fields, alsoPhones: event.currentTarget.value })}
      />
      <Textarea
        label={t('note')}
        className={typed.words}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        value={fields.note}
        description={<Elsewhere value={elsewhere.note} />}
        inputWrapperOrder={['label', 'input', 'description']}
        onChange={(event) => onChange({ ...fields, note: event.currentTarget.value })}
      />
    </>
  )
}

function MorePhones({ elsewhere }: { readonly elsewhere: string | undefined }) {
  const { t } = useTranslation('customers')
  return elsewhere === undefined ? t('alsoPhonesHint') : <Elsewhere value={elsewhere} />
}

function Elsewhere({ value }: { readonly value: string | undefined }) {
  const { t } = useTranslation('customers')
  if (value === undefined) return null
  return (
    <span role="status" className={styles.elsewhere}>
      {value === '' ? t('elsewhereEmpty') : t('elsewhere', { value })}
    </span>
  )
}
