import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSpec } from './choice-spec.ts'
import { longSpec, wideSpec } from './test-survey.ts'

const why = (spec: unknown): string => {
  const read = readSpec(JSON.stringify(spec))
  return read.type === 'refused' ? read.why : 'not refused'
}

test('a spec that leaves things out takes what is usual', () => {
  const read = readSpec(JSON.stringify(longSpec))
  expect(read).toMatchObject({
    type: 'spec',
    spec: {
      constants: 'none',
      optOut: null,
      heldOut: { share: 0.25, seed: 1, rounds: 1 },
      belief: { lapse: 'fitted' },
    },
  })
})

test('the spec of the Car survey is read, with the 21 terms of the published model', () => {
  const read = readSpec(readFileSync(join(import.meta.dirname, 'car-sp.json'), 'utf8'))
  expect(read.type === 'spec' && read.spec.terms.length).toBe(21)
})

test('what is wrong with a spec is said with its place', () => {
  expect(readSpec('{')).toMatchObject({ type: 'refused', why: expect.stringContaining('not JSON') })
  expect(why({ ...longSpec, colour: 'red' })).toContain('colour')
  expect(why({ ...longSpec, terms: [{ name: 'price', of: ['prize'] }] })).toContain(
    'No column is called "prize"; columns has "price", "range", "seats"',
  )
  expect(why({ ...longSpec, task: null })).toContain('one task of a person from the next')
  expect(why({ ...longSpec, terms: [longSpec.terms[0], longSpec.terms[0]] })).toContain(
    'Two terms are called "price"',
  )
  expect(why({ ...longSpec, heldOut: { share: 0.5, rounds: 3 } })).toContain('rounds x share')
})

test('a wide survey is refused where its columns cannot be told apart', () => {
  expect(why({ ...wideSpec, alternatives: ['1', '1'] })).toContain('Two alternatives have one name')
  expect(why({ ...wideSpec, chosen: { coded: 'flag', column: 'picked' } })).toContain('{alternative}')
  expect(why({ ...wideSpec, optOut: { name: 'none', isListed: true } })).toContain('one of the alternatives')
})

test('a long survey is refused where a name is needed that it does not give', () => {
  const unnamed = { ...longSpec, alternative: null }
  expect(why({ ...unnamed, constants: 'name' })).toContain('which column has their names')
  expect(why({ ...unnamed, optOut: { name: 'none', isListed: true } })).toContain('found by its name')
  expect(why({ ...longSpec, columns: { ...longSpec.columns, price: { from: 'p{alternative}' } } })).toContain(
    'is for wide surveys',
  )
})
