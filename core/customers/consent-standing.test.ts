import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lastSaid, type Said, standingConsent } from './consent-standing.ts'

const said = (id: string, granted: boolean, ...follows: readonly string[]): Said => ({
  id,
  granted,
  followsId: follows[0] ?? null,
  alsoFollowsIds: follows.slice(1),
})
const standing = (...all: readonly Said[]) => {
  const found = standingConsent(all)
  return found && { id: found.said.id, granted: found.said.granted, apart: found.grantedApart?.id ?? null }
}

test('what was said last stands, and nothing where nothing was said', () => {
  expect(standing()).toBeNull()
  expect(standing(said('1', true))).toEqual({ id: '1', granted: true, apart: null })
  expect(standing(said('1', true), said('2', false, '1'))).toMatchObject({ id: '2', granted: false })
  expect(standing(said('1', true), said('2', false, '1'), said('3', true, '2'))).toMatchObject({ id: '3' })
})

test('a grant on one laptop does not overtake a withdrawal on another', () => {
  const first = said('1', true)
  const withdrawn = said('2', false, '1')
  const grantedAgain = said('3', true, '1')
  expect(standing(first, withdrawn, grantedAgain)).toEqual({ id: '2', granted: false, apart: '3' })
  expect(standing(first, withdrawn, grantedAgain, said('4', true, '3', '2'))).toMatchObject({
    id: '4',
    granted: true,
  })
})

test('a withdrawal that followed the grant says of no grant that it was given apart', () => {
  expect(standing(said('1', true), said('2', false, '1'))).toMatchObject({ apart: null })
})

test('a grant on one record does not overtake a withdrawal on another record of the same person', () => {
  expect(standing(said('a1', true), said('b1', true), said('b2', false, 'b1'))).toEqual({
    id: 'b2',
    granted: false,
    apart: 'a1',
  })
})

test('a grant whose chain is not known whole does not count over a withdrawal', () => {
  const later = said('3', true, '2')
  expect(standing(said('1', false), later)).toMatchObject({ id: '1', granted: false })
  expect(standing(said('1', false), later, said('2', true, '1'))).toMatchObject({ id: '3', granted: true })
})

test('a consent follows everything that nothing else follows yet', () => {
  const all = [said('2', false, '1'), said('1', true), said('3', true, '1')]
  expect(lastSaid(all).map(({ id }) => id)).toEqual(['2', '3'])
  expect(lastSaid([])).toEqual([])
})

/** Anything that laptops can have said: each follows any of those before it. */
const anySaid: fc.Arbitrary<readonly Said[]> = fc
  .array(fc.record({ granted: fc.boolean(), follows: fc.array(fc.nat(10), { maxLength: 3 }) }), {
    maxLength: 10,
  })
  .map((all) =>
    all.map(({ granted, follows }, index) =>
      said(
        String(index).padStart(2, '0'),
        granted,
        ...follows.filter((number) => number < index).map((number) => String(number).padStart(2, '0')),
      ),
    ),
  )

/** Whether one follows the other through any number between. */
function isBehind(all: readonly Said[], later: string, earlier: string): boolean {
  const found = all.find(({ id }) => id === later)
  return [found?.followsId, ...(found?.alsoFollowsIds ?? [])].some(
    (id) => id !== null && id !== undefined && (id === earlier || isBehind(all, id, earlier)),
  )
}

test('nothing counts as granted that did not know of every withdrawal', () => {
  fc.assert(
    fc.property(anySaid, (all) => {
      const found = standingConsent(all)
      const no = all.filter(({ granted }) => !granted)
      if (found?.said.granted) expect(no.every(({ id }) => isBehind(all, found.said.id, id))).toBe(true)
      else if (all.some(({ granted }) => granted)) expect(no).not.toEqual([])
      expect(found === null).toBe(all.length === 0)
    }),
  )
})

test('what stands does not depend on the order in which it arrived', () => {
  fc.assert(
    fc.property(
      anySaid.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
      ),
      ([all, shuffled]) => {
        expect(standingConsent(shuffled)).toEqual(standingConsent(all))
      },
    ),
  )
})

test('whatever was said, one that follows all of it is what stands', () => {
  fc.assert(
    fc.property(anySaid, fc.boolean(), (all, granted) => {
      const next = said('99', granted, ...lastSaid(all).map(({ id }) => id))
      expect(standingConsent([...all, next])?.said).toEqual(next)
    }),
  )
})
