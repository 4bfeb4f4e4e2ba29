import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { oldestProtocol, protocolVersion } from '../core/sync/protocol.ts'
import { changeSetOf, saying } from './testing/changes.ts'
import { onEachDatabase } from './testing/on-each-database.ts'
import { type StoreLaptop, storeLaptop } from './testing/store-laptop.ts'
import { testNow } from './testing/test-now.ts'

const visit = () => changeSetOf(saying('visit', v7(), { arrival: 'unknown' }))

onEachDatabase('a handshake with head office on $name', (door, epoch) => {
  const standOf = async ({ caller }: StoreLaptop) => {
    const stand = z.object({ cursor: z.coerce.number(), waiting: z.int(), last_seen_at: z.coerce.number() })
    const rows = await door.query(
      stand,
      'SELECT cursor, waiting, last_seen_at FROM device WHERE store_id = $1 AND device_id = $2',
      [caller.storeId, caller.deviceId],
    )
    return rows[0]
  }

  test('welcomes a new laptop with what it needs to know, and notes what waits on it', async () => {
    const laptop = await storeLaptop(door)
    await laptop.push(visit())
    expect(await laptop.shakeHands({ waiting: 3 })).toEqual({
      type: 'welcome',
      epoch,
      mark: door.mark,
      newEpoch: false,
      seq: 1,
      now: testNow,
      encodings: ['gzip'],
      documents: [],
    })
    expect(await standOf(laptop)).toEqual({ cursor: 0, waiting: 3, last_seen_at: testNow })
  })

  test('tells a laptop of another epoch that this is a new one, whatever position it names', async () => {
    const laptop = await storeLaptop(door)
    await laptop.push(visit())
    const { cursor, hash } = await laptop.pull()
    expect(await laptop.shakeHands({ epoch: v7(), cursor, hash })).toMatchObject({
      type: 'welcome',
      newEpoch: true,
    })
    expect((await standOf(laptop))?.cursor).toBe(0)
  })

  test('tells a laptop whose position it never had that they do not match', async () => {
    const laptop = await storeLaptop(door)
    await laptop.push(visit())
    const { cursor, hash } = await laptop.pull()
    const answers = [
      await laptop.shakeHands({ epoch, cursor, hash }),
      await laptop.shakeHands({ epoch, cursor: cursor + 1, hash }),
      await laptop.shakeHands({ epoch, cursor, hash: 'f'.repeat(64) }),
      await laptop.shakeHands({ epoch, cursor: 0, hash }),
    ]
    expect(answers.map(({ type }) => type)).toEqual(['welcome', 'mismatch', 'mismatch', 'mismatch'])
    expect(answers[1]).toMatchObject({ epoch, seq: 1, now: testNow })
  })

  test('tells a laptop whose receipt it never gave, or gave for something else, that they do not match', async () => {
    const laptop = await storeLaptop(door)
    const [first, second] = await laptop.push(visit(), visit())
    if (!first || !second) throw new Error('no receipts')
    const answerTo = async (changeSetId: typeof first.changeSetId, seq: number) =>
      (await laptop.shakeHands({ epoch, newestReceipt: { changeSetId, seq } })).type
    expect(await answerTo(second.changeSetId, 2)).toBe('welcome')
    expect(await answerTo(first.changeSetId, 2)).toBe('mismatch')
    expect(await answerTo(second.changeSetId, 3)).toBe('mismatch')
  })

  test('says nothing else in a protocol that it does not know', async () => {
    const laptop = await storeLaptop(door)
    for (const protocol of [oldestProtocol - 1, protocolVersion + 1])
      expect(await laptop.shakeHands({ protocol })).toEqual({
        type: 'protocol-not-accepted',
        oldest: oldestProtocol,
        newest: protocolVersion,
      })
    expect(await standOf(laptop)).toBeUndefined()
  })

  test('does not take what a laptop asks for as what it has', async () => {
    const laptop = await storeLaptop(door)
    await laptop.push(visit(), visit())
    await laptop.shakeHands()
    await laptop.pull(1)
    expect((await standOf(laptop))?.cursor).toBe(0)
  })
})
