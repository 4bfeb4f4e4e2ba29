import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import typed from '../../components/typed.module.css'
import styles from './imports.module.css'
import type { Field } from './mapping-form.ts'

type ConstantInputProps = {
  readonly field: Field
  readonly value: string
  readonly onValue: (value: string) => void
  /** A column is to fill the field after all. */
  readonly onColumn: () => void
}

/** One value for the whole file. */
export function ConstantInput({ field, value, onValue, onColumn }: ConstantInputProps) {
  const { t } = useTranslation('imports')
  const label = t('map.constantOf', { field: field.label })
  const hint =
    field.id === 'source' ? t('map.sourceHint') : field.kind === 'as-of' ? t('map.asOfHint') : undefined
  return (
    <div className={styles.constant}>
      {field.codes.length > 0 ? (
        <NativeSelect
          size="md"
          label={label}
          value={value}
          data={[
            { value: '', label: '–' },
            ...field.codes.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          className={field.kind === 'as-of' || field.kind === 'date' ? typed.figures : typed.words}
          label={label}
          description={hint}
          inputWrapperOrder={['label', 'input', 'description']}
          maxLength={200}
          autoComplete="off"
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      )}
      <Button size="compact-md" variant="subtle" onClick={onColumn}>
        {t('map.fromColumn')}
      </Button>
    </div>
  )
}
