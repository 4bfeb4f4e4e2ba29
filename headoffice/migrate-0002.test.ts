import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { canonicalJson, type Json } from '../core/canonical-json.ts'
import { storeIdSchema } from '../core/ids.ts'
import { type ChangeSet, changeSetSchema } from '../core/sync/protocol.ts'
import { migrate } from './migrate.ts'
import { openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'
import type { SqlDoor } from './sql.ts'
import { digestOf } from './testing/digest-of.ts'
import { startPostgresCluster, whyNoPostgres } from './testing/postgres-cluster.ts'
import { fedFieldsOf, storeLaptop, wholeFeed } from './testing/store-laptop.ts'
import { testNow } from './testing/test-now.ts'

const migrationsFolder = resolve(import.meta.dirname, 'migrations')
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const [customer, erased, answer] = [v7(), v7(), v7()]

interface Old {
  readonly entity: string
  readonly rowId: string
  readonly values: Readonly<Record<string, Json>>
  readonly parents?: readonly string[]
}

/** A change set as the first version wrote it. */
function oldSet(...changes: readonly Old[]): ChangeSet {
  return changeSetSchema.parse({
    id: v7(),
    authorId: v7(),
    occurredAt: testNow,
    businessDay: '2026-11-22',
    changes: changes.map(({ entity, rowId, values, parents: [parent = null, ...alsoParents] = [] }) => ({
      id: v7(),
      entity,
      rowId,
      fields: Object.fromEntries(
        Object.entries(values).map(([field, value]) => [
          field,
          { value, parent, ...(alsoParents.length > 0 && { alsoParents }) },
        ]),
      ),
    })),
  })
}

const changeOf = ({ changes }: ChangeSet, index = 0) => changes[index]?.id ?? ''
const saidBy = (value: Json, changeSet: ChangeSet, parents: readonly string[] = [], index = 0) => ({
  value,
  changeId: changeOf(changeSet, index),
  parents,
  same: [],
  held: false,
})

const made = oldSet(
  { entity: 'customer', rowId: customer, values: { name: 'Ayesha' } },
  {
    entity: 'answer',
    rowId: answer,
    values: { ownWords: 'nul \u0000 and half \ud83d', opportunityId: v7() },
  },
)
const one = oldSet({
  entity: 'customer',
  rowId: customer,
  values: { name: 'Ayesha K' },
  parents: [changeOf(made)],
})
const other = oldSet({
  entity: 'customer',
  rowId: customer,
  values: { name: 'Ayesha M' },
  parents: [changeOf(made)],
})
const gone = oldSet({ entity: 'customer', rowId: erased, values: { name: 'Sana' } })
const erasure = oldSet({ entity: 'erasure', rowId: v7(), values: { customerId: erased } })
const refused = oldSet({ entity: 'answer', rowId: answer, values: { ownWords: 'else' } })
const accepted = [made, one, other, gone, erasure]

const rows: readonly [entity: string, rowId: string, seq: number, place: number, state: object][] = [
  ['answer', answer, 1, 1, fieldsOf(made, 1)],
  [
    'customer',
    customer,
    3,
    0,
    {
      name: {
        shown: saidBy('Ayesha K', one, [changeOf(made)]),
        others: [saidBy('Ayesha M', other, [changeOf(made)])],
      },
    },
  ],
  ['customer', erased, 4, 0, fieldsOf(gone, 0)],
  ['erasure', erasure.changes[0]?.rowId ?? '', 5, 0, fieldsOf(erasure, 0)],
]

function fieldsOf(changeSet: ChangeSet, index: number): object {
  const { fields = {} } = changeSet.changes[index] ?? {}
  return Object.fromEntries(
    Object.entries(fields).map(([field, { value }]) => [
      field,
      { shown: saidBy(value, changeSet, [], index), others: [] },
    ]),
  )
}

const receiptOf = (changeSet: ChangeSet, outcome: string, seq: number | null) =>
  JSON.stringify({
    changeSetId: changeSet.id,
    outcome,
    seq,
    mark: 'durable',
    receivedAt: 7,
    words: 'Head office has "this".',
  })

/** Writes what the first version's head office would have written. */
async function writeOld(door: SqlDoor, storeId: string) {
  await door.run('INSERT INTO store VALUES ($1, $2, $3, 1)', [storeId, 'LHE-1', 'Gulberg Motors'])
  await door.run('INSERT INTO device VALUES ($1, $2, 1, 2)', [storeId, v7()])
  await door.run('INSERT INTO epoch VALUES (1, $1, 1)', [v7()])
  await door.run('INSERT INTO store_counter VALUES ($1, $2, $3)', [storeId, accepted.length, 'old'])
  for (const [index, changeSet] of [...accepted, refused].entries()) {
    const isRefused = changeSet === refused
    const outcome = isRefused ? 'refused' : changeSet === other ? 'conflict' : 'accepted'
    await door.run('INSERT INTO change_set VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
      storeId,
      changeSet.id,
      v7(),
      changeSet.authorId,
      changeSet.occurredAt,
      changeSet.businessDay,
      sha256(canonicalJson(changeSet)),
      receiptOf(changeSet, outcome, isRefused ? null : index + 1),
    ])
    if (isRefused) continue
    await door.run('INSERT INTO feed_log VALUES ($1, $2, $3, $4)', [storeId, index + 1, 'old', changeSet.id])
    for (const change of changeSet.changes) {
      const { id, entity, rowId, fields } = change
      await door.run('INSERT INTO change VALUES ($1, $2, $3, $4, $5, $6)', [
        storeId,
        id,
        changeSet.id,
        entity,
        rowId,
        JSON.stringify(fields),
      ])
      for (const [field, { parent }] of Object.entries(fields))
        if (parent !== null)
          await door.run('INSERT INTO change_parent VALUES ($1, $2, $3, $4)', [storeId, parent, field, id])
    }
  }
  for (const [entity, rowId, seq, place, state] of rows)
    await door.run('INSERT INTO feed_row VALUES ($1, $2, $3, $4, $5, $6)', [
      storeId,
      entity,
      rowId,
      seq,
      place,
      JSON.stringify(state),
    ])
}

const whyNot = whyNoPostgres()
const engines = [
  { name: 'PGlite', whyNot: null, open: openInFolder },
  { name: 'PostgreSQL', whyNot, open: openInCluster },
]

async function openInFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'northstar-first-version-'))
  const door = await openPglite(folder)
  return { door, end: async () => rmSync(folder, { recursive: true, force: true }) }
}

async function openInCluster() {
  const cluster = await startPostgresCluster()
  return { door: await openPostgres(cluster.databaseUrl, () => {}), end: cluster.stop }
}

describe.each(engines)('what the first version kept on $name', ({ name, whyNot: why, open }) => {
  test.skipIf(why !== null)(
    `is fed and known again after the second version has taken it over${why === null ? '' : ` (not run on ${name}: ${why})`}`,
    async () => {
      const { door, end } = await open()
      const first = mkdtempSync(join(tmpdir(), 'northstar-first-migration-'))
      try {
        copyFileSync(join(migrationsFolder, '0001-initial.sql'), join(first, '0001-initial.sql'))
        await migrate(door, { migrationsFolder: first, where: 'a test' })
        const storeId = storeIdSchema.parse(v7())
        await writeOld(door, storeId)
        await migrate(door, { migrationsFolder, where: 'a test' })

        const epochs = await door.query(z.object({}), 'SELECT * FROM epoch')
        expect(epochs).toEqual([])
        await door.run('INSERT INTO epoch VALUES (1, $1, 1)', [v7()])
        const laptop = await storeLaptop(door, storeId)
        const feed = await wholeFeed(laptop)
        expect(feed.map(({ entity, seq }) => [entity, seq])).toEqual([
          ['answer', 1],
          ['customer', 3],
          ['erasure', 5],
          ['customer', 5],
        ])
        expect((await fedFieldsOf(laptop, answer)).ownWords?.value).toBe('nul \u0000 and half \ud83d')
        expect((await fedFieldsOf(laptop, customer)).name).toEqual({
          value: 'Ayesha K',
          changeId: changeOf(one),
          others: [{ value: 'Ayesha M', changeId: changeOf(other) }],
        })
        const hash = accepted.reduce(
          (before, changeSet) => sha256(`${before}\n${changeSet.id}\n${sha256(canonicalJson(changeSet))}`),
          '',
        )
        expect(await laptop.pull(4)).toMatchObject({ cursor: 5, hash, digest: digestOf(feed) })
        const kept = await door.query(
          z.object({ content: z.string().nullable() }),
          'SELECT content FROM change_set',
        )
        expect(JSON.stringify([feed, kept])).not.toContain('Sana')

        const receipts = await laptop.push(...accepted, refused)
        expect(receipts.map(({ outcome, seq, reason }) => [outcome, seq, reason])).toEqual([
          ['accepted', 1, null],
          ['accepted', 2, null],
          ['conflict', 3, null],
          ['accepted', 4, null],
          ['accepted', 5, null],
          ['refused', null, 'written-before'],
        ])
        expect(new Set(receipts.map(({ receivedAt, mark }) => [receivedAt, mark].join()))).toEqual(
          new Set(['7,durable']),
        )
        const settled = oldSet({
          entity: 'customer',
          rowId: customer,
          values: { name: 'Ayesha M' },
          parents: [changeOf(one), changeOf(other)],
        })
        expect((await laptop.push(settled))[0]).toMatchObject({ outcome: 'accepted', seq: 6 })
        expect((await fedFieldsOf(laptop, customer)).name).toEqual({
          value: 'Ayesha M',
          changeId: changeOf(settled),
        })
        expect((await laptop.pull(5)).digest).toBe(digestOf(await wholeFeed(laptop)))
      } finally {
        await door.close()
        await end()
        rmSync(first, { recursive: true, force: true })
      }
    },
    60_000,
  )
})
