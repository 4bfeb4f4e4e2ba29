import { expect, test } from 'vitest'
import { z } from 'zod'
import { onEachDatabase } from './testing/on-each-database.ts'

const nobody = '00000000-0000-0000-0000-000000000000'

onEachDatabase('the tables of pictures and documents on $name', (door) => {
  test('are there and empty, hold a picture no larger than it may be, and documents that were published', async () => {
    for (const table of ['blob', 'erased_blob', 'document', 'document_in_force'])
      expect(await door.query(z.object({}), `SELECT 1 FROM ${table}`)).toEqual([])
    const run = (sql: string) => door.run(sql)
    await expect(run(`INSERT INTO blob VALUES ('${nobody}', 'h', 10, 0, '', 1)`)).rejects.toThrow()
    await expect(run("INSERT INTO document VALUES ('h', 'staff', '', 1, 1)")).rejects.toThrow()
    await run("INSERT INTO document VALUES ('h', 'market', 'x', 1, 1)")
    await expect(
      run("INSERT INTO document_in_force (kind, hash, since) VALUES ('market', 'other', 1)"),
    ).rejects.toThrow()
  })
})
