import { randomBytes } from 'node:crypto'
import { decodeProtectedHeader } from 'jose'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { deviceIdSchema, storeIdSchema } from '../../core/ids.ts'
import { onEachDatabase } from '../testing/on-each-database.ts'
import { testNow } from '../testing/test-now.ts'
import { createTokens } from './tokens.ts'

const keyMs = 30 * 24 * 3_600_000

onEachDatabase('tokens on $name', (door) => {
  test('laptops that come at once when there is no key, or when it comes to its end, have tokens signed with one', async () => {
    let now = testNow
    const tokensOfAHeadoffice = () =>
      createTokens({ door, clock: () => now, newId: () => v7(), randomBytes: (count) => randomBytes(count) })
    // Two head offices may run on one database.
    const offices = [tokensOfAHeadoffice(), tokensOfAHeadoffice()]
    const caller = { storeId: storeIdSchema.parse(v7()), deviceId: deviceIdSchema.parse(v7()) }
    const keys = []
    for (let round = 1; round <= 3; round++) {
      const given = await Promise.all(
        Array.from({ length: 6 }, (_, n) => offices[n % offices.length]?.give(caller)),
      )
      const kids = new Set(given.map((token) => decodeProtectedHeader(token ?? '').kid))
      expect(kids.size).toBe(1)
      keys.push(...kids)
      for (const token of given)
        for (const office of offices) expect(await office.read(token ?? '')).toEqual(caller)
      now += keyMs
    }
    expect(new Set(keys).size).toBe(3)
    const ended = z.object({ ended: z.boolean() })
    const rows = await door.query(ended, 'SELECT ended_at IS NOT NULL AS ended FROM token_key')
    expect(rows.map((row) => row.ended).toSorted()).toEqual([false, true, true])
  })
})
