import { canonicalJson } from '../canonical-json.ts'
import type { Change, ChangeSet, FieldChange } from './protocol.ts'

/**
 * The canonical JSON of a change set, as `canonicalJson` writes it and several times as fast: ids, days and names need
 * no escaping, and the order of the keys is known.
 */
export function changeSetText(changeSet: ChangeSet): string {
  const { id, authorId, occurredAt, businessDay, deviceClock, enteredLate, changes } = changeSet
  const author = authorId === null ? 'null' : `"${authorId}"`
  const clock = deviceClock
    ? `,"deviceClock":{"at":${deviceClock.at},"offsetMs":${deviceClock.offsetMs},"trusted":${deviceClock.trusted}}`
    : ''
  const late = enteredLate ? ',"enteredLate":true' : ''
  const texts = changes.map(changeText).join(',')
  return `{"authorId":${author},"businessDay":"${businessDay}","changes":[${texts}]${clock}${late},"id":"${id}","occurredAt":${occurredAt}}`
}

function changeText({ id, entity, rowId, fields }: Change): string {
  return `{"entity":"${entity}","fields":${fieldsText(fields)},"id":"${id}","rowId":"${rowId}"}`
}

function fieldsText(fields: Change['fields']): string {
  let text = ''
  for (const field of Object.keys(fields).sort()) {
    const said = fields[field]
    if (said) text += `${text === '' ? '' : ','}"${field}":${saidText(said)}`
  }
  return `{${text}}`
}

function saidText({ value, parent, alsoParents }: FieldChange): string {
  const also = alsoParents ? `"alsoParents":${canonicalJson(alsoParents)},` : ''
  const seen = parent === null ? 'null' : `"${parent}"`
  return `{${also}"parent":${seen},"value":${canonicalJson(value)}}`
}
