import { afterAll, beforeAll, expect, test } from 'vitest'
import { fuzz } from './fuzz.ts'
import type { Plant } from './run-seed.ts'

const tmpBefore = process.env.TMPDIR
beforeAll(() => {
  // The power is not cut here, and syncing a real disk would take most of the time.
  if (process.platform === 'linux') process.env.TMPDIR = '/dev/shm'
})
afterAll(() => {
  if (tmpBefore === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = tmpBefore
})

const seedsFrom = (first: number, count: number) => Array.from({ length: count }, (_, n) => first + n)

test('whatever goes wrong between laptops and head office, they come to the same and nothing is lost', async () => {
  const results = await fuzz({ seeds: seedsFrom(1, 6) })
  expect(
    results.flatMap(({ seed, faults }) => faults.map(({ kind, what }) => `${seed} ${kind}: ${what}`)),
  ).toEqual([])
}, 120_000)

test('a seed goes the same way each time', async () => {
  const [once] = await fuzz({ seeds: [7], isTraced: true })
  const [, again] = await fuzz({ seeds: [6, 7], isTraced: true })
  expect(again).toEqual(once)
}, 60_000)

const faults: readonly { readonly name: string; readonly kind: string; readonly plant: Plant }[] = [
  {
    name: 'a laptop that forgets what waits',
    kind: 'lost',
    plant: {
      beforeHeal(store) {
        for (const laptop of store.sound()) {
          store.edit(laptop)
          laptop.db().connection.exec('DELETE FROM outbox')
        }
      },
    },
  },
  {
    name: 'a laptop that shows another value than was fed',
    kind: 'diverged',
    plant: {
      afterHeal: ({ sound }) =>
        void sound()[0]?.db().connection.exec("UPDATE consultant SET name = name || ' the other'"),
    },
  },
  {
    name: 'a head office that lets go of a row',
    kind: 'diverged',
    plant: {
      afterHeal: ({ office, storeId }) =>
        office.door.run("DELETE FROM feed_row WHERE store_id = $1 AND entity = 'consultant'", [storeId]),
    },
  },
  {
    name: 'a head office that takes one change set twice, under another id',
    kind: 'duplicated',
    plant: {
      afterHeal: ({ office, storeId, chance }) =>
        office.door.run(
          `INSERT INTO change_set SELECT store_id, $2, device_id, NULL, NULL, content_hash, outcome, mark, received_at,
             reason, is_stripped, content FROM change_set WHERE store_id = $1 LIMIT 1`,
          [storeId, chance.newId()],
        ),
    },
  },
  {
    name: 'a laptop that shows an erased customer’s words again',
    kind: 'resurrected',
    plant: {
      beforeHeal: (store) => store.sound().forEach(store.erase),
      afterHeal({ ledger, sound }) {
        for (const { rowId, fields } of ledger.acts().flatMap(({ edits }) => edits))
          if (ledger.erased().has(rowId) && fields.name)
            sound()[0]
              ?.db()
              .connection.prepare('UPDATE customer SET note = ? WHERE id = ?')
              .run(fields.name, rowId)
      },
    },
  },
]

test.each(faults)(
  '$name is found',
  async ({ kind, plant }) => {
    const results = await fuzz({ seeds: seedsFrom(1, 3), plant })
    expect(results.flatMap((result) => result.faults).map((fault) => fault.kind)).toContain(kind)
  },
  60_000,
)
