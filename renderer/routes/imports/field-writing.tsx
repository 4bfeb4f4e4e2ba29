import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ColumnSelect } from './column-select.tsx'
import styles from './imports.module.css'
import type { Field, FieldForm, Look } from './mapping-form.ts'

type UnitSelectProps = {
  readonly field: Field
  readonly unit: string | null
  readonly onUnit: (unit: string | null) => void
}

/** The unit of numbers that come without one. */
export function UnitSelect({ field, unit, onUnit }: UnitSelectProps) {
  const { t } = useTranslation('imports')
  if (field.units.length < 2) return null
  return (
    <NativeSelect
      size="md"
      aria-label={t('map.unitOf', { field: field.label })}
      title={t('map.ownUnit')}
      data={[...field.units]}
      value={unit ?? field.units[0] ?? ''}
      onChange={(event) => onUnit(event.currentTarget.value)}
    />
  )
}

type Writing = Partial<Pick<FieldForm, 'part' | 'decimal' | 'dateOrder'>>
type FieldWritingProps = {
  readonly field: Field
  readonly filled: FieldForm
  readonly columns: Look['columns']
  readonly onColumns: (columns: readonly string[]) => void
  readonly onWriting: (writing: Writing) => void
}

const parts = [0, 1, 2] as const

/** How the cells of a column are written, folded: mostly it was told from the cells themselves. */
export function FieldWriting({ field, filled, columns, onColumns, onWriting }: FieldWritingProps) {
  const { t } = useTranslation('imports')
  const isNumber = field.kind === 'quantity' || field.kind === 'value'
  const isDate = field.kind === 'date' || field.kind === 'as-of'
  const chosen = filled.from.type === 'columns' ? filled.from.columns : []
  const mayHaveMore = field.several !== 'no' && (field.several !== 'range' || chosen.length < 2)
  if (!isNumber && !isDate && field.several === 'no') return null
  return (
    <details className={styles.writing}>
      <summary aria-label={t('map.moreOf', { field: field.label })}>{t('map.more')}</summary>
      {chosen.slice(1).map((column, place) => (
        <ColumnSelect
          key={column}
          label={`${t('map.another')}: ${field.label}`}
          columns={columns}
          chosen={column}
          onColumn={(named) =>
            onColumns(named === null ? chosen.filter((one) => one !== column) : chosen.with(place + 1, named))
          }
        />
      ))}
      {mayHaveMore ? (
        <ColumnSelect
          label={`${t('map.another')}: ${field.label}`}
          placeholder={t('map.another')}
          columns={columns}
          chosen={null}
          onColumn={(named) => {
            if (named !== null) onColumns([...chosen, named])
          }}
        />
      ) : null}
      {field.parts ? (
        <NativeSelect
          size="md"
          label={t('map.part')}
          data={[
            { value: '', label: t('map.whole') },
            ...parts.map((part) => ({ value: String(part), label: t(`map.parts.${part}`) })),
          ]}
          value={filled.part === null ? '' : String(filled.part)}
          onChange={({ currentTarget: { value } }) =>
            onWriting({ part: value === '' ? null : Number(value) })
          }
        />
      ) : null}
      {isNumber ? (
        <NativeSelect
          size="md"
          label={t('map.decimal')}
          data={(['point', 'comma'] as const).map((mark) => ({
            value: mark,
            label: t(`map.decimals.${mark}`),
          }))}
          value={filled.decimal}
          onChange={({ currentTarget: { value } }) =>
            onWriting({ decimal: value === 'comma' ? 'comma' : 'point' })
          }
        />
      ) : null}
      {isDate ? (
        <NativeSelect
          size="md"
          label={t('map.dateOrder')}
          data={(['day-first', 'month-first'] as const).map((order) => ({
            value: order,
            label: t(`map.dateOrders.${order}`),
          }))}
          value={filled.dateOrder}
          onChange={({ currentTarget: { value } }) =>
            onWriting({ dateOrder: value === 'month-first' ? 'month-first' : 'day-first' })
          }
        />
      ) : null}
    </details>
  )
}
