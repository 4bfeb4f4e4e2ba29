import type { FieldMapping, Mapping } from '../../../core/import/mapping.ts'
import type { Outputs } from '../../northstar.tsx'

export type Look = Outputs['imports']['look']
export type Field = Look['fields'][number]
export type ColumnMapping = Extract<Mapping, { readonly fields: unknown }>

/** A person's way of filling one field; a constant may be empty while it is being typed. */
export type FieldForm = Omit<FieldMapping, 'field' | 'from'> & {
  readonly from:
    | { readonly type: 'columns'; readonly columns: readonly string[] }
    | { readonly type: 'constant'; readonly value: string }
}
/** By the id of the field; one that is not there stays empty. */
export type MappingForm = ReadonlyMap<string, FieldForm>

const plainWriting = {
  part: null,
  unit: null,
  decimal: 'point',
  dateOrder: 'day-first',
  translations: {},
} as const

/** Changes the form as it is by then: an answer that was waited for may come after another change. */
export type ChangeForm = (change: (form: MappingForm) => MappingForm) => void

/** The form of a mapping, to be changed by a person. */
export function formOf({ fields }: ColumnMapping): MappingForm {
  return new Map(fields.map(({ field, ...rest }) => [field, rest]))
}

/** What is said so far; a constant that is empty says nothing. */
export function mappingOf(target: ColumnMapping['target'], form: MappingForm): ColumnMapping {
  return {
    target,
    fields: [...form].flatMap(([field, { from, ...writing }]): FieldMapping[] => {
      if (from.type === 'columns')
        return [{ ...writing, field, from: { ...from, columns: [...from.columns] } }]
      const value = from.value.trim()
      return value === '' ? [] : [{ ...writing, field, from: { ...from, value } }]
    }),
  }
}

/** The form with a field filled from these columns; from none, it is filled from nothing. */
export function withColumns(form: MappingForm, field: string, columns: readonly string[]): MappingForm {
  if (columns.length === 0) return without(form, field)
  return withField(form, field, { from: { type: 'columns', columns: [...new Set(columns)] } })
}

export function withConstant(form: MappingForm, field: string, value: string): MappingForm {
  return withField(form, field, { from: { type: 'constant', value } })
}

/** The form with another way of writing of a field that is filled. */
export function withWriting(
  form: MappingForm,
  field: string,
  writing: Partial<Omit<FieldForm, 'from'>>,
): MappingForm {
  return form.has(field) ? withField(form, field, writing) : form
}

/** @param code what the word means, empty for "not known"; `null` takes back what was said of it */
export function withTranslation(
  form: MappingForm,
  field: string,
  word: string,
  code: string | null,
): MappingForm {
  const { [word]: _, ...others } = form.get(field)?.translations ?? {}
  return withWriting(form, field, { translations: code === null ? others : { ...others, [word]: code } })
}

function withField(form: MappingForm, field: string, change: Partial<FieldForm>): MappingForm {
  const before = form.get(field) ?? { ...plainWriting, from: { type: 'columns', columns: [] } }
  return new Map([...form, [field, { ...before, ...change }]])
}

function without(form: MappingForm, field: string): MappingForm {
  return new Map([...form].filter(([id]) => id !== field))
}

/** The columns that no field is filled from, in their order. */
export function leftOutColumns(columns: Look['columns'], form: MappingForm): Look['columns'] {
  const used = new Set(
    [...form.values()].flatMap(({ from }) => (from.type === 'columns' ? from.columns : [])),
  )
  return columns.filter(({ name }) => !used.has(name))
}

export interface FieldGroups {
  /** What is needed or was mapped when the file was looked at. */
  readonly first: readonly Field[]
  readonly others: readonly Field[]
}

/**
 * The fields in the order in which a person goes through them: what is needed, then what was guessed, then the rest. By
 * how the file was looked at and not by the form, so that no line jumps away while it is being changed.
 */
export function groupFields({ fields, mapping }: Pick<Look, 'fields' | 'mapping'>): FieldGroups {
  const guessed = new Set('fields' in mapping ? mapping.fields.map(({ field }) => field) : [])
  const isFirst = ({ id, required }: Field) => required || guessed.has(id)
  return {
    first: [...fields.filter(({ required }) => required), ...fields.filter((f) => !f.required && isFirst(f))],
    others: fields.filter((field) => !isFirst(field)),
  }
}
