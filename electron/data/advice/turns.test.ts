import { describe, expect, test } from 'vitest'
import { createSharedTurns, createTurns } from './turns.ts'

describe('turns', () => {
  test('are taken one at a time, in the order asked, also after one that fails', async () => {
    const turns = createTurns()
    const events: string[] = []
    const gate = Promise.withResolvers<void>()
    const first = turns.take(async () => {
      events.push('first begins')
      await gate.promise
      events.push('first fails')
      throw new Error('first')
    })
    const second = turns.take(async () => {
      events.push('second begins')
      return 2
    })
    gate.resolve()
    await expect(first).rejects.toThrow('first')
    expect(await second).toBe(2)
    expect(events).toEqual(['first begins', 'first fails', 'second begins'])
  })

  test('are shared by those who ask for the same while it waits, and by nobody once it has begun', async () => {
    const shared = createSharedTurns<number>(createTurns())
    const begun = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    let works = 0
    const work = async () => {
      works += 1
      const mine = works
      begun.resolve()
      await gate.promise
      return mine
    }
    const first = shared('one', work)
    await begun.promise
    const waiting = [shared('one', work), shared('one', work)]
    const other = shared('other', work)
    gate.resolve()
    expect(await first).toBe(1)
    expect(await Promise.all(waiting)).toEqual([2, 2])
    expect(await other).toBe(3)
  })
})
