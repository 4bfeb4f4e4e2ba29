import { z } from 'zod'
import { deviceIdSchema } from '../../core/ids.ts'
import type { FeedRow } from '../../core/sync/protocol.ts'
import type { Checked } from './checked.ts'
import type { FuzzLaptop } from './laptop.ts'
import { isSame, textOf } from './ledger.ts'
import { officeProgram } from './office-program.ts'
import type { Fault } from './seed-result.ts'

/**
 * Whether every laptop shows what head office has, as far as its version knows it, and holds all of it: digests are over
 * what was received, known or not.
 */
export async function diverged(
  { office, storeId, laptops }: Checked,
  rows: readonly FeedRow[],
): Promise<readonly Fault[]> {
  const deviceId = deviceIdSchema.parse(laptops[0]?.db().device.get()?.deviceId)
  const { buckets } = await officeProgram.readDigest(office.door, { storeId, deviceId })
  const theirs = new Map(buckets)
  const faults: string[] = []
  for (const laptop of laptops) {
    faults.push(...rowsThatDiffer(laptop, rows))
    const ours = await laptop.digests()
    const differing = [...new Set([...ours.keys(), ...theirs.keys()])].filter(
      (bucket) => ours.get(bucket) !== theirs.get(bucket),
    )
    if (differing.length > 0)
      faults.push(`laptop ${laptop.number} has other digests of buckets ${differing.join(', ')}`)
    const [sides, first] = [sidesOf(laptop), laptops.find((other) => other.program() === laptop.program())]
    if (first && sides !== sidesOf(first))
      faults.push(
        `laptop ${laptop.number} has other sides: ${sides} where laptop ${first.number} has ${sidesOf(first)}`,
      )
  }
  return faults.map((what) => ({ kind: 'diverged', what }))
}

function rowsThatDiffer(laptop: FuzzLaptop, rows: readonly FeedRow[]): readonly string[] {
  const { entities, entityNames } = laptop.program()
  const { tables } = laptop.db()
  const faults: string[] = []
  for (const entity of entityNames) {
    const { fields, kind } = entities[entity]
    const isKnown = (field: string) => Object.hasOwn(fields.shape, field)
    const fed = rows.filter((row) => row.entity === entity)
    // What is written once is shown whole or not at all.
    const shown = kind === 'row' ? fed : fed.filter((row) => Object.keys(row.fields).every(isKnown))
    for (const row of shown) {
      const values = Object.entries(row.fields).flatMap(([field, { value }]) =>
        isKnown(field) ? [[field, value] as const] : [],
      )
      const here = tables.read(entity, row.rowId)
      const parsed = fields.safeParse(Object.fromEntries(values))
      if (!parsed.success)
        faults.push(`${entity} ${row.rowId} is not whole at head office: ${textOf(values)}`)
      else if (!isSame(here, parsed.data))
        faults.push(
          `laptop ${laptop.number} ${entity} ${row.rowId}: ${textOf(here)} where head office has ${textOf(parsed.data)}`,
        )
    }
    const count = laptop.ids(entity).length
    if (count !== shown.length)
      faults.push(`laptop ${laptop.number} has ${count} of ${entity}, head office ${shown.length}`)
  }
  return faults
}

const sidesOf = (laptop: FuzzLaptop): string =>
  textOf(z.array(z.json()).parse(laptop.db().connection.prepare(besideSql).all()))

const besideSql = `SELECT entity, row_id, field, reason, value, change_id, said_by_id, said_at, shown FROM field_beside
  WHERE reason IN ('conflict', 'set') ORDER BY 1, 2, 3, 4, 6`
