import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Link, pairsToKeep, readLinks } from './links.ts'

const link = (id: string, oneId: string, otherId: string): Link => ({
  id,
  oneId,
  otherId,
  linked: true,
  followsIds: [],
})
const split = (id: string, oneId: string, otherId: string, followsIds: readonly string[]): Link => ({
  id,
  oneId,
  otherId,
  linked: false,
  followsIds,
})

const record: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'd', 'e')
/** Links and splits as laptops can have said them; each split follows some of the links. */
const anyLinks: fc.Arbitrary<readonly Link[]> = fc
  .array(fc.record({ oneId: record, otherId: record, linked: fc.boolean(), follows: fc.array(fc.nat(20)) }), {
    maxLength: 20,
  })
  .map((said) =>
    said.map(({ follows, ...of }, index) => ({
      ...of,
      id: `l${index}`,
      followsIds: of.linked ? [] : follows.map((number) => `l${number}`),
    })),
  )

test('records that are linked are one, through whoever stands between them', () => {
  const links = readLinks([link('1', 'a', 'b'), link('2', 'c', 'b')])
  expect(links.classOf('a')).toEqual(['a', 'b', 'c'])
  expect(links.classOf('z')).toEqual(['z'])
  expect(links.classes).toEqual([['a', 'b', 'c']])
})

test('a circle of links, a link of a record to itself and a link said twice do no harm', () => {
  const links = readLinks([
    link('1', 'a', 'b'),
    link('2', 'b', 'c'),
    link('3', 'c', 'a'),
    link('4', 'b', 'a'),
    link('5', 'd', 'd'),
  ])
  expect(links.classOf('c')).toEqual(['a', 'b', 'c'])
  expect(links.classOf('d')).toEqual(['d'])
  expect(links.classes).toEqual([['a', 'b', 'c']])
})

test('a split takes back what it saw, and a link that another laptop said meanwhile survives', () => {
  const seen = [link('1', 'a', 'b'), split('2', 'a', 'b', ['1'])]
  expect(readLinks(seen).classOf('a')).toEqual(['a'])
  expect(readLinks([...seen, link('3', 'b', 'a')]).classOf('a')).toEqual(['a', 'b'])
})

test('two who were told apart are so by any of their records, until they are linked again', () => {
  const apart = [link('1', 'a', 'b'), split('2', 'b', 'c', [])]
  expect(readLinks(apart).areToldApart('a', 'c')).toBe(true)
  expect(readLinks(apart).areToldApart('c', 'a')).toBe(true)
  expect(readLinks(apart).areToldApart('a', 'd')).toBe(false)
  expect(readLinks([...apart, link('3', 'a', 'c')]).areToldApart('b', 'c')).toBe(false)
})

test('whoever is taken out of the middle leaves the others one', () => {
  const known = [link('1', 'a', 'b'), link('2', 'b', 'c'), link('3', 'b', 'd'), link('4', 'c', 'd')]
  const links = readLinks(known)
  const seen = links.touching('b')
  expect(pairsToKeep(links, 'b', seen)).toEqual([['a', 'c']])
  const after = readLinks([
    ...known,
    split(
      '5',
      'b',
      'a',
      seen.map(({ id }) => id),
    ),
    link('6', 'a', 'c'),
  ])
  expect(after.classOf('b')).toEqual(['b'])
  expect(after.classOf('a')).toEqual(['a', 'c', 'd'])
})

test('the classes are the same in whatever order the links arrive', () => {
  fc.assert(
    fc.property(
      anyLinks.chain((links) =>
        fc.record({
          links: fc.constant(links),
          shuffled: fc.shuffledSubarray([...links], { minLength: links.length }),
        }),
      ),
      ({ links, shuffled }) => {
        const byMember = (known: readonly Link[]) =>
          ['a', 'b', 'c', 'd', 'e'].map((id) => readLinks(known).classOf(id))
        expect(byMember(shuffled)).toEqual(byMember(links))
      },
    ),
  )
})

test('records are one exactly when a way of standing links leads from one to the other', () => {
  fc.assert(
    fc.property(anyLinks, record, record, (known, from, to) => {
      const links = readLinks(known)
      const reached = new Set([from])
      for (let before = -1; before !== reached.size; ) {
        before = reached.size
        for (const { oneId, otherId } of links.standing) {
          if (reached.has(oneId)) reached.add(otherId)
          if (reached.has(otherId)) reached.add(oneId)
        }
      }
      expect(links.classOf(from)).toEqual([...reached].sort())
      expect(links.classOf(from).includes(to)).toBe(reached.has(to))
    }),
  )
})

test('a split undoes exactly what it saw: with it, the links are as if those had never been said', () => {
  fc.assert(
    fc.property(anyLinks, record, (known, taken) => {
      const links = readLinks(known)
      const seen = links.touching(taken).map(({ id }) => id)
      const after = readLinks([...known, split('s', taken, 'a', seen)])
      const without = links.standing.filter(({ id }) => !seen.includes(id))
      expect(after.standing).toEqual(without)
      expect(after.classOf(taken)).toEqual([taken])
    }),
  )
})

test('taking a record out and keeping the others together leaves the rest of its class whole', () => {
  fc.assert(
    fc.property(anyLinks, record, (known, taken) => {
      const links = readLinks(known)
      const seen = links.touching(taken)
      const kept = pairsToKeep(links, taken, seen).map(([one, other], index) => link(`k${index}`, one, other))
      const split_ = split(
        's',
        taken,
        'a',
        seen.map(({ id }) => id),
      )
      const after = readLinks([...known, split_, ...kept])
      const others = links.classOf(taken).filter((id) => id !== taken)
      expect(after.classOf(taken)).toEqual([taken])
      for (const other of others) expect(after.classOf(other)).toEqual(others)
    }),
  )
})
