import fc from 'fast-check'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { rowsOf } from './columns.ts'
import { readKnownIds } from './known-ids.ts'
import { changeSetOf, saying } from './testing/changes.ts'
import { onEachDatabase } from './testing/on-each-database.ts'
import { storeLaptop } from './testing/store-laptop.ts'

onEachDatabase('on $name', (door) => {
  test('columns of rows arrive as they were bound, whether alike, counting up or neither', async () => {
    // JSON, as it travels: control characters are escaped in it.
    const text = fc.string({ unit: 'binary' }).map((value) => JSON.stringify(value))
    const rows = fc
      .record({
        texts: fc.array(fc.option(text), { minLength: 1, maxLength: 12 }),
        isAlike: fc.boolean(),
        from: fc.nat(),
        step: fc.integer({ min: 0, max: 2 }),
      })
      .map(({ texts, isAlike, from, step }) => ({
        text: isAlike ? texts.map(() => texts[0] ?? null) : texts,
        number: texts.map((_, index) => from + step * index),
        nothing: texts.map(() => null),
      }))
    const arrived = z.object({ text: z.string().nullable(), number: z.coerce.number(), nothing: z.null() })
    await fc.assert(
      fc.asyncProperty(rows, async (columns) => {
        const bound = rowsOf(1, columns)
        const sql = `SELECT r.text, r.number::bigint AS number, r.nothing FROM ${bound.sql}`
        expect(await door.query(arrived, sql, bound.values)).toEqual(
          columns.text.map((value, index) => ({ text: value, number: columns.number[index], nothing: null })),
        )
      }),
      { numRuns: 200 },
    )
  })

  test('known ids are told from the others, few or many, near in time or far', async () => {
    const laptop = await storeLaptop(door)
    const made = () => changeSetOf(saying('visit', v7(), { arrival: 'unknown' }))
    const early = made()
    const known = Array.from({ length: 300 }, made)
    await laptop.push(early, ...known)
    const ids = known.map(({ id }) => id)
    const unknown = Array.from({ length: 60 }, () => made().id)
    const asked = [
      ids.slice(0, 3),
      ids.slice(0, 100),
      unknown,
      [...unknown, early.id],
      [...unknown, ...ids],
      [],
    ]
    const key = { table: 'change_set', key: 'change_set_id' } as const
    const all = new Set<string>([early.id, ...ids])
    for (const some of asked)
      expect(await readKnownIds(door, laptop.caller.storeId, key, some)).toEqual(
        new Set(some.filter((id) => all.has(id))),
      )
  })

  test('a long page of repeats, edits and new rows is taken in as short ones are', async () => {
    const [laptop, other] = [await storeLaptop(door), await storeLaptop(door)]
    const customers = Array.from({ length: 40 }, () => v7())
    const made = customers.map((rowId) => changeSetOf(saying('customer', rowId, { name: 'Ali' })))
    const edits = made.map(({ changes }, index) =>
      changeSetOf(
        saying(
          'customer',
          customers[index] ?? '',
          { name: `Ali ${index % 7}` },
          ...changes.map(({ id }) => id),
        ),
      ),
    )
    const page = [...made, ...edits.slice(0, 20), ...made.slice(0, 30), ...edits]
    await laptop.push(...made.slice(0, 15))
    const long = await laptop.push(...page)
    await other.push(...made.slice(0, 15))
    const short: unknown[] = []
    for (const changeSet of page) short.push(...(await other.push(changeSet)))
    expect(long).toEqual(short)
    expect(await laptop.pull()).toEqual(await other.pull())
  })
})
