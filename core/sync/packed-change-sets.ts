import { z } from 'zod'
import type { Json } from '../canonical-json.ts'
import type { ChangeSetId } from '../ids.ts'
import { changesInASet, hasDerivedIds } from './change-ids.ts'
import { isPackable, timeOf, withOrdinal } from './id-digits.ts'
import { type ColumnPacker, createColumnPacker, type Packing, packedAtOnce } from './pack-column.ts'
import { type Column, noOwners, type Owners } from './packed-column.ts'
import { createIdReader, createIdWriter, ownerNumber } from './packed-ids.ts'
import { packedNumbersSchema, packNumbers, packRuns, unpackNumbers, unpackRuns } from './packed-numbers.ts'
import { type PackedPage, PageNotReadable } from './packed-page.ts'
import { createReading, type Reading } from './page-reading.ts'
import { type Change, type ChangeSet, type FieldChange, nameSchema } from './protocol.ts'
import { type ColumnUnpacker, createColumnUnpacker } from './unpack-column.ts'
import {
  createToAuthorId,
  createToBusinessDay,
  there,
  toChangeId,
  toChangeIds,
  toChangeSetId,
  toDeviceClock,
  toEnteredLate,
  toInstant,
} from './unpacked-values.ts'

/** No page holds more change sets or changes than these. */
const mostChangeSets = 100_000
const mostChanges = 500_000

/** The changes of one shape: what they are of, which fields they write, and which of these have parents. */
const groupSchema = z.object({
  entity: z.string(),
  fields: z.array(z.string()),
  rowIds: z.unknown(),
  values: z.array(z.unknown()),
  /** A column where the field's changes have a parent, `null` where none has one. */
  parents: z.array(z.unknown()),
  alsoParents: z.array(z.unknown()),
})

const changeSetPageSchema = z.object({
  format: z.literal(1),
  type: z.literal('change-sets'),
  count: z.int().min(0).max(mostChangeSets),
  chance: z.string(),
  ids: z.unknown(),
  occurredAt: z.unknown(),
  authorId: z.unknown(),
  businessDay: z.unknown(),
  deviceClock: z.unknown(),
  enteredLate: z.unknown(),
  changes: packedNumbersSchema,
  /** Which change sets have changes whose ids do not follow from their own. */
  ownIds: z.array(z.int().min(0)).min(1),
  changeIds: z.unknown(),
  groupOf: packedNumbersSchema,
  groups: z.array(groupSchema).max(mostChanges),
})

interface Group {
  readonly number: number
  readonly entity: string
  readonly fields: readonly string[]
  readonly first: Change
  readonly changes: Change[]
  readonly owner: number[]
}

/**
 * Packs change sets, in their order and without loss.
 * @throws RangeError on a value that JSON cannot say, or that lies deeper in lists than a page may
 */
export const packChangeSets = (changeSets: readonly ChangeSet[]): PackedPage =>
  packedAtOnce(packingChangeSets(changeSets))

/**
 * The same in steps, for whoever has other things to do meanwhile.
 * @throws RangeError as `packChangeSets`
 */
export function* packingChangeSets(changeSets: readonly ChangeSet[]): Packing<PackedPage> {
  const writer = createIdWriter()
  const { pack } = createColumnPacker(writer)
  const owner = changeSets.map((_, index) => index)
  const setIds: readonly string[] = changeSets.map(({ id }) => id)
  const ids = yield* pack(setIds, owner, noOwners)
  const idTimes = setIds.map((id) => (isPackable(id) ? timeOf(id) : 0))
  const byId: Owners = {
    numbers: setIds.map((id) => ownerNumber(id, writer.numberOf)),
    idTimes,
    times: idTimes,
    header: new Map(),
  }
  const occurredAt = changeSets.map((changeSet) => changeSet.occurredAt)
  const authorId = changeSets.map((changeSet) => changeSet.authorId)
  const businessDay = changeSets.map((changeSet) => changeSet.businessDay)
  const owners: Owners = {
    ...byId,
    times: occurredAt,
    header: new Map<string, readonly (string | number | null)[]>(
      Object.entries({ occurredAt, authorId, businessDay }),
    ),
  }
  const header = {
    ids,
    occurredAt: yield* pack(occurredAt, owner, byId),
    authorId: yield* pack(authorId, owner, byId),
    businessDay: yield* pack(businessDay, owner, byId),
    deviceClock: yield* pack(
      changeSets.map(({ deviceClock }) => deviceClock ?? null),
      owner,
      owners,
    ),
    enteredLate: yield* pack(
      changeSets.map(({ enteredLate }) => enteredLate ?? null),
      owner,
      owners,
    ),
    changes: packNumbers(
      changeSets.map(({ changes }) => changes.length),
      null,
    ),
  }

  const hasOwnIds = changeSets.map((changeSet) => !(isPackable(changeSet.id) && hasDerivedIds(changeSet)))
  const ownIds: string[] = []
  const ownIdsOwner: number[] = []
  for (const [index, { changes }] of changeSets.entries())
    if (hasOwnIds[index])
      for (const { id } of changes) {
        ownIds.push(id)
        ownIdsOwner.push(index)
      }
  const changeIds = yield* pack(ownIds, ownIdsOwner, owners)

  const { groups, groupOf } = grouped(changeSets)
  const packedGroups = []
  for (const group of groups) packedGroups.push(yield* packGroup(group, owners, pack))
  return {
    format: 1,
    type: 'change-sets',
    count: changeSets.length,
    ...header,
    ownIds: packRuns(hasOwnIds),
    changeIds,
    groupOf: packNumbers(groupOf, null),
    groups: packedGroups,
    chance: writer.chance(),
  }
}

/** A group's columns, each field's after the other's, as whoever reads ids meets them. */
function* packGroup(
  { entity, fields, first, changes, owner }: Group,
  owners: Owners,
  pack: ColumnPacker['pack'],
): Packing<z.infer<typeof groupSchema>> {
  const column = (of: (change: Change) => Json | undefined, name: string | null = null) =>
    pack(
      changes.map((change) => of(change) ?? null),
      owner,
      owners,
      name,
    )
  const rowIds = yield* column(({ rowId }) => rowId)
  const values: Column[] = []
  const parents: (Column | null)[] = []
  const alsoParents: (Column | null)[] = []
  for (const name of fields) {
    const shape = first.fields[name]
    values.push(yield* column((change) => change.fields[name]?.value, name))
    parents.push(shape?.parent == null ? null : yield* column((change) => change.fields[name]?.parent))
    alsoParents.push(shape?.alsoParents ? yield* column((change) => change.fields[name]?.alsoParents) : null)
  }
  return { entity, fields: [...fields], rowIds, values, parents, alsoParents }
}

function grouped(changeSets: readonly ChangeSet[]) {
  const groups = new Map<string, Group>()
  const groupOf: number[] = []
  for (const [index, { changes }] of changeSets.entries())
    for (const change of changes) {
      const shape = shapeOf(change)
      let group = groups.get(shape)
      if (!group) {
        const fields = Object.keys(change.fields)
        group = { number: groups.size, entity: change.entity, fields, first: change, changes: [], owner: [] }
        groups.set(shape, group)
      }
      group.changes.push(change)
      group.owner.push(index)
      groupOf.push(group.number)
    }
  return { groups: [...groups.values()], groupOf }
}

function shapeOf({ entity, fields }: Change): string {
  let shape = entity
  for (const name in fields) {
    const field = fields[name]
    shape += `${field?.alsoParents ? ';' : ','}${field?.parent == null ? '' : '+'}${name}`
  }
  return shape
}

/** One place of a page: a change set as `changeSetSchema` would take it, or the id of what is none. */
export type Unpacked =
  | { readonly type: 'change-set'; readonly changeSet: ChangeSet }
  | { readonly type: 'not-readable'; readonly id: ChangeSetId }

/**
 * Unpacks a page of which everything can be read, as it came.
 * @throws PageNotReadable
 */
export function unpackChangeSets(page: PackedPage): ChangeSet[] {
  return unpackEachChangeSet(page).map((unpacked) => {
    if (unpacked.type === 'not-readable') throw new PageNotReadable('A change set that is none')
    return unpacked.changeSet
  })
}

/**
 * Unpacks a page in which single change sets may hold values that their places cannot have: these stand in nobody's way.
 * @throws PageNotReadable where the page itself does not add up, or an id cannot be read
 */
export function unpackEachChangeSet(page: PackedPage): Unpacked[] {
  const parsed = changeSetPageSchema.safeParse(page)
  if (!parsed.success) throw new PageNotReadable('Not a page of change sets', { cause: parsed.error })
  const packed = parsed.data
  const reader = createIdReader(packed.chance)
  const { unpack } = createColumnUnpacker(reader)
  const owner = Array.from({ length: packed.count }, (_, index) => index)

  const ids = unpack(packed.ids, owner, noOwners).map(toChangeSetId)
  const idTimes = ids.map((id) => (isPackable(id) ? timeOf(id) : 0))
  const numbers = ids.map((id) => ownerNumber(id, reader.numberOf))
  const byId: Owners = { numbers, idTimes, times: idTimes, header: new Map() }
  const reading = createReading()
  const occurredAt = reading.each(unpack(packed.occurredAt, owner, byId), owner, toInstant, 0)
  const authorId = reading.each(unpack(packed.authorId, owner, byId), owner, createToAuthorId(), null)
  const toBusinessDay = createToBusinessDay()
  const businessDay = reading.each(unpack(packed.businessDay, owner, byId), owner, toBusinessDay, null)
  const owners: Owners = {
    ...byId,
    times: occurredAt,
    header: new Map<string, readonly (string | number | null)[]>(
      Object.entries({ occurredAt, authorId, businessDay }),
    ),
  }
  const deviceClock = reading.each(unpack(packed.deviceClock, owner, owners), owner, toDeviceClock, null)
  const enteredLate = reading.each(unpack(packed.enteredLate, owner, owners), owner, toEnteredLate, false)
  const changes = changesOf(packed, { ids, owners, unpack, reading })

  return ids.map((id, index): Unpacked => {
    const [clock, day] = [deviceClock[index], there(businessDay[index])]
    if (day === null || reading.hasSpoilt(index)) return { type: 'not-readable', id }
    const changeSet: ChangeSet = {
      id,
      authorId: authorId[index] ?? null,
      occurredAt: occurredAt[index] ?? 0,
      businessDay: day,
      ...(clock && { deviceClock: clock }),
      ...(enteredLate[index] && { enteredLate: true as const }),
      changes: there(changes[index]),
    }
    return { type: 'change-set', changeSet }
  })
}

/** The changes of each change set. */
function changesOf(
  packed: z.infer<typeof changeSetPageSchema>,
  of: {
    readonly ids: readonly ChangeSetId[]
    readonly owners: Owners
    readonly unpack: ColumnUnpacker['unpack']
    readonly reading: Reading
  },
): Change[][] {
  const { ids, owners, unpack, reading } = of
  const counts = unpackNumbers(packed.changes, packed.count, null)
  for (const [index, count] of counts.entries()) {
    if (count < 0 || count > mostChanges) throw new PageNotReadable('A change set of no size')
    if (count < 1 || count > changesInASet) reading.spoil(index)
  }
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total > mostChanges) throw new PageNotReadable('More changes than a page may hold')

  const hasOwnIds = unpackRuns(packed.ownIds, packed.count)
  const ownIdsOwner = counts.flatMap((count, index) =>
    hasOwnIds[index] ? new Array<number>(count).fill(index) : [],
  )
  const changeIds = unpack(packed.changeIds, ownIdsOwner, owners)
  const ownIds = reading.each(changeIds, ownIdsOwner, toChangeId, null).values()

  const groupOf = unpackNumbers(packed.groupOf, total, null)
  const ownersOf: number[][] = packed.groups.map(() => [])
  let place = 0
  for (const [index, count] of counts.entries())
    for (let change = 0; change < count; change += 1) {
      const group = ownersOf[groupOf[place] ?? -1]
      if (!group) throw new PageNotReadable('A group beyond its list')
      group.push(index)
      place += 1
    }
  const groups = packed.groups.map((group, number) =>
    bodiesOf(group, { owner: ownersOf[number] ?? [], owners, unpack, reading }).values(),
  )

  place = 0
  return ids.map((setId, index) => {
    const follow = !hasOwnIds[index]
    if (follow && !isPackable(setId)) reading.spoil(index)
    const ofSet: Change[] = []
    for (let ordinal = 1; ordinal <= (counts[index] ?? 0); ordinal += 1) {
      const body = there(groups[groupOf[place] ?? -1]?.next().value)
      place += 1
      const own = follow ? null : there(ownIds.next().value)
      if (reading.hasSpoilt(index)) continue
      const { entity, rowId, fields } = body
      ofSet.push({ id: own ?? toChangeId(withOrdinal(setId, ordinal)), entity, rowId, fields })
    }
    return ofSet
  })
}

type Body = Omit<Change, 'id'>

/** The changes of one shape, without their ids. */
function bodiesOf(
  group: z.infer<typeof groupSchema>,
  of: {
    readonly owner: readonly number[]
    readonly owners: Owners
    readonly unpack: ColumnUnpacker['unpack']
    readonly reading: Reading
  },
): Body[] {
  const { entity, fields } = group
  const { owner, owners, unpack, reading } = of
  if (new Set(fields).size !== fields.length) throw new PageNotReadable('A field said twice')
  if (![entity, ...fields].every((name) => nameSchema.safeParse(name).success)) owner.forEach(reading.spoil)
  for (const { length } of [group.values, group.parents, group.alsoParents])
    if (length !== fields.length) throw new PageNotReadable('Fields without columns')
  const rowIds = reading.each(unpack(group.rowIds, owner, owners), owner, toChangeId, '')
  const bodies = rowIds.map(
    (rowId): { entity: string; rowId: string; fields: Record<string, FieldChange> } => ({
      entity,
      rowId,
      fields: {},
    }),
  )
  for (const [place, name] of fields.entries()) {
    const values = unpack(group.values[place], owner, owners, name)
    const parents =
      group.parents[place] === null
        ? null
        : reading.each(unpack(group.parents[place], owner, owners), owner, toChangeId, null)
    const alsoParents =
      group.alsoParents[place] === null
        ? null
        : reading.each(unpack(group.alsoParents[place], owner, owners), owner, toChangeIds, [])
    for (const [index, { fields: changed }] of bodies.entries())
      if (!reading.hasSpoilt(there(owner[index])))
        changed[name] = alsoParents
          ? {
              value: values[index] ?? null,
              parent: parents?.[index] ?? null,
              alsoParents: there(alsoParents[index]),
            }
          : { value: values[index] ?? null, parent: parents?.[index] ?? null }
  }
  return bodies
}
