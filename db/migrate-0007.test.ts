import { expect, it } from 'vitest'
import { z } from 'zod'
import { openTestDatabase, testFolder } from './test-database.ts'

it('brings an index that tells which pictures wait without their bytes', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  const [plan] = z
    .array(z.object({ detail: z.string() }))
    .parse(
      db.connection
        .prepare(
          "EXPLAIN QUERY PLAN SELECT hash FROM blob WHERE state = 'whole' AND at_headoffice IS NOT 'e'",
        )
        .all(),
    )
  expect(plan?.detail).toContain('USING COVERING INDEX blob_by_mark')
  db.close()
})
