import { z } from 'zod'
import { Refusal } from '../../contract/errors.ts'
import { assertNever } from '../../core/assert-never.ts'
import { type CustomerId, customerIdSchema, opportunityIdSchema, visitIdSchema } from '../../core/ids.ts'
import { keysOf } from '../../core/keys-of.ts'
import type { Language } from '../../core/market/language.ts'
import {
  type Conflict,
  conflictsOfRow,
  isRowEntity,
  type RowEntity,
  type Values,
} from '../../core/sync/conflicts.ts'
import { entities, fieldKind, isEntityName } from '../../core/sync/entities.ts'
import type { Edit } from '../../db/change-sets.ts'
import { type ConflictSide, createFieldBeside } from '../../db/field-beside.ts'
import type { Showroom } from './showroom.ts'
import { createConflictSentence } from './sync-conflict-sentence.ts'
import { createConflictWords } from './sync-conflict-words.ts'

/** The contract's answer to `sync.conflicts`. */
interface ConflictView {
  readonly entity: RowEntity
  readonly rowId: string
  readonly field: string
  readonly isDoublePromise: boolean
  readonly title: string
  readonly label: string
  readonly sentence: string
  readonly shown: string
  readonly others: { readonly changeId: string; readonly text: string }[]
  readonly seen: string[]
}

interface Settlement {
  readonly entity: RowEntity
  readonly rowId: string
  readonly field: string
  readonly seen: readonly string[]
  /** `shown`, or the change whose values are chosen. */
  readonly choose: string
}

interface Found {
  readonly entity: RowEntity
  readonly rowId: string
  readonly row: Values
  readonly conflict: Conflict
  /** Everything beside this row, with who said it. */
  readonly beside: readonly ConflictSide[]
}

const valuesSchema = z.record(z.string(), z.json())

/** What two laptops said differently: the list of it in words, and a person's choice. */
export function createSyncConflicts(showroom: Showroom) {
  const { db, clock, pack } = showroom
  const fieldBeside = createFieldBeside(db.connection)
  const wordsOf = createConflictWords({ db, pack, timeZone: pack.timeZone })
  const sentenceOf = createConflictSentence({
    nameOf: (id) => db.consultants.all().find((person) => person.id === id)?.name ?? null,
    timeZone: pack.timeZone,
    locales: pack.locales,
  })

  const conflicts = (): readonly Found[] =>
    [...Map.groupBy(fieldBeside.sides(), ({ entity, rowId }) => `${entity} ${rowId}`).values()].flatMap(
      (sides) => {
        const [{ entity, rowId } = { entity: '', rowId: '' }] = sides
        if (!isEntityName(entity) || !isRowEntity(entity)) return []
        const row = valuesSchema.parse(db.tables.read(entity, rowId))
        const versions = db.fieldVersions.of(entity, rowId)
        return conflictsOfRow(entity, row, versions, sides).map((conflict) => ({
          entity,
          rowId,
          row,
          conflict,
          beside: sides,
        }))
      },
    )

  const view = ({ entity, rowId, conflict, beside }: Found, language: Language): ConflictView => {
    const { title, label, valueText } = wordsOf(entity, rowId, conflict.field, language)
    const shown = valueText(conflict.shown)
    const others = conflict.sides.map(({ changeId, values }) => ({ changeId, text: valueText(values) }))
    const isDoublePromise = fieldKind(entity, conflict.field) === 'claim'
    const ofThis = beside.filter(({ field }) => Object.hasOwn(conflict.shown, field))
    return {
      entity,
      rowId,
      field: conflict.field,
      isDoublePromise,
      title,
      label,
      sentence: sentenceOf(
        {
          isDoublePromise,
          sides: [
            { text: shown, saying: ofThis.find((side) => side.shown !== null)?.shown ?? null },
            ...others.map(({ changeId, text }) => ({
              text,
              saying: ofThis.find((side) => side.changeId === changeId) ?? null,
            })),
          ],
        },
        language,
      ),
      shown,
      others,
      seen: [...conflict.seen],
    }
  }

  /** Whom the words of a conflict show: in its title, and in each of the values to choose from. */
  const customersShown = ({ entity, rowId, row, conflict }: Found): readonly CustomerId[] =>
    [row, conflict.shown, ...conflict.sides.map(({ values }) => values)].flatMap((values) => {
      const { data: opportunityId } = opportunityIdSchema.safeParse(values.opportunityId)
      const { data: customerId } = customerIdSchema.safeParse(
        entity === 'customer' ? rowId : values.customerId,
      )
      const found = customerId ?? (opportunityId && db.visits.customerOfOpportunity(opportunityId))
      return found ? [found] : []
    })

  return {
    /** Every conflict in words, and the customers whom they show. */
    list(language: Language): { views: ConflictView[]; customerIds: ReadonlySet<CustomerId> } {
      const found = conflicts()
      return {
        views: found.map((one) => view(one, language)),
        customerIds: new Set(found.flatMap(customersShown)),
      }
    },
    /**
     * Makes one of the values the only one, on every laptop.
     * @throws Refusal CONFLICT_MOVED_ON when what stands is not what was seen; NOT_FOUND when what the value names is
     * not on this laptop yet
     */
    settle({ entity, rowId, field, seen, choose }: Settlement): { savedAt: number } {
      const found = conflicts().find(
        (other) => other.entity === entity && other.rowId === rowId && other.conflict.field === field,
      )
      const conflict = found?.conflict
      const values =
        choose === 'shown'
          ? conflict?.shown
          : conflict?.sides.find(({ changeId }) => changeId === choose)?.values
      if (!found || !conflict || !values || conflict.seen.join() !== seen.toSorted().join())
        throw new Refusal('CONFLICT_MOVED_ON')
      for (const [name, target] of Object.entries(entities[entity].references)) {
        const id = values[name]
        if (typeof id === 'string' && isEntityName(target) && !db.tables.isThere(target, id))
          throw new Refusal('NOT_FOUND')
      }
      const savedAt = clock()
      showroom.write({
        visitId: entity === 'visit' ? visitIdSchema.parse(rowId) : null,
        occurredAt: savedAt,
        edits: [settlingEdit(entity, rowId, { ...found.row, ...values }, Object.keys(values))],
      })
      return { savedAt }
    },
  }
}

function settlingEdit(entity: RowEntity, rowId: string, row: Values, chosen: readonly string[]): Edit {
  const settles = true
  switch (entity) {
    case 'consultant':
      return { entity, rowId, settles, fields: pick(entities[entity].fields.parse(row), chosen) }
    case 'customer':
      return { entity, rowId, settles, fields: pick(entities[entity].fields.parse(row), chosen) }
    case 'opportunity':
      return { entity, rowId, settles, fields: pick(entities[entity].fields.parse(row), chosen) }
    case 'visit':
      return { entity, rowId, settles, fields: pick(entities[entity].fields.parse(row), chosen) }
    case 'stockUnit':
      return { entity, rowId, settles, fields: pick(entities[entity].fields.parse(row), chosen) }
    case 'claim':
      return { entity, rowId, settles, fields: pick(entities[entity].fields.parse(row), chosen) }
    case 'vehiclePhoto':
      return { entity, rowId, settles, fields: pick(entities[entity].fields.parse(row), chosen) }
    case 'rateEdit':
      return { entity, rowId, settles, fields: pick(entities[entity].fields.parse(row), chosen) }
    default:
      return assertNever(entity)
  }
}

function pick<T extends object>(row: T, fields: readonly string[]): Partial<T> {
  const picked: Partial<T> = {}
  for (const field of keysOf(row)) if (fields.includes(field)) picked[field] = row[field]
  return picked
}
