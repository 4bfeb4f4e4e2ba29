import type { Sql, SqlDoor } from './sql.ts'

/** Reads as of one moment: no commit of somebody else's falls between two of its queries. */
export function readSnapshot<T>(door: SqlDoor, read: (sql: Sql) => Promise<T>): Promise<T> {
  return door.transaction(async (sql) => {
    await sql.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    return read(sql)
  })
}
