import { z } from 'zod'
import { isPackable, timeOf } from './id-digits.ts'
import { createColumnPacker, packedAtOnce } from './pack-column.ts'
import { noOwners, type Owners } from './packed-column.ts'
import { createIdReader, createIdWriter, ownerNumber } from './packed-ids.ts'
import { packedNumbersSchema, packNumbers, unpackNumbers } from './packed-numbers.ts'
import { type PackedPage, PageNotReadable } from './packed-page.ts'
import { type FeedRow, nameSchema } from './protocol.ts'
import { type ColumnUnpacker, createColumnUnpacker } from './unpack-column.ts'
import { there, toChangeId, toFieldSides } from './unpacked-values.ts'

/** No page holds more rows than this. */
const mostRows = 500_000

type FedField = FeedRow['fields'][string]

/** The rows of one shape: what they are of, their fields, and whether one change wrote all of each row. */
const groupSchema = z.object({
  entity: nameSchema,
  fields: z.array(nameSchema),
  rowIds: z.unknown(),
  values: z.array(z.unknown()),
  /** A column for each field, `null` where all fields of each row are of the row's change. */
  changeIds: z.array(z.unknown()).nullable(),
  /** A column where the field has `others`, `by` or `at`, `null` where none has. */
  sides: z.array(z.unknown()),
})

const feedPageSchema = z.object({
  format: z.literal(1),
  type: z.literal('feed-rows'),
  count: z.int().min(0).max(mostRows),
  chance: z.string(),
  seqs: packedNumbersSchema,
  /** The change of each row's first field, `null` where it has no field. */
  changeIds: z.unknown(),
  groupOf: packedNumbersSchema,
  groups: z.array(groupSchema).max(mostRows),
})

interface Group {
  readonly number: number
  readonly entity: string
  readonly fields: readonly string[]
  readonly isOfOneChange: boolean
  readonly hasSides: readonly boolean[]
  readonly rows: FeedRow[]
  readonly owner: number[]
}

/**
 * Packs rows of the feed, in their order and without loss.
 * @throws RangeError on a value that JSON cannot say, or that lies deeper in lists than a page may
 */
export function packFeedRows(rows: readonly FeedRow[]): PackedPage {
  const writer = createIdWriter()
  const packer = createColumnPacker(writer)
  const pack = (...column: Parameters<typeof packer.pack>) => packedAtOnce(packer.pack(...column))
  const owner = rows.map((_, index) => index)
  const changeOf: readonly (string | null)[] = rows.map(firstChangeId)
  const changeIds = pack(changeOf, owner, noOwners)
  const owners = ownersOf(changeOf, writer.numberOf)
  const { groups, groupOf } = grouped(rows)
  return {
    format: 1,
    type: 'feed-rows',
    count: rows.length,
    seqs: packNumbers(
      rows.map(({ seq }) => seq),
      null,
    ),
    changeIds,
    groupOf: packNumbers(groupOf, null),
    groups: groups.map((group) => {
      const { rows: ofGroup, fields, isOfOneChange } = group
      const rowIds = pack(
        ofGroup.map(({ rowId }) => rowId),
        group.owner,
        owners,
      )
      const columns = fields.map((name, place) => ({
        value: pack(
          ofGroup.map((row) => row.fields[name]?.value ?? null),
          group.owner,
          owners,
        ),
        changeId: isOfOneChange
          ? null
          : pack(
              ofGroup.map((row) => row.fields[name]?.changeId ?? null),
              group.owner,
              owners,
            ),
        sides: group.hasSides[place]
          ? pack(
              ofGroup.map((row) => sidesOf(row.fields[name])),
              group.owner,
              owners,
            )
          : null,
      }))
      return {
        entity: group.entity,
        fields,
        rowIds,
        values: columns.map(({ value }) => value),
        changeIds: isOfOneChange ? null : columns.map(({ changeId }) => changeId),
        sides: columns.map(({ sides }) => sides),
      }
    }),
    chance: writer.chance(),
  }
}

/**
 * Unpacks a page as it came, each row as `feedRowSchema` would take it.
 * @throws PageNotReadable
 */
export function unpackFeedRows(page: PackedPage): FeedRow[] {
  const parsed = feedPageSchema.safeParse(page)
  if (!parsed.success) throw new PageNotReadable('Not a page of feed rows', { cause: parsed.error })
  const packed = parsed.data
  const { count } = packed
  const reader = createIdReader(packed.chance)
  const { unpack } = createColumnUnpacker(reader)
  const seqs = unpackNumbers(packed.seqs, count, null)
  const changeOf = unpack(
    packed.changeIds,
    seqs.map((_, index) => index),
    noOwners,
  ).map((id) => (id === null ? null : toChangeId(id)))
  const owners = ownersOf(changeOf, reader.numberOf)

  const groupOf = unpackNumbers(packed.groupOf, count, null)
  const ownerOf: number[][] = packed.groups.map(() => [])
  for (const [index, group] of groupOf.entries()) {
    const owner = ownerOf[group]
    if (!owner) throw new PageNotReadable('A group beyond its list')
    owner.push(index)
  }
  const groups = packed.groups.map((group, number) =>
    bodiesOf(group, { owner: ownerOf[number] ?? [], owners, changeOf, unpack }).values(),
  )
  return seqs.map((seq, index) => {
    const { entity, rowId, fields } = there(groups[groupOf[index] ?? -1]?.next().value)
    return { seq, entity, rowId, fields }
  })
}

type Body = Omit<FeedRow, 'seq'>

/** The rows of one shape, without their places in the feed. */
function bodiesOf(
  group: z.infer<typeof groupSchema>,
  of: {
    readonly owner: readonly number[]
    readonly owners: Owners
    readonly changeOf: readonly (FedField['changeId'] | null)[]
    readonly unpack: ColumnUnpacker['unpack']
  },
): Body[] {
  const { entity, fields } = group
  const { owner, owners, changeOf, unpack } = of
  if (new Set(fields).size !== fields.length) throw new PageNotReadable('A field said twice')
  for (const columns of [group.values, group.sides, group.changeIds ?? fields])
    if (columns.length !== fields.length) throw new PageNotReadable('Fields without columns')
  const bodies = unpack(group.rowIds, owner, owners).map(
    (
      rowId,
    ): { readonly entity: string; readonly rowId: string; readonly fields: Record<string, FedField> } => ({
      entity,
      rowId: toChangeId(rowId),
      fields: {},
    }),
  )
  for (const [place, name] of fields.entries()) {
    const values = unpack(group.values[place], owner, owners)
    const changeIds = group.changeIds && unpack(group.changeIds[place], owner, owners)
    const sides = group.sides[place] === null ? null : unpack(group.sides[place], owner, owners)
    for (const [index, body] of bodies.entries()) {
      const value = values[index] ?? null
      const changeId = changeIds ? toChangeId(changeIds[index]) : there(changeOf[owner[index] ?? -1])
      if (changeId === null) throw new PageNotReadable('A field of no change')
      body.fields[name] = sides ? { value, changeId, ...toFieldSides(sides[index]) } : { value, changeId }
    }
  }
  return bodies
}

function grouped(rows: readonly FeedRow[]) {
  const groups = new Map<string, Group>()
  const groupOf: number[] = []
  for (const [index, row] of rows.entries()) {
    const changeId = firstChangeId(row)
    const fields = Object.keys(row.fields)
    let isOfOneChange = true
    let shape = row.entity
    for (const name of fields) {
      const field = row.fields[name]
      isOfOneChange &&= field?.changeId === changeId
      shape += `${hasSides(field) ? ';' : ','}${name}`
    }
    if (!isOfOneChange) shape += ','
    let group = groups.get(shape)
    if (!group) {
      group = {
        number: groups.size,
        entity: row.entity,
        fields,
        isOfOneChange,
        hasSides: fields.map((name) => hasSides(row.fields[name])),
        rows: [],
        owner: [],
      }
      groups.set(shape, group)
    }
    group.rows.push(row)
    group.owner.push(index)
    groupOf.push(group.number)
  }
  return { groups: [...groups.values()], groupOf }
}

function firstChangeId({ fields }: FeedRow): string | null {
  for (const name in fields) return fields[name]?.changeId ?? null
  return null
}

const hasSides = (field: FedField | undefined): boolean =>
  field !== undefined && (field.others !== undefined || field.by !== undefined || field.at !== undefined)

function sidesOf(field: FedField | undefined) {
  return {
    ...(field?.others !== undefined && { others: field.others.map((other) => ({ ...other })) }),
    ...(field?.by !== undefined && { by: field.by }),
    ...(field?.at !== undefined && { at: field.at }),
  }
}

/** A row belongs to its change, whose id tells about when its values were said. */
function ownersOf(
  changeOf: readonly (string | null)[],
  numberOf: (changeId: string) => number | undefined,
): Owners {
  const times = changeOf.map((id) => (id !== null && isPackable(id) ? timeOf(id) : 0))
  const numbers = changeOf.map((id) => ownerNumber(id, numberOf))
  return { numbers, idTimes: times, times, header: new Map() }
}
