import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { type Outputs, useNorthstar } from '../../northstar.tsx'
import { ColumnSelect } from './column-select.tsx'
import { ConstantInput } from './constant-input.tsx'
import { FieldWriting, UnitSelect } from './field-writing.tsx'
import styles from './imports.module.css'
import {
  type ChangeForm,
  type Field,
  type FieldForm,
  type Look,
  type MappingForm,
  withColumns,
  withConstant,
  withWriting,
} from './mapping-form.ts'

const oncePerFile: ReadonlySet<string> = new Set(['source', 'asOf'])

type Preview = Outputs['imports']['check']['previews'][number]['cells']

type FieldLineProps = {
  readonly importId: string
  readonly field: Field
  readonly columns: Look['columns']
  readonly form: MappingForm
  /** How it was guessed; `null` where it was not, or a person has changed it since. */
  readonly guess: Look['guesses'][number] | null
  readonly preview: Preview
  readonly onForm: ChangeForm
}

/** One thing that Northstar keeps: the column or the constant that fills it, how that is written, and what is read. */
export function FieldLine({ importId, field, columns, form, guess, preview, onForm }: FieldLineProps) {
  const { t } = useTranslation('imports')
  const { client } = useNorthstar()
  const labelId = useId()
  const filled = form.get(field.id)
  // How a column is written follows from its cells: a person says it only where that was guessed wrong.
  const choose = useMutation({
    mutationFn: async (named: readonly string[]) => ({
      named,
      fit: await client.imports.fit({ importId, field: field.id, columns: [...named] }),
    }),
    onSuccess: ({ named, fit }) =>
      onForm((now) => withWriting(withColumns(now, field.id, named), field.id, { ...fit, part: null })),
  })
  const chooseColumns = (named: readonly string[]) =>
    named.length === 0 ? onForm((now) => withColumns(now, field.id, [])) : choose.mutate(named)
  const chosen = filled?.from.type === 'columns' ? filled.from.columns : []
  // Where figures come from, and since when, is mostly said for the whole file: that is asked for first.
  const [wantsColumn, setWantsColumn] = useState(false)
  const isConstant =
    filled === undefined
      ? field.required && oncePerFile.has(field.id) && !wantsColumn
      : filled.from.type === 'constant'
  const status =
    filled === undefined
      ? field.required
        ? t('map.required')
        : t('map.notMapped')
      : guess === null
        ? t('map.chosen')
        : t(`map.${guess.sureness}`)
  return (
    <li className={styles.line}>
      <div className={styles.lineName}>
        <span id={labelId} className={styles.lineLabel}>
          {field.label}
        </span>
        <span className={styles.status} data-lack={filled === undefined && field.required}>
          {status}
          {filled !== undefined && guess !== null ? `: ${guess.why}` : null}
        </span>
      </div>
      <div className={styles.lineFrom}>
        {isConstant ? (
          <ConstantInput
            field={field}
            value={filled?.from.type === 'constant' ? filled.from.value : ''}
            onValue={(value) => onForm((now) => withConstant(now, field.id, value))}
            onColumn={() => {
              setWantsColumn(true)
              onForm((now) => withColumns(now, field.id, []))
            }}
          />
        ) : (
          <ColumnSelect
            label={t('map.columnOf', { field: field.label })}
            columns={columns}
            chosen={chosen[0] ?? null}
            onColumn={(column) => chooseColumns(column === null ? [] : [column, ...chosen.slice(1)])}
            {...(field.constant && { onConstant: () => onForm((now) => withConstant(now, field.id, '')) })}
          />
        )}
        {chosen.length > 1 && field.several !== 'no' ? (
          <span className="ns-soft ns-small">
            {t(`map.severalOf.${field.several}`)}: <bdi>{chosen.join(' + ')}</bdi>
          </span>
        ) : null}
        <Failure error={choose.error} />
      </div>
      <div className={styles.lineWriting}>
        {filled === undefined ? null : (
          <UnitSelect
            field={field}
            unit={filled.unit}
            onUnit={(unit) => onForm((now) => withWriting(now, field.id, { unit }))}
          />
        )}
      </div>
      <div className={styles.lineReads}>
        {filled === undefined ? null : (
          <>
            <Reads filled={filled} preview={preview} />
            {filled.from.type === 'columns' ? (
              <FieldWriting
                field={field}
                filled={filled}
                columns={columns}
                onColumns={chooseColumns}
                onWriting={(writing) => onForm((now) => withWriting(now, field.id, writing))}
              />
            ) : null}
          </>
        )}
      </div>
    </li>
  )
}

const shownReads = 3

function Reads({ filled, preview }: { readonly filled: FieldForm; readonly preview: Preview }) {
  const { t } = useTranslation('imports')
  return (
    <ul className={styles.reads}>
      {preview.slice(0, filled.from.type === 'constant' ? 1 : shownReads).map(({ line, cell, text, why }) => (
        <li key={line} data-refused={why !== null}>
          {filled.from.type === 'constant' || cell === text ? null : (
            <>
              <q className="ns-soft">
                <bdi>{cell}</bdi>
              </q>{' '}
            </>
          )}
          {why ?? (text === null ? t('map.empty') : <bdi>{text}</bdi>)}
        </li>
      ))}
    </ul>
  )
}
