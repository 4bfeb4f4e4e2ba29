import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Headoffice } from '../headoffice/start.ts'
import { headofficeKinds, type TestHeadoffice } from '../headoffice/testing/head-offices.ts'
import { type CutLine, openCutLine } from './sync-testing/cut-line.ts'
import { type Laptop, openLaptop } from './sync-testing/laptop.ts'

let prepared: TestHeadoffice
let office: Headoffice
beforeAll(async () => {
  const [kind] = headofficeKinds
  if (!kind) throw new Error('no head office')
  prepared = await kind.prepare()
  // Far more rounds within a few seconds than any laptop makes.
  office = await prepared.start({ limits: { perDevice: { burst: 100_000, perSecond: 10_000 } } })
})
afterAll(async () => {
  await office.close()
  await prepared.end()
})
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function enrolled(like?: Laptop): Promise<Laptop> {
  const laptop = openLaptop({
    url: office.url,
    ...(like && { storeId: like.storeId, storeCode: like.storeCode }),
  })
  await laptop.enrol(office)
  return laptop
}

/** The same laptop started again, so that its next round begins with asking for a token. */
async function startedAgain(laptop: Laptop, line: CutLine): Promise<Laptop> {
  await laptop.shut()
  const { folder, storeId, storeCode } = laptop
  return openLaptop({ url: line.url, folder, storeId, storeCode })
}

/** With NORTHSTAR_CUT_STRIDE=1 the line is cut at every single byte, which takes minutes. */
const strideBytes = Number(process.env.NORTHSTAR_CUT_STRIDE ?? 211)

const directions: readonly { readonly direction: 'request' | 'answer'; readonly of: string }[] = [
  { direction: 'request', of: 'what the laptop says' },
  { direction: 'answer', of: 'what head office answers' },
]
test.each(directions)(
  `a proxy that cuts the line at every byte of one sync (${strideBytes} bytes apart in $of) loses nothing and doubles nothing`,
  async ({ direction }) => {
    const other = await enrolled()
    const first = await enrolled(other)
    const line = await openCutLine(office.url)
    let laptop = first
    ends.push(other.close, line.close, first.close, () => laptop.shut())
    const customer = laptop.addCustomer('Sana')
    await laptop.round()
    await other.round()
    const written = { here: 1, there: 0 }
    let bytes = 0
    for (let isCut = true; isCut; bytes += strideBytes) {
      // The sync that is cut asks to be let in, sends, and fetches.
      laptop = await startedAgain(laptop, line)
      laptop.rename(customer, `Sana, renamed at byte ${bytes}`)
      laptop.addCustomer(`Bilal ${bytes}`)
      other.addCustomer(`Zain ${bytes}`)
      written.here += 2
      written.there += 1
      await other.round()
      line.cutAfter(direction, bytes)
      await laptop.round()
      isCut = line.mend()
      if (isCut) {
        expect(laptop.status().state, `cut at byte ${bytes}`).toBe('poor-line')
        await laptop.round()
      }
      await other.round()
      for (const each of [laptop, other])
        expect(each.status(), `cut at byte ${bytes}`).toMatchObject({
          state: 'up-to-date',
          waitingChangeSets: 0,
          conflicts: 0,
          aside: 0,
          checked: { outcome: 'same' },
        })
      expect(laptop.rows(), `cut at byte ${bytes}`).toEqual(other.rows())
      // Each change set has one place in the feed.
      const position = { cursor: written.here + written.there }
      expect(laptop.position(), `cut at byte ${bytes}`).toMatchObject(position)
    }
    expect(bytes).toBeGreaterThan(2_000)
    const receipts = 'SELECT outcome, count(DISTINCT seq) AS places FROM receipt GROUP BY outcome'
    expect(laptop.all(receipts)).toEqual([{ outcome: 'accepted', places: written.here }])
    expect(other.all(receipts)).toEqual([{ outcome: 'accepted', places: written.there }])
  },
  24_000_000 / strideBytes,
)
