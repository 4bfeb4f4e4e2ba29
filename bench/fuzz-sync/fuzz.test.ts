import { afterAll, beforeAll, expect, test } from 'vitest'
import { fuzz, prepareTemplates, removeTemplates, type Templates } from './fuzz.ts'
import { planOf } from './plan.ts'
import type { Plant } from './run-seed.ts'

const tmpBefore = process.env.TMPDIR
let templates: Templates
beforeAll(async () => {
  // The power is not cut here, and syncing a real disk would take most of the time.
  if (process.platform === 'linux') process.env.TMPDIR = '/dev/shm'
  templates = await prepareTemplates()
})
afterAll(() => {
  removeTemplates(templates)
  if (tmpBefore === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = tmpBefore
})

const whats = (results: Awaited<ReturnType<typeof fuzz>>) =>
  results.flatMap(({ seed, faults }) => faults.map(({ kind, what }) => `${seed} ${kind}: ${what}`))

/** The first short seed from 1 on in which such things happen. */
function seedWhere(isSuch: (plan: ReturnType<typeof planOf>) => boolean): number {
  for (let seed = 1; ; seed++) {
    const plan = planOf(seed)
    if (plan.steps.length < 22 && plan.laptops < 4 && isSuch(plan)) return seed
  }
}

test('whatever goes wrong between laptops and head office, they come to the same and nothing is lost', async () => {
  const seeds = [
    seedWhere(({ overHttp }) => overHttp),
    seedWhere(({ olderLaptops, byHand }) => olderLaptops && byHand),
    seedWhere(({ olderOffice }) => olderOffice),
    seedWhere(({ officeGoesBack, backups }) => officeGoesBack && backups),
    seedWhere(({ laptopsAreLost, backups, olderLaptops }) => laptopsAreLost && backups && !olderLaptops),
  ]
  expect(whats(await fuzz({ templates, seeds }))).toEqual([])
}, 120_000)

test('a seed goes the same way each time', async () => {
  const seed = seedWhere(({ byHand, olderLaptops }) => byHand && olderLaptops)
  const other = seedWhere(({ backups }) => backups)
  const [once] = await fuzz({ templates, seeds: [seed], isTraced: true })
  const [, again] = await fuzz({ templates, seeds: [other, seed], isTraced: true })
  expect(again).toEqual(once)
}, 60_000)

test('of a seed that finds something, the steps that it takes are told', async () => {
  const plant: Plant = {
    // Only a step makes a customer.
    afterHeal: ({ office, storeId }) =>
      office.door.run("DELETE FROM feed_row WHERE store_id = $1 AND entity = 'customer'", [storeId]),
  }
  const [found] = await fuzz({
    templates,
    seeds: [3],
    only: firstSteps(12),
    plant,
    shrinkMs: 700,
  })
  expect(found?.faults.map(({ kind }) => kind)).toContain('diverged')
  expect(found?.fewest?.faults.map(({ kind }) => kind)).toContain('diverged')
  expect(found?.fewest?.steps.length).toBeLessThan(found?.steps ?? 0)
}, 60_000)

const firstSteps = (count: number) => Array.from({ length: count }, (_, index) => index)

const faults: readonly {
  readonly name: string
  readonly kind: string
  readonly plant: Plant
  readonly seed?: number
  /** So many of its steps are enough for the fault to be found. */
  readonly steps?: number
}[] = [
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
    name: 'a line that damages what it passes on, and has its digest say so,',
    kind: 'stuck',
    seed: 10,
    steps: 18,
    plant: {
      atBegin({ laptops }) {
        for (const { line } of laptops()) line.forgeDigests()
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
    steps: 21,
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
  async ({ kind, plant, seed = 3, steps = 8 }) => {
    const results = await fuzz({ templates, seeds: [seed], only: firstSteps(steps), plant })
    expect(results.flatMap((result) => result.faults).map((fault) => fault.kind)).toContain(kind)
  },
  60_000,
)
