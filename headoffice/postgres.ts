import { Pool, type PoolClient } from 'pg'
import { z } from 'zod'
import { Refusal } from '../contract/errors.ts'
import { readDriverError } from './database-away.ts'
import { first, type Sql, type SqlDoor } from './sql.ts'
import { sqlOf } from './sql-of.ts'

/** The settings without which PostgreSQL may answer before its disk has it, or tear a page in a power cut. */
const settingsThatKeep = ['fsync', 'synchronous_commit', 'full_page_writes'] as const

/**
 * In milliseconds. A head office that lost its power leaves its transaction behind, which holds a store's counter row: the
 * server ends it before those who wait for it have used up every connection.
 */
const patience = {
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
  lock_timeout: 20_000,
  idle_in_transaction_session_timeout: 60_000,
} as const

/**
 * Opens head office's database on a PostgreSQL server that syncs its disk before it answers.
 * @param databaseUrl as in `postgres://user:password@host:5432/name`; never logged, it holds a password
 * @throws Refusal HEADOFFICE_DATABASE_UNREACHABLE, HEADOFFICE_DATABASE_NOT_SAFE
 */
export async function openPostgres(
  databaseUrl: string,
  onIdleError: (error: Error) => void,
): Promise<SqlDoor> {
  const pool = new Pool({ connectionString: databaseUrl, max: 10, ...patience })
  // A connection may break while nobody uses it; the pool replaces it, and without a listener Node would exit.
  pool.on('error', onIdleError)
  const sql = sqlOn(pool)
  try {
    await checkItKeeps(sql)
  } catch (error) {
    await pool.end()
    if (error instanceof Refusal) throw error
    throw new Refusal('HEADOFFICE_DATABASE_UNREACHABLE', { reason: reasonOf(error) }, { cause: error })
  }
  return {
    ...sql,
    mark: 'durable',
    async transaction(work) {
      const client = await pool.connect().catch((error: unknown) => {
        throw readDriverError(error)
      })
      // The pool listens to those only that lie in it.
      client.on('error', onIdleError)
      let broken: unknown
      try {
        await client.query('BEGIN')
        const result = await work(sqlOn(client))
        await client.query('COMMIT')
        return result
      } catch (error) {
        await client.query('ROLLBACK').catch((cause: unknown) => {
          broken = cause
        })
        throw readDriverError(error)
      } finally {
        client.off('error', onIdleError)
        // A connection that could not even roll back is thrown away, not given to the next.
        client.release(broken !== undefined)
      }
    },
    close: () => pool.end(),
  }
}

function sqlOn(queryable: Pool | PoolClient): Sql {
  const orAway = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked
    } catch (error) {
      throw readDriverError(error)
    }
  }
  return sqlOf({ query: (text, values) => orAway(queryable.query(text, values)) }, (text) =>
    orAway(queryable.query(text)),
  )
}

async function checkItKeeps(sql: Sql): Promise<void> {
  const row = z.object({ setting: z.string() })
  for (const name of settingsThatKeep) {
    const found = await first(sql.query(row, 'SELECT current_setting($1) AS setting', [name]))
    if (found?.setting === 'off') throw new Refusal('HEADOFFICE_DATABASE_NOT_SAFE', { setting: name })
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
