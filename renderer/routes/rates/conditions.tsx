import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import typed from '../../components/typed.module.css'
import type { ChosenFact } from './conditions-text.ts'
import type { RateFact } from './find-rates.ts'
import styles from './rates.module.css'

type ConditionsProps = {
  readonly facts: readonly RateFact[]
  readonly chosen: readonly ChosenFact[]
  readonly onChange: (chosen: readonly ChosenFact[]) => void
}

/** Nothing chosen of any fact: the rate is for everything. */
export function emptyFacts(facts: readonly RateFact[]): readonly ChosenFact[] {
  return facts.map(({ code }) => ({ code, value: '', over: '', upTo: '' }))
}

/** What a rate is to apply to, fact by fact. */
export function Conditions({ facts, chosen, onChange }: ConditionsProps) {
  const { t } = useTranslation('rates')
  const of = (code: string) => chosen.find((known) => known.code === code)
  const change = (code: string, part: Partial<ChosenFact>) =>
    onChange(chosen.map((known) => (known.code === code ? { ...known, ...part } : known)))
  return (
    <fieldset className={styles.conditions}>
      <legend>{t('form.for')}</legend>
      {facts.map((fact) =>
        fact.kind === 'code' ? (
          <NativeSelect
            key={fact.code}
            size="md"
            label={fact.name}
            value={of(fact.code)?.value ?? ''}
            data={[
              { value: '', label: t('form.any') },
              ...fact.values.map(({ code, name }) => ({ value: code, label: name })),
            ]}
            onChange={(event) => change(fact.code, { value: event.currentTarget.value })}
          />
        ) : (
          <div key={fact.code} className={styles.ends}>
            {(['over', 'upTo'] as const).map((end) => (
              <TextInput
                key={end}
                label={t(`form.${end}`, { fact: fact.name, unit: fact.unitText })}
                className={typed.figures}
                inputMode="decimal"
                autoComplete="off"
                maxLength={14}
                value={of(fact.code)?.[end] ?? ''}
                onChange={(event) => change(fact.code, { [end]: event.currentTarget.value })}
              />
            ))}
          </div>
        ),
      )}
    </fieldset>
  )
}
