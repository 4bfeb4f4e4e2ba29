import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { DatabaseAway, readDriverError } from './database-away.ts'
import { toCallError } from './http/call-refusal.ts'
import { errorReply } from './http/reply.ts'
import { openPostgres } from './postgres.ts'
import { type PostgresCluster, startPostgresCluster, whyNoPostgres } from './testing/postgres-cluster.ts'

const whyNot = whyNoPostgres()
const named = whyNot === null ? '' : ` (not run: ${whyNot})`
let cluster: PostgresCluster | null = null
afterEach(async () => {
  await cluster?.stop()
  cluster = null
})

describe.skipIf(whyNot !== null)(`a PostgreSQL that goes away${named}`, () => {
  test('in the middle of a transaction fails that one, and nobody else', async () => {
    cluster = await startPostgresCluster()
    const idleErrors: Error[] = []
    const door = await openPostgres(cluster.databaseUrl, (error) => idleErrors.push(error))
    const crash = cluster.crash
    const transaction = door.transaction(async (sql) => {
      await sql.run('CREATE TABLE half_written (id int)')
      await crash()
      await sql.run('INSERT INTO half_written VALUES (1)')
    })
    await expect(transaction).rejects.toBeInstanceOf(DatabaseAway)
    const there = await door.query(
      z.object({ name: z.string().nullable() }),
      "SELECT to_regclass('half_written')::text AS name",
    )
    expect(there).toEqual([{ name: null }])
    await door.close()
  })

  test('is an answer that asks to come again', async () => {
    cluster = await startPostgresCluster()
    const door = await openPostgres(cluster.databaseUrl, () => {})
    await cluster.stop()
    const away = await door.run('SELECT 1').catch((error: unknown) => error)
    expect(away).toBeInstanceOf(DatabaseAway)
    const reply = errorReply(toCallError(away))
    expect([reply.status, JSON.parse(reply.body).code, reply.headers['retry-after']]).toEqual([
      503,
      'BUSY',
      '5',
    ])
    await door.close()
    cluster = null
  })
})

test.each([
  ['a lock that was waited for too long', Object.assign(new Error('lock'), { code: '55P03' }), true],
  ['a server that shuts down', Object.assign(new Error('bye'), { code: '57P01' }), true],
  ['a pool without a free connection', new Error('timeout exceeded when trying to connect'), true],
  ['two rows of one key', Object.assign(new Error('unique'), { code: '23505' }), false],
] as const)('%s is told from a fault of head office', (_, error, isAway) => {
  expect(readDriverError(error) instanceof DatabaseAway).toBe(isAway)
})
