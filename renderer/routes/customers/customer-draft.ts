import type { Language } from '../../../core/market/language.ts'
import type { Outputs } from '../../northstar.tsx'

export type CustomerPage = Outputs['customers']['get']
export type CustomerRecord = CustomerPage['customer']
/** A customer as lists show them. */
export type CustomerView = CustomerPage['samePhone'][number]

/** The fields of a customer as they stand in the form: text as typed, empty for none. */
export interface CustomerFields {
  readonly name: string
  readonly phone: string
  readonly language: Language
  readonly note: string
  /** One on each line. */
  readonly alsoPhones: string
}

/**
 * A form over one customer. `base` is what was on record when it was last seen, `seen` the changes that wrote it.
 * `elsewhere` holds what another window saved under a field that is being edited here: it is shown beside the field,
 * which is what lets `seen` move on without overwriting anything unseen.
 */
export interface CustomerDraft {
  readonly fields: CustomerFields
  readonly base: CustomerFields
  readonly seen: CustomerPage['seen']
  readonly elsewhere: Partial<CustomerFields>
}

/** The draft of a customer as it is on record. */
export function draftOf(page: CustomerPage): CustomerDraft {
  const fields = fieldsOf(page.customer)
  return { fields, base: fields, seen: page.seen, elsewhere: {} }
}

/** The draft of a customer who is not on record yet. */
export function newDraft(fields: CustomerFields): CustomerDraft {
  return { fields, base: { ...noFields, language: fields.language }, seen: {}, elsewhere: {} }
}

/** Brings a draft up to what is on record now; what was typed stays, and what it differs from is said. */
export function rebase(draft: CustomerDraft, page: CustomerPage): CustomerDraft {
  const latest = fieldsOf(page.customer)
  const one = <F extends keyof CustomerFields>(field: F) => {
    const { [field]: typed } = draft.fields
    const untouched = typed === draft.base[field] || typed === latest[field]
    return {
      field: { [field]: untouched ? latest[field] : typed },
      elsewhere: untouched
        ? {}
        : latest[field] === draft.base[field]
          ? field in draft.elsewhere
            ? { [field]: draft.elsewhere[field] }
            : {}
          : { [field]: latest[field] },
    }
  }
  const [name, phone, language] = [one('name'), one('phone'), one('language')]
  const [note, alsoPhones] = [one('note'), one('alsoPhones')]
  return {
    fields: {
      ...draft.fields,
      ...name.field,
      ...phone.field,
      ...language.field,
      ...note.field,
      ...alsoPhones.field,
    },
    base: latest,
    seen: page.seen,
    elsewhere: {
      ...name.elsewhere,
      ...phone.elsewhere,
      ...language.elsewhere,
      ...note.elsewhere,
      ...alsoPhones.elsewhere,
    },
  }
}

/** The draft after `sent` was saved as `saved`; what was typed since then stays typed. */
export function settle(draft: CustomerDraft, sent: CustomerFields, saved: CustomerRecord): CustomerDraft {
  const base = fieldsOf(saved)
  const kept = <F extends keyof CustomerFields>(field: F) =>
    draft.fields[field] === sent[field] ? base[field] : draft.fields[field]
  return {
    ...draft,
    fields: {
      name: kept('name'),
      phone: kept('phone'),
      language: kept('language'),
      note: kept('note'),
      alsoPhones: kept('alsoPhones'),
    },
    base,
    elsewhere: {},
  }
}

export function isChanged({ fields, base }: CustomerDraft): boolean {
  return (
    fields.name !== base.name ||
    fields.phone !== base.phone ||
    fields.language !== base.language ||
    fields.note !== base.note ||
    fields.alsoPhones !== base.alsoPhones
  )
}

/** What was searched for, put in the field that it looks like: a phone when it holds digits and no letters. */
export function fieldsFromSearch(text: string, language: Language): CustomerFields {
  const isPhone = /\p{Nd}/u.test(text) && !/\p{L}/u.test(text)
  return {
    ...noFields,
    name: isPhone ? '' : text.trim(),
    phone: isPhone ? text.trim() : '',
    language,
  }
}

/** What is sent of the fields that are text for a list or for nothing. */
export function toSave({ name, phone, language, note, alsoPhones }: CustomerFields) {
  return {
    name: name || null,
    phone: phone || null,
    language,
    note: note.trim() || null,
    alsoPhones: alsoPhones
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  }
}

const noFields = { name: '', phone: '', note: '', alsoPhones: '' } as const

function fieldsOf({ name, phone, phoneText, language, note, alsoPhones }: CustomerRecord): CustomerFields {
  return {
    name: name ?? '',
    phone: phoneText ?? phone ?? '',
    language,
    note: note ?? '',
    alsoPhones: alsoPhones.map((also) => also.phoneText).join('\n'),
  }
}
