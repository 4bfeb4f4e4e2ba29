import { expect, test } from 'vitest'
import { z } from 'zod'
import { newId } from './doors.ts'

test('ids are UUIDv7 and never come twice, over many pages of randomness', () => {
  const ids = Array.from({ length: 5000 }, newId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(z.uuidv7().safeParse(id).success).toBe(true)
})
