import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Look } from './mapping-form.ts'

type ColumnSelectProps = {
  readonly label: string
  readonly placeholder?: string
  readonly columns: Look['columns']
  readonly chosen: string | null
  readonly onColumn: (column: string | null) => void
  /** Offered where one value may stand for the whole file. */
  readonly onConstant?: () => void
}

/** In front of the columns' names, so that no column can be called the same. */
const constantChoice = '\u0000constant'

/** A column of the file, found by a few letters of its name. */
export function ColumnSelect({
  label,
  placeholder,
  columns,
  chosen,
  onColumn,
  onConstant,
}: ColumnSelectProps) {
  const { t } = useTranslation('imports')
  const [isOpen, setIsOpen] = useState(false)
  // A file may have hundreds of columns and a page dozens of these: only the list that is open is made.
  const shown = isOpen ? columns : columns.filter(({ name }) => name === chosen)
  return (
    <Select
      aria-label={label}
      placeholder={placeholder ?? t('map.none')}
      size="md"
      searchable
      autoComplete="off"
      clearable
      clearButtonProps={{ 'aria-label': `${t('map.none')}: ${label}` }}
      nothingFoundMessage={t('map.noColumn')}
      maxDropdownHeight={300}
      value={chosen}
      data={[
        ...(onConstant === undefined ? [] : [{ value: constantChoice, label: t('map.constant') }]),
        ...shown.map(({ name }) => ({ value: name, label: name })),
      ]}
      onDropdownOpen={() => setIsOpen(true)}
      onDropdownClose={() => setIsOpen(false)}
      onChange={(value) => (value === constantChoice ? onConstant?.() : onColumn(value))}
    />
  )
}
