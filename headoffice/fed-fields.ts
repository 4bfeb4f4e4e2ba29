import { fieldKind } from '../core/sync/entities.ts'
import type { FieldState, RowState, Said } from '../core/sync/merge.ts'
import type { FeedRow } from '../core/sync/protocol.ts'
import { unionOf } from '../core/sync/set-values.ts'

type FedField = FeedRow['fields'][string]
type FedOther = NonNullable<FedField['others']>[number]

/** A row's fields as they are fed: the values, without what only head office needs to merge. */
export function fedFields(entity: string, row: RowState): FeedRow['fields'] {
  return Object.fromEntries(
    Object.entries(row).map(([field, state]) => [
      field,
      fieldKind(entity, field) === 'set' ? fedSet(state) : fedRegister(state),
    ]),
  )
}

function fedRegister({ shown, others }: FieldState): FedField {
  const { value, changeId } = shown
  if (others.length === 0) return { value, changeId }
  return { ...said(shown), others: others.map(fedOther) }
}

/** What said the same is fed as well: an edit that does not name it would find its value again in the union. */
function fedSet({ shown, others }: FieldState): FedField {
  const { value, changeId, same } = shown
  if (others.length + same.length === 0) return { value, changeId }
  const union = unionOf([value, ...others.map((other) => other.value)])
  return {
    ...said({ ...shown, value: union }),
    others: [...same.map((id) => ({ value, changeId: id })), ...others.map(fedOther)],
  }
}

const fedOther = (other: Said): FedOther => ({
  ...said(other),
  ...(other.same.length > 0 && { same: [...other.same] }),
})

const said = ({ value, changeId, by, at }: Said) => ({
  value,
  changeId,
  ...(by !== undefined && { by }),
  ...(at !== undefined && { at }),
})
