import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { ConsultantId, VisitId } from '../core/ids.ts'
import type { EntityFields } from '../core/sync/entities.ts'
import { HeadofficeFailure } from '../electron/data/call-failure.ts'
import type { Headoffice } from '../headoffice/start.ts'
import { headofficeKinds, type TestHeadoffice } from '../headoffice/testing/head-offices.ts'
import { day, type Laptop, openLaptop } from './sync-testing/laptop.ts'

const trial = headofficeKinds[0]
let prepared: TestHeadoffice
let office: Headoffice
beforeAll(async () => {
  if (!trial) throw new Error('no trial head office to test')
  prepared = await trial.prepare()
  office = await prepared.start()
})
afterAll(async () => {
  await office.close()
  await prepared.end()
})

/** What may go wrong with a laptop's next round. */
type Trouble = 'none' | 'push-answer-lost' | 'pull-cut' | 'edit-between'

type Step =
  | { readonly type: 'rename'; readonly laptop: number; readonly customer: number; readonly name: string }
  | { readonly type: 'settle'; readonly laptop: number; readonly customer: number; readonly name: string }
  | { readonly type: 'phone'; readonly laptop: number; readonly customer: number; readonly digit: number }
  | { readonly type: 'answer'; readonly laptop: number; readonly words: string }
  | { readonly type: 'lose'; readonly laptop: number; readonly reason: string }
  | { readonly type: 'book'; readonly laptop: number }
  | { readonly type: 'sync'; readonly laptop: number; readonly trouble: Trouble }

const laptop = fc.nat({ max: 2 })
const customer = fc.nat({ max: 1 })
const name = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('Ayesha', 'عائشہ') },
  { weight: 3, arbitrary: fc.nat({ max: 100_000 }).map((n) => `Ayesha ${n}`) },
)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('rename' as const), laptop, customer, name }),
  fc.record({ type: fc.constant('settle' as const), laptop, customer, name }),
  fc.record({ type: fc.constant('phone' as const), laptop, customer, digit: fc.nat({ max: 3 }) }),
  fc.record({ type: fc.constant('answer' as const), laptop, words: name }),
  fc.record({ type: fc.constant('lose' as const), laptop, reason: fc.constantFrom('price', 'stock') }),
  fc.record({ type: fc.constant('book' as const), laptop }),
  fc.record({
    type: fc.constant('sync' as const),
    laptop,
    trouble: fc.constantFrom<Trouble>('none', 'none', 'push-answer-lost', 'pull-cut', 'edit-between'),
  }),
)

interface Store {
  readonly consultant: ConsultantId
  readonly visit: { readonly opportunityId: string; readonly visitId: VisitId }
  readonly customers: readonly string[]
}

test('laptops of one store end with the same rows, and no value that nothing followed is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const troubles: Trouble[] = ['none', 'none', 'none']
      const laptops: Laptop[] = []
      try {
        for (const [n] of troubles.entries())
          laptops.push(await openTroubledLaptop(laptops[0], () => take(troubles, n)))
        const store = await begin(laptops)
        for (const next of steps) await perform(next, laptops, store, troubles)
        // Two rounds each: one to send what waits, one to fetch what the others sent after.
        for (let turn = 0; turn < 2; turn++) for (const each of laptops) await each.round()
        await check(laptops)
      } finally {
        for (const each of laptops) await each.close()
      }
    }),
    { numRuns: 15 },
  )
}, 240_000)

async function openTroubledLaptop(like: Laptop | undefined, takeTrouble: () => Trouble): Promise<Laptop> {
  let trouble: Trouble = 'none'
  const cut = () => new HeadofficeFailure('line-broke', 'the network was cut')
  const laptop: Laptop = openLaptop({
    url: office.url,
    ...(like && { storeId: like.storeId, storeCode: like.storeCode }),
    through: (client) => ({
      ...client,
      async handshake(request, signal) {
        trouble = takeTrouble()
        return client.handshake(request, signal)
      },
      async push(request, signal) {
        const answer = await client.push(request, signal)
        if (trouble === 'push-answer-lost') throw cut()
        return answer
      },
      async pull(request, signal) {
        const answer = await client.pull(request, signal)
        if (trouble === 'pull-cut') throw cut()
        if (trouble === 'edit-between') {
          const [row] = idRows.parse(laptop.all('SELECT id FROM customer LIMIT 1'))
          if (row) laptop.rename(row.id, 'Typed during the round')
        }
        return answer
      },
    }),
  })
  await laptop.enrol(office)
  return laptop
}

function take(troubles: Trouble[], n: number): Trouble {
  const trouble = troubles[n] ?? 'none'
  troubles[n] = 'none'
  return trouble
}

async function begin(laptops: readonly Laptop[]): Promise<Store> {
  const [first] = laptops
  if (!first) throw new Error('no laptop')
  const consultant = first.addConsultant('Bilal Ahmed')
  const visit = first.startVisit(consultant)
  const customers = [first.addCustomer('Ayesha'), first.addCustomer('Bilal')]
  for (const laptop of laptops) await laptop.round()
  return { consultant, visit, customers }
}

async function perform(step: Step, laptops: readonly Laptop[], store: Store, troubles: Trouble[]) {
  const laptop = laptops[step.laptop]
  if (!laptop) return
  const opportunity = laptop.db.tables.read('opportunity', store.visit.opportunityId)
  const edit = (fields: Partial<EntityFields<'opportunity'>>) =>
    laptop.write([{ entity: 'opportunity', rowId: store.visit.opportunityId, fields }], store.visit.visitId)
  switch (step.type) {
    case 'rename':
    case 'settle':
      return laptop.rename(store.customers[step.customer] ?? '', step.name, step.type === 'settle')
    case 'phone':
      return laptop.write([
        {
          entity: 'customer',
          rowId: store.customers[step.customer] ?? '',
          fields: { phone: `+92300000000${step.digit}` },
        },
      ])
    case 'answer':
      return laptop.answer(store.visit, store.consultant, step.words)
    case 'lose':
      if (opportunity?.state !== 'open') return
      return edit({
        state: 'lost',
        lostReason: step.reason,
        lostNote: null,
        lostVisitId: store.visit.visitId,
        lostBusinessDay: day,
      })
    case 'book':
      return opportunity?.state === 'open' ? edit({ state: 'booked' }) : undefined
    case 'sync':
      troubles[step.laptop] = step.trouble
      return laptop.round()
  }
}

const idRows = z.array(z.object({ id: z.string() }))
const sayings = z.array(
  z.object({
    id: z.string(),
    entity: z.string(),
    row_id: z.string(),
    field: z.string(),
    value: z.string(),
    parents: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(z.array(z.string())),
  }),
)
type Saying = z.infer<typeof sayings>[number]
const besideRows = z.array(
  z.object({ entity: z.string(), row_id: z.string(), field: z.string(), value: z.string() }),
)

async function check(laptops: readonly Laptop[]) {
  const [first, ...others] = laptops
  if (!first) return
  for (const laptop of laptops) {
    expect(laptop.status()).toMatchObject({
      state: 'up-to-date',
      waitingChangeSets: 0,
      aside: 0,
      checked: { outcome: 'same' },
    })
    expect(laptop.receipts().filter(({ outcome }) => outcome === 'refused')).toEqual([])
    expect(laptop.all("SELECT * FROM field_beside WHERE reason = 'masked'")).toEqual([])
  }
  for (const laptop of others) {
    expect(laptop.rows()).toEqual(first.rows())
    expect(laptop.position()).toEqual(first.position())
    for (const all of [everyVersion, 'SELECT * FROM field_beside'])
      expect(laptop.all(all)).toEqual(first.all(all))
  }
  const said = laptops.flatMap((laptop) => sayings.parse(laptop.all(everySaying)))
  const followedIds = new Set(said.flatMap(({ field, parents }) => parents.map((id) => `${id} ${field}`)))
  // The same value said twice counts once: what follows one saying follows the other.
  const asSaid = (one: Saying) => `${one.row_id} ${one.field} ${one.value}`
  const followed = new Set(said.filter(({ id, field }) => followedIds.has(`${id} ${field}`)).map(asSaid))
  const beside = besideRows.parse(first.all('SELECT entity, row_id, field, value FROM field_beside'))
  for (const saying of said) {
    const { entity, row_id, field, value } = saying
    if (followed.has(asSaid(saying))) continue
    if (entity !== 'customer' && entity !== 'opportunity') continue
    const standing = [
      JSON.stringify(first.db.tables.read(entity, row_id)?.[field]),
      ...beside
        .filter((other) => other.entity === entity && other.row_id === row_id && other.field === field)
        .map((other) => other.value),
    ]
    expect(standing).toContain(value)
  }
}

/** What each laptop knows the rows by, and what they were fed as; the order in which it learned that is its own. */
const everyVersion = `
  SELECT s.entity, s.row_id, s.fed_seq, hex(s.fed_hash) AS fed_hash, v.key AS change_id,
    (SELECT json_group_array(value ORDER BY value) FROM json_each(v.value)) AS fields
  FROM row_state s, json_each(s.versions) v ORDER BY s.entity, s.row_id, v.key`
const everySaying = `
  SELECT c.id, c.entity, c.row_id, f.key AS field, json_extract(f.value, '$.value') AS raw,
    f.value -> '$.value' AS value,
    (SELECT json_group_array(p.value) FROM (
       SELECT json_extract(f.value, '$.parent') AS value WHERE json_extract(f.value, '$.parent') IS NOT NULL
       UNION SELECT a.value FROM json_each(f.value, '$.alsoParents') a) p) AS parents
  FROM change c, json_each(c.fields) f`
