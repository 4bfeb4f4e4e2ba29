import { z } from 'zod'
import { deviceIdSchema, type StoreId } from '../../core/ids.ts'
import { type EntityName, entities, entityNames, fieldKind, isEntityName } from '../../core/sync/entities.ts'
import type { FeedRow } from '../../core/sync/protocol.ts'
import { tableOf } from '../../db/entity-tables.ts'
import { readDigest } from '../../headoffice/digest.ts'
import { readFeedPage } from '../../headoffice/feed-page.ts'
import type { FuzzLaptop } from './laptop.ts'
import { isSame, type Ledger, type Said, textOf } from './ledger.ts'
import type { Office } from './office.ts'
import type { Fault } from './seed-result.ts'
import type { FuzzStore } from './store.ts'

interface Checked {
  readonly office: Office
  readonly storeId: StoreId
  /** Those that are connected and healed. */
  readonly laptops: readonly FuzzLaptop[]
  readonly ledger: Ledger
  /** Laptops that were lost with what they had not sent. */
  readonly lostLaptops: ReadonlySet<number>
}

/** Everything that must be so once all is connected and quiet. @returns what is not */
export async function check({
  office,
  storeId,
  ledger,
  lost: lostLaptops,
  sound,
}: FuzzStore): Promise<readonly Fault[]> {
  const checked: Checked = { office, storeId, ledger, lostLaptops, laptops: sound() }
  const rows = await readStore(checked)
  return [
    ...stuck(checked),
    ...(await diverged(checked, rows)),
    ...lost(checked, rows),
    ...(await duplicated(checked)),
    ...(await resurrected(checked, rows)),
  ]
}

async function readStore({ office, storeId }: Checked): Promise<readonly FeedRow[]> {
  const rows: FeedRow[] = []
  for (let cursor = 0, end = false; !end; ) {
    const page = await readFeedPage(office.door, { storeId }, { cursor, limit: 5000 })
    rows.push(...page.rows)
    cursor = page.cursor
    end = page.end
  }
  return rows
}

function stuck({ laptops }: Checked): readonly Fault[] {
  return laptops.flatMap((laptop) => {
    const of = (sql: string) => laptop.db().connection.prepare(sql).all()
    const found = {
      waiting: of('SELECT * FROM outbox'),
      aside: of("SELECT * FROM feed_aside WHERE reason NOT LIKE '%this version does not know%'"),
      masked: of("SELECT * FROM field_beside WHERE reason = 'masked'"),
      refused: of("SELECT * FROM receipt WHERE outcome = 'refused'"),
    }
    const what = Object.entries(found).filter(([, rows]) => rows.length > 0)
    return what.map(([name, rows]) => ({
      kind: 'stuck' as const,
      what: `laptop ${laptop.number} ${name}: ${JSON.stringify(rows[0])} (${rows.length})`,
    }))
  })
}

async function diverged(
  { office, storeId, laptops }: Checked,
  rows: readonly FeedRow[],
): Promise<readonly Fault[]> {
  const faults: Fault[] = []
  const fault = (what: string) => faults.push({ kind: 'diverged', what })
  const deviceId = deviceIdSchema.parse(laptops[0]?.db().device.get()?.deviceId)
  const theirs = await readDigest(office.door, { storeId, deviceId })
  for (const laptop of laptops) {
    const { connection, tables } = laptop.db()
    const counts = new Map<EntityName, number>()
    for (const row of rows) {
      if (!isEntityName(row.entity)) continue
      counts.set(row.entity, (counts.get(row.entity) ?? 0) + 1)
      const here = tables.read(row.entity, row.rowId)
      const known = entities[row.entity].fields.shape
      const fed = Object.fromEntries(
        Object.entries(row.fields).flatMap(([field, { value }]) =>
          Object.hasOwn(known, field) ? [[field, value]] : [],
        ),
      )
      const parsed = entities[row.entity].fields.safeParse(fed)
      if (!parsed.success) fault(`${row.entity} ${row.rowId} is not whole at head office: ${textOf(fed)}`)
      else if (!isSame(here, parsed.data))
        fault(
          `laptop ${laptop.number} ${row.entity} ${row.rowId}: ${textOf(here)} where head office has ${textOf(parsed.data)}`,
        )
    }
    for (const entity of entityNames) {
      const [found] = countRows.parse(
        connection.prepare(`SELECT count(*) AS count FROM ${tableOf(entity)}`).all(),
      )
      if (found?.count !== (counts.get(entity) ?? 0))
        fault(
          `laptop ${laptop.number} has ${found?.count} of ${entity}, head office ${counts.get(entity) ?? 0}`,
        )
    }
    const ours = await laptop.digests()
    const differing = [...new Set([...ours.keys(), ...theirs.buckets.map(([bucket]) => bucket)])].filter(
      (bucket) => ours.get(bucket) !== new Map(theirs.buckets).get(bucket),
    )
    if (differing.length > 0)
      fault(`laptop ${laptop.number} has other digests of buckets ${differing.join(', ')}`)
    const sides = textOf(connection.prepare(besideSql).all())
    const [first] = laptops
    if (first && sides !== textOf(first.db().connection.prepare(besideSql).all()))
      fault(
        `laptop ${laptop.number} has other sides: ${sides} where laptop ${first.number} has ${textOf(first.db().connection.prepare(besideSql).all())}`,
      )
  }
  return faults
}

const countRows = z.array(z.object({ count: z.int() }))
const besideSql = `SELECT entity, row_id, field, reason, value, change_id, said_by_id, said_at, shown FROM field_beside
  WHERE reason IN ('conflict', 'set') ORDER BY 1, 2, 3, 4, 6`

/** Every acknowledged saying is shown, one side of a conflict, or followed by one whose writer saw it. */
function lost({ ledger, lostLaptops }: Checked, rows: readonly FeedRow[]): readonly Fault[] {
  const faults: Fault[] = []
  const about = aboutErased(ledger.erased(), rows, ledger)
  const rowByKey = new Map(rows.map((row) => [`${row.entity} ${row.rowId}`, row]))
  const sayings = ledger.acts().flatMap((act) => act.edits.map((said) => ({ act, said })))
  const byRow = Map.groupBy(sayings, ({ said }) => `${said.entity} ${said.rowId}`)
  for (const [key, ofRow] of byRow) {
    const row = rowByKey.get(key)
    const [any] = ofRow
    if (!any) continue
    const { entity } = any.said
    for (const { act, said } of ofRow) {
      if (lostLaptops.has(act.laptop)) continue
      const where = `${key} as act ${act.number} of laptop ${act.laptop} said it`
      if (!row) {
        faults.push({ kind: 'lost', what: `${where}: no such row` })
        continue
      }
      if (about.has(key)) continue
      for (const [field, value] of Object.entries(said.fields)) {
        const fed = row.fields[field]
        const standing = fed ? [fed.value, ...(fed.others ?? []).map((other) => other.value)] : []
        if (standing.some((each) => isSame(each, value))) continue
        // Not only later acts: a value said twice counts once, and what followed one saying follows the other.
        const others = ofRow.filter((other) => other.act !== act && Object.hasOwn(other.said.fields, field))
        const isStill =
          fieldKind(entity, field) === 'set'
            ? isSetKept(value, said, field, standing, others)
            : others.some((other) => other.said.saw.get(field)?.some((seen) => isSame(seen, value)))
        if (!isStill)
          faults.push({
            kind: 'lost',
            what: `${where}: ${field} ${textOf(value)} is neither shown, beside nor followed; there is ${textOf(standing)}`,
          })
      }
    }
  }
  return faults
}

function isSetKept(
  value: unknown,
  said: Said,
  field: string,
  standing: readonly unknown[],
  later: readonly { readonly said: Said }[],
): boolean {
  const listOf = (one: unknown): readonly string[] => z.array(z.string()).catch([]).parse(one)
  const kept = standing.flatMap(listOf)
  const had = (said.saw.get(field) ?? []).flatMap(listOf)
  const added = listOf(value).filter((item) => !had.includes(item))
  return added.every(
    (item) =>
      kept.includes(item) ||
      later.some(
        (other) =>
          other.said.saw.get(field)?.flatMap(listOf).includes(item) &&
          !listOf(other.said.fields[field]).includes(item),
      ),
  )
}

/**
 * Rows that are about an erased customer, by the registry's references as they stand in the end; with a ledger, also
 * those that ever were: what was erased does not come back when its row is moved to somebody else.
 */
function aboutErased(
  customerIds: Iterable<string>,
  rows: readonly FeedRow[],
  ledger: Pick<Ledger, 'acts'> | null,
): ReadonlySet<string> {
  const about = new Set([...customerIds].map((id) => `customer ${id}`))
  const saidOf = Map.groupBy(
    (ledger?.acts() ?? []).flatMap(({ edits }) => edits),
    ({ entity, rowId }) => `${entity} ${rowId}`,
  )
  const before = () => about.size
  for (let size = -1; size !== before(); ) {
    size = before()
    for (const row of rows) {
      if (!isEntityName(row.entity)) {
        // Of what nobody knows, every id may be the row it is about.
        for (const { value } of Object.values(row.fields))
          if (typeof value === 'string' && about.has(`customer ${value}`))
            about.add(`${row.entity} ${row.rowId}`)
        continue
      }
      const way = wayToCustomer(row.entity)
      if (way === null) continue
      const { value: shown = null, others = [] } = row.fields[way.field] ?? {}
      const ever = saidOf.get(`${row.entity} ${row.rowId}`)?.map(({ fields }) => fields[way.field]) ?? []
      const values = [shown, ...others.map(({ value }) => value), ...ever]
      if (values.some((value) => about.has(`${way.target} ${value}`))) about.add(`${row.entity} ${row.rowId}`)
    }
  }
  return about
}

/** The first reference by which a row of the entity hangs on a customer, however far. */
function wayToCustomer(entity: EntityName): { readonly field: string; readonly target: EntityName } | null {
  for (const [field, target] of Object.entries(entities[entity].references))
    if (isEntityName(target) && (target === 'customer' || wayToCustomer(target) !== null))
      return { field, target }
  return null
}

async function duplicated({ office, storeId, ledger, laptops }: Checked): Promise<readonly Fault[]> {
  const kept = await office.door.query(
    z.object({ change_set_id: z.string(), outcome: z.string() }),
    'SELECT change_set_id, outcome FROM change_set WHERE store_id = $1',
    [storeId],
  )
  const known = new Set(ledger.acts().map(({ changeSetId }) => changeSetId))
  const strangers = kept.filter(({ change_set_id }) => !known.has(change_set_id))
  const faults: Fault[] = strangers.map(({ change_set_id }) => ({
    kind: 'duplicated',
    what: `nobody wrote change set ${change_set_id} that head office has`,
  }))
  for (const laptop of laptops)
    if (
      laptop
        .db()
        .connection.prepare(
          'SELECT 1 FROM receipt r JOIN outbox o JOIN change_set cs ON cs.position = o.change_set_position AND cs.id = r.change_set_id',
        )
        .get()
    )
      faults.push({ kind: 'duplicated', what: `laptop ${laptop.number} waits for a receipt it has` })
  return faults
}

/** The words of the erased are nowhere, in no table and under no name. */
async function resurrected(
  { office, storeId, ledger, laptops }: Checked,
  rows: readonly FeedRow[],
): Promise<readonly Fault[]> {
  if (ledger.erased().size === 0) return []
  const about = aboutErasedForSure(rows)
  const words = new Set(
    ledger
      .acts()
      .flatMap((act) =>
        act.edits
          .filter((said) => about.has(`${said.entity} ${said.rowId}`))
          .flatMap((said) => textOf(said.fields).match(/zq[a-z0-9]+qz|\+9230\d{8}/g) ?? []),
      ),
  )
  // What somebody else's row says too is not theirs alone.
  for (const act of ledger.acts())
    for (const said of act.edits)
      if (!about.has(`${said.entity} ${said.rowId}`))
        for (const word of textOf(said.fields).match(/zq[a-z0-9]+qz|\+9230\d{8}/g) ?? []) words.delete(word)
  const faults: Fault[] = []
  const look = (where: string, text: string) => {
    const found = text.match(/zq[a-z0-9]+qz|\+9230\d{8}/g)?.find((word) => words.has(word))
    if (found)
      faults.push({ kind: 'resurrected', what: `${found} stands in ${where}: ${text.slice(0, 400)}` })
  }
  for (const laptop of laptops) {
    const { connection } = laptop.db()
    const tables = namesRows.parse(
      connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all(),
    )
    for (const { name } of tables)
      for (const row of connection.prepare(`SELECT * FROM "${name}"`).all())
        look(`laptop ${laptop.number} ${name}`, JSON.stringify(row))
  }
  const contents = await office.door.query(
    z.object({ text: z.string().nullable() }),
    `SELECT content AS text FROM change_set WHERE store_id = $1 UNION ALL SELECT state FROM feed_row WHERE store_id = $1`,
    [storeId],
  )
  for (const { text } of contents) if (text !== null) look('head office', text)
  return faults
}

const namesRows = z.array(z.object({ name: z.string() }))

/** Those whose erasure has come through, and only by what is shown: of the sides of a conflict none is sure. */
function aboutErasedForSure(rows: readonly FeedRow[]): ReadonlySet<string> {
  const customerIds = rows.flatMap(({ entity, fields }) =>
    entity === 'erasure' && typeof fields.customerId?.value === 'string' ? [fields.customerId.value] : [],
  )
  const shown = rows.map(({ fields, ...row }) => ({
    ...row,
    fields: Object.fromEntries(
      Object.entries(fields).map(([field, { value, changeId }]) => [field, { value, changeId }]),
    ),
  }))
  return aboutErased(customerIds, shown, null)
}
