import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Receipt } from '../core/sync/protocol.ts'
import { receivePage } from './receive-page.ts'
import type { SqlDoor } from './sql.ts'
import { changeIdIn, changeSetOf, saying, testAuthor } from './testing/changes.ts'
import { fedFieldsOf, storeLaptop, wholeFeed } from './testing/store-laptop.ts'
import { databaseKinds } from './testing/test-identity.ts'
import { testNow } from './testing/test-now.ts'

const postgres = databaseKinds.find(({ name }) => name === 'PostgreSQL')
if (!postgres) throw new Error('no PostgreSQL to test')
const { whyNot, open } = postgres
const named = whyNot === null ? '' : ` (not run here: ${whyNot})`

describe.skipIf(whyNot !== null)(`transactions of two laptops that lie in each other${named}`, () => {
  let door: SqlDoor
  let end: () => Promise<void>
  beforeAll(async () => {
    const opened = await open()
    door = opened.door
    end = opened.end
    await door.run('INSERT INTO epoch VALUES (1, $1, $2)', [v7(), testNow])
  })
  afterAll(() => end())

  /** A door whose transactions do all their work and then wait before they commit. */
  const doorThatWaits = () => {
    const done = Promise.withResolvers<void>()
    const mayCommit = Promise.withResolvers<void>()
    const waiting: SqlDoor = {
      ...door,
      transaction: (work) =>
        door.transaction(async (sql) => {
          const result = await work(sql)
          done.resolve()
          await mayCommit.promise
          return result
        }),
    }
    return { waiting, done: done.promise, commit: () => mayCommit.resolve() }
  }
  const answer = () => changeSetOf(saying('answer', v7(), { ownWords: 'between' }))

  test('give the second its position only after the first has committed, so no cursor can be beyond a row to come', async () => {
    const [one, other] = await twoLaptops(door)
    await one.push(answer())
    const { waiting, done, commit } = doorThatWaits()
    const [mine, theirs] = [answer(), answer()]
    const first = receivePage(waiting, one.caller, { changeSets: [mine] }, { mark: 'durable', now: testNow })
    await done
    let isAnswered = false
    const second = other.push(theirs).then((receipts): readonly Receipt[] => {
      isAnswered = true
      return receipts
    })
    const between = await other.pull()
    expect([between.cursor, between.rows.length, between.end]).toEqual([1, 1, true])
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(isAnswered).toBe(false)
    commit()
    expect([(await first)[0]?.seq, (await second)[0]?.seq]).toEqual([2, 3])
    const { rows } = await other.pull(between.cursor)
    expect(rows.map(({ rowId }) => rowId)).toEqual([mine, theirs].map(({ changes }) => changes[0]?.rowId))
  })

  test('strip what waited while somebody else’s erasure of its customer committed', async () => {
    const [one, other] = await twoLaptops(door)
    const customerId = v7()
    const made = changeSetOf(saying('customer', customerId, { name: 'Sana', language: 'ur' }))
    await one.push(made)
    const { waiting, done, commit } = doorThatWaits()
    const erasure = changeSetOf(
      saying('erasure', v7(), { customerId, reason: 'requested', authorId: testAuthor, occurredAt: testNow }),
    )
    const erasing = receivePage(
      waiting,
      one.caller,
      { changeSets: [erasure] },
      { mark: 'durable', now: testNow },
    )
    await done
    const edit = changeSetOf(saying('customer', customerId, { name: 'Sana Tariq' }, changeIdIn(made)))
    const editing = other.push(edit)
    await new Promise((resolve) => setTimeout(resolve, 100))
    commit()
    await Promise.all([erasing, editing])
    expect((await fedFieldsOf(one, customerId)).name?.value).toBeNull()
    expect(JSON.stringify(await wholeFeed(one))).not.toContain('Sana')
  })
})

async function twoLaptops(door: SqlDoor) {
  const one = await storeLaptop(door)
  return [one, await storeLaptop(door, one.caller.storeId)] as const
}
