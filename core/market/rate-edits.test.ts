import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { consultantIdSchema } from '../ids.ts'
import type { Rate } from './rate.ts'
import { rateEditId } from './rate-edit-id.ts'
import { type RateEdit, ratesWithEdits } from './rate-edits.ts'
import { rateKey } from './read-rates-csv.ts'
import { anyRate, rateOf } from './test-rates.ts'

const hash = (text: string) => bytesToHex(sha256(utf8ToBytes(text)))
const authorId = consultantIdSchema.parse('0197b3a0-0000-7000-8000-000000000001')
const edit = (rate: Rate): RateEdit => ({ ...rate, id: rateEditId(rate, hash), authorId })

const anyRates = fc.uniqueArray(anyRate, { maxLength: 8, selector: rateKey })

it('an edit takes the place of the market’s row of the same rate, conditions and first day', () => {
  const market = [rateOf(), rateOf({ applies: 'filer=yes' })]
  const changed = edit(rateOf({ value: 1500, source: 'The notice on the wall' }))
  const later = edit(rateOf({ from: '2026-07-01', value: 2000 }))
  expect(ratesWithEdits(market, [changed, later])).toEqual([
    { ...rateOf({ value: 1500, source: 'The notice on the wall' }), setBy: changed, replaced: market[0] },
    { ...market[1], setBy: null },
    { ...rateOf({ from: '2026-07-01', value: 2000 }), setBy: later, replaced: null },
  ])
})

it('every rate and every edit is there once, whatever the order of the edits', () => {
  fc.assert(
    fc.property(anyRates, anyRates, (market, set) => {
      const edits = set.map(edit)
      const all = ratesWithEdits(market, edits)
      expect(new Set(all.map(rateKey)).size).toBe(all.length)
      expect(all.filter(({ setBy }) => setBy !== null)).toHaveLength(edits.length)
      expect(all.length).toBe(new Set([...market, ...set].map(rateKey)).size)
      const sorted = (rates: readonly Rate[]) => rates.map((rate) => JSON.stringify(rate)).toSorted()
      expect(sorted(ratesWithEdits(market, edits.toReversed()))).toEqual(sorted(all))
    }),
  )
})

it('the id of an edit follows from what it is the rate of, and from nothing else', () => {
  const id = rateEditId(rateOf(), hash)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(rateEditId(rateOf({ value: 7, source: 'another', until: '2027-01-01' }), hash)).toBe(id)
  const others = [
    rateOf({ rate: 'fuel-price' }),
    rateOf({ applies: 'filer=yes' }),
    rateOf({ from: '2026-01-02' }),
  ]
  expect(new Set([id, ...others.map((rate) => rateEditId(rate, hash))]).size).toBe(4)
})
