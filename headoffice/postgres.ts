import { Pool, type PoolClient } from 'pg'
import { z } from 'zod'
import { Refusal } from '../contract/errors.ts'
import { first, type Sql, type SqlDoor } from './sql.ts'
import { sqlOf } from './sql-of.ts'

/** The settings without which PostgreSQL may answer before its disk has it, or tear a page in a power cut. */
const settingsThatKeep = ['fsync', 'synchronous_commit', 'full_page_writes'] as const

/**
 * Opens head office's database on a PostgreSQL server that syncs its disk before it answers.
 * @param databaseUrl as in `postgres://user:password@host:5432/name`; never logged, it holds a password
 * @throws Refusal HEADOFFICE_DATABASE_UNREACHABLE, HEADOFFICE_DATABASE_NOT_SAFE
 */
export async function openPostgres(
  databaseUrl: string,
  onIdleError: (error: Error) => void,
): Promise<SqlDoor> {
  const pool = new Pool({ connectionString: databaseUrl, max: 10, connectionTimeoutMillis: 10_000 })
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
      const client = await pool.connect()
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
        throw error
      } finally {
        // A connection that could not even roll back is thrown away, not given to the next.
        client.release(broken !== undefined)
      }
    },
    close: () => pool.end(),
  }
}

const sqlOn = (queryable: Pool | PoolClient) => sqlOf(queryable, (text) => queryable.query(text))

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
