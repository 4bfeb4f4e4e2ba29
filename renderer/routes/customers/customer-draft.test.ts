import { expect, it } from 'vitest'
import { changeIdSchema, customerIdSchema } from '../../../core/ids.ts'
import {
  type CustomerPage,
  draftOf,
  fieldsFromSearch,
  isChanged,
  newDraft,
  rebase,
  settle,
  toSave,
} from './customer-draft.ts'

const change = (n: number) => changeIdSchema.parse(`01890000-0000-7000-8000-00000000000${n}`)

function page(of: {
  name?: string | null
  phoneText?: string | null
  version?: number
  note?: string
  alsoPhones?: readonly string[]
}): CustomerPage {
  const version = change(of.version ?? 1)
  return {
    customer: {
      id: customerIdSchema.parse('01890000-0000-7000-8000-0000000000aa'),
      name: of.name ?? null,
      phone: of.phoneText?.replaceAll(' ', '') ?? null,
      phoneText: of.phoneText ?? null,
      language: 'ur',
      isErased: false,
      records: 1,
      note: of.note ?? null,
      alsoPhones: (of.alsoPhones ?? []).map((phone) => ({
        phone: phone.replaceAll(' ', ''),
        phoneText: phone,
      })),
      linkIds: [],
    },
    records: [],
    lookAlikes: [],
    erased: null,
    seen: { name: version, phone: version, language: version },
    consents: [],
    visits: [],
    samePhone: [],
  }
}

it('a field that nobody is editing takes what another window saved', () => {
  const draft = rebase(draftOf(page({ name: 'Asif' })), page({ name: 'Asif Khan', version: 2 }))
  expect(draft.fields.name).toBe('Asif Khan')
  expect(draft.elsewhere).toEqual({})
  expect(isChanged(draft)).toBe(false)
})

it('text being typed stays when another window saves, and the other value is said beside it', () => {
  const typing = draftOf(page({ name: 'Asif' }))
  const typed = { ...typing, fields: { ...typing.fields, name: 'Asif Mehmood' } }
  const draft = rebase(typed, page({ name: 'Asif Khan', version: 2 }))
  expect(draft.fields.name).toBe('Asif Mehmood')
  expect(draft.elsewhere).toEqual({ name: 'Asif Khan' })
  expect(draft.seen.name).toBe(change(2))
  expect(rebase(draft, page({ name: 'Asif Khan', version: 2 })).elsewhere).toEqual({ name: 'Asif Khan' })
})

it('typing the same as the other window saved is no difference any more', () => {
  const typing = draftOf(page({ name: 'Asif' }))
  const typed = { ...typing, fields: { ...typing.fields, name: 'Asif Khan' } }
  expect(rebase(typed, page({ name: 'Asif Khan', version: 2 })).elsewhere).toEqual({})
})

it('what was saved stands as it was understood, and what was typed meanwhile stays typed', () => {
  const draft = newDraft({ ...fieldsFromSearch('Sana', 'en'), phone: '0300 1234567' })
  const sent = draft.fields
  const meanwhile = { ...draft, fields: { ...sent, name: 'Sana Tariq' } }
  const settled = settle(meanwhile, sent, page({ name: 'Sana', phoneText: '+92 300 1234567' }).customer)
  expect(settled.fields.phone).toBe('+92 300 1234567')
  expect(settled.fields.name).toBe('Sana Tariq')
  expect(settled.base.name).toBe('Sana')
  expect(isChanged(settled)).toBe(true)
})

it('a search that found nobody fills the field that it looks like', () => {
  expect(fieldsFromSearch(' 0300-1234 ', 'en')).toEqual({
    name: '',
    phone: '0300-1234',
    language: 'en',
    note: '',
    alsoPhones: '',
  })
  expect(fieldsFromSearch('۰۳۰۰۱۲۳۴', 'ur').phone).toBe('۰۳۰۰۱۲۳۴')
  expect(fieldsFromSearch('Bilal 2', 'en').name).toBe('Bilal 2')
})

it('more phones are one on each line, and empty lines are none', () => {
  const { fields } = draftOf(
    page({ note: 'Calls first', alsoPhones: ['+92 321 9999999', '+92 21 35800000'] }),
  )
  expect(fields).toMatchObject({ note: 'Calls first', alsoPhones: '+92 321 9999999\n+92 21 35800000' })
  expect(toSave({ ...fields, alsoPhones: ' 0321 9999999 \n\n', note: ' ' })).toMatchObject({
    alsoPhones: ['0321 9999999'],
    note: null,
  })
  expect(
    isChanged(rebase(draftOf(page({ note: 'Calls first' })), page({ note: 'Calls late', version: 2 }))),
  ).toBe(false)
})
