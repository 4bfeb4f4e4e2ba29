import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { Sentence } from '../../components/sentence.tsx'
import typed from '../../components/typed.module.css'
import { hasEveryWord } from '../../has-every-word.ts'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { FieldLine } from './field-line.tsx'
import styles from './imports.module.css'
import { LeftOut } from './left-out.tsx'
import {
  type ChangeForm,
  type ColumnMapping,
  type Field,
  formOf,
  groupFields,
  type Look,
  leftOutColumns,
  type MappingForm,
  mappingOf,
} from './mapping-form.ts'
import { missingText } from './missing-text.ts'
import { useWhen } from './use-when.ts'
import { WordsToTranslate } from './words-to-translate.tsx'

type MapColumnsProps = {
  readonly importId: string
  readonly look: Look
  readonly target: ColumnMapping['target']
  readonly form: MappingForm
  readonly busy: boolean
  readonly onForm: ChangeForm
  readonly onPlan: (mapping: ColumnMapping) => void
  readonly children: ReactNode
}

const pauseMs = 300

/** One line for each thing that Northstar keeps, with the column that fills it. */
export function MapColumns(props: MapColumnsProps) {
  const { importId, look, target, form, busy, onForm, onPlan, children } = props
  const { t } = useTranslation('imports')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const when = useWhen()
  const [words, setWords] = useState('')
  const guessed: MappingForm = 'fields' in look.mapping ? formOf(look.mapping) : new Map()
  const mapping = mappingOf(target, form)
  const [asked] = useDebouncedValue(mapping, pauseMs)
  const check = useQuery(
    orpc.imports.check.queryOptions({
      input: { importId, language, mapping: asked },
      placeholderData: keepPreviousData,
      refetchOnWindowFocus: false,
    }),
  )
  const { first, others } = groupFields(look)
  const isFound = ({ id, label }: Field) => {
    const from = form.get(id)?.from
    const columns = from?.type === 'columns' ? from.columns.join(' ') : ''
    return hasEveryWord(`${label} ${columns}`, words)
  }
  const isAsGuessed = ({ id }: Field) => JSON.stringify(form.get(id)) === JSON.stringify(guessed.get(id))
  const lines = (fields: readonly Field[]) =>
    fields.map((field) => (
      <FieldLine
        key={field.id}
        importId={importId}
        field={field}
        columns={look.columns}
        form={form}
        guess={isAsGuessed(field) ? guessOf(look, field) : null}
        preview={check.data?.previews.find((preview) => preview.field === field.id)?.cells ?? []}
        onForm={onForm}
      />
    ))
  const leftOut = leftOutColumns(look.columns, form)
  const foundOthers = others.filter(isFound)
  const foundColumns = leftOut.filter(({ name }) => hasEveryWord(name, words))
  const missing = check.data?.missing ?? []
  const nothingFound =
    words.trim() !== '' && !first.some(isFound) && foundOthers.length === 0 && foundColumns.length === 0
  return (
    <>
      <Panel title={t('map.title')}>
        <p className="ns-soft">
          {look.rememberedAt === null ? (
            t('map.text')
          ) : (
            <Sentence text={t('map.remembered')} parts={{ when: <bdi>{when(look.rememberedAt)}</bdi> }} />
          )}
        </p>
        <TextInput
          className={`${styles.find} ${typed.words}`}
          type="search"
          autoComplete="off"
          spellCheck={false}
          aria-label={t('map.find')}
          placeholder={t('map.find')}
          leftSection={<IconSearch aria-hidden size={20} stroke={1.6} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <div className={styles.lineHead} aria-hidden="true">
          <span>{t('map.field')}</span>
          <span>{t('map.column')}</span>
          <span>{t('map.unit')}</span>
          <span>{t('map.reads')}</span>
        </div>
        <ul className={styles.lines}>{lines(first.filter(isFound))}</ul>
        {nothingFound ? <p className="ns-soft">{t('map.nothingFound', { text: words.trim() })}</p> : null}
        {foundOthers.length === 0 ? null : (
          <details className={styles.folded} open={words.trim() !== '' || undefined}>
            <summary>{t('map.others', { count: foundOthers.length })}</summary>
            <ul className={styles.lines}>{lines(foundOthers)}</ul>
          </details>
        )}
        {foundColumns.length === 0 ? null : <LeftOut columns={foundColumns} open={words.trim() !== ''} />}
      </Panel>
      <WordsToTranslate words={check.data?.words ?? []} fields={look.fields} form={form} onForm={onForm} />
      <div className={styles.foot}>
        <p role="status">
          {check.data === undefined
            ? null
            : missing.length === 0
              ? t('map.ready')
              : t('map.missing', { fields: missingText(missing, look.fields, t) })}
        </p>
        <Failure error={check.error} />
        <div className={styles.ways}>
          <BusyButton busy={busy} disabled={missing.length > 0} onClick={() => onPlan(mapping)}>
            {t('map.plan')}
          </BusyButton>
          {children}
        </div>
      </div>
    </>
  )
}

const guessOf = (look: Look, { id }: Field) => look.guesses.find(({ field }) => field === id) ?? null
