import { describe, expect, it } from 'vitest'
import { mappingSchema } from '../../../core/import/mapping.ts'
import {
  type ColumnMapping,
  type Field,
  formOf,
  groupFields,
  leftOutColumns,
  mappingOf,
  withColumns,
  withConstant,
  withTranslation,
  withWriting,
} from './mapping-form.ts'

const guessed: ColumnMapping = {
  target: 'vehicles-wide',
  fields: [
    {
      field: 'fuel',
      from: { type: 'columns', columns: ['Fuel type'] },
      part: null,
      unit: null,
      decimal: 'point',
      dateOrder: 'day-first',
      translations: { gasolina: 'petrol' },
    },
    {
      field: 'bootLitres',
      from: { type: 'columns', columns: ['Boot'] },
      part: null,
      unit: 'cu ft',
      decimal: 'comma',
      dateOrder: 'day-first',
      translations: {},
    },
  ],
}
const form = formOf(guessed)
const said = (changed: typeof form) => mappingOf('vehicles-wide', changed)

describe('a mapping as a person changes it', () => {
  it('says what was guessed while nothing is changed', () => {
    expect(said(form)).toEqual(guessed)
  })

  it('fills a field from other columns, each once, and keeps how it is written', () => {
    const changed = withColumns(form, 'bootLitres', ['Boot', 'Boot max', 'Boot'])
    expect(changed.get('bootLitres')).toEqual({
      ...form.get('bootLitres'),
      from: { type: 'columns', columns: ['Boot', 'Boot max'] },
    })
    expect(withColumns(changed, 'bootLitres', []).has('bootLitres')).toBe(false)
  })

  it('says a constant once it is more than white space', () => {
    const typing = withConstant(form, 'source', ' ')
    expect(typing.has('source')).toBe(true)
    expect(said(typing)).toEqual(guessed)
    const typed = said(withConstant(typing, 'source', ' Dealer circular 14 '))
    expect(typed.fields.at(-1)?.from).toEqual({ type: 'constant', value: 'Dealer circular 14' })
    expect(mappingSchema.parse(typed)).toEqual(typed)
  })

  it('changes how a field is written only where it is filled', () => {
    expect(withWriting(form, 'bootLitres', { unit: null }).get('bootLitres')?.unit).toBeNull()
    expect(withWriting(form, 'seats', { unit: null })).toEqual(form)
  })

  it('says what a word means, that it is not known, and takes it back', () => {
    const translations = (changed: typeof form) => changed.get('fuel')?.translations
    const more = withTranslation(withTranslation(form, 'fuel', 'hi octane', 'petrol'), 'fuel', 'cng', '')
    expect(translations(more)).toEqual({ gasolina: 'petrol', 'hi octane': 'petrol', cng: '' })
    expect(translations(withTranslation(more, 'fuel', 'gasolina', null))).toEqual({
      'hi octane': 'petrol',
      cng: '',
    })
  })
})

it('lists the columns that nothing is filled from', () => {
  const columns = ['Boot', 'Door pockets', 'Fuel type', 'Paint'].map((name) => ({
    name,
    samples: [],
    filled: 1,
  }))
  expect(leftOutColumns(columns, form).map(({ name }) => name)).toEqual(['Door pockets', 'Paint'])
  const fewer = withConstant(form, 'fuel', 'petrol')
  expect(leftOutColumns(columns, fewer).map(({ name }) => name)).toEqual([
    'Door pockets',
    'Fuel type',
    'Paint',
  ])
})

it('puts what is needed first, then what was guessed, and the rest behind', () => {
  const field = (id: string, required = false): Field => ({
    id,
    label: id,
    kind: 'text',
    required,
    units: [],
    codes: [],
    several: 'no',
    constant: false,
    parts: false,
  })
  const fields = [
    field('seats'),
    field('brand', true),
    field('fuel'),
    field('model', true),
    field('bootLitres'),
  ]
  const { first, others } = groupFields({ fields, mapping: guessed })
  expect(first.map(({ id }) => id)).toEqual(['brand', 'model', 'fuel', 'bootLitres'])
  expect(others.map(({ id }) => id)).toEqual(['seats'])
})
