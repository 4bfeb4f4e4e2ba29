import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { foldName } from '../market/fold-name.ts'
import { likeness, type Recorded } from './duplicate-score.ts'

const of = (name: string | null, ...phones: readonly string[]): Recorded => ({
  foldedName: name === null ? null : foldName(name),
  phones,
})
const mobile = '+923001234567'

describe('two records with one phone', () => {
  it('are likely one person when the name is the same in any spelling', () => {
    expect(likeness(of('Mohammad Khan', mobile), of('Khan Muhammad', mobile))).toEqual({
      score: 0.9,
      reasons: ['same-phone', 'same-name'],
      isLikely: true,
    })
  })

  it('are likely one person when one gave the first name only, or a letter slipped', () => {
    expect(likeness(of('Sana', mobile), of('Sana Tariq', mobile)).isLikely).toBe(true)
    expect(likeness(of('Sana Tariq', mobile), of('Sana Tarik', mobile)).isLikely).toBe(true)
    expect(likeness(of('Rukhsana Bibi', mobile), of('Rukhsanna Bibi', mobile)).isLikely).toBe(true)
    expect(likeness(of('Shahid Iqbal', mobile), of('Shahib Iqbal', mobile)).reasons).toContain(
      'name-one-letter-apart',
    )
  })

  it('are a family when the names differ, also with one family name', () => {
    expect(likeness(of('Ahmed Khan', mobile), of('Bilal Khan', mobile))).toEqual({
      score: 0.1,
      reasons: ['same-phone', 'other-name'],
      isLikely: false,
    })
    expect(likeness(of('Ali Raza', mobile), of('Alia Raza', mobile)).isLikely).toBe(false)
  })

  it('are a hint only while one has no name', () => {
    expect(likeness(of(null, mobile), of('Sana', mobile))).toEqual({
      score: 0.5,
      reasons: ['same-phone', 'one-has-no-name'],
      isLikely: false,
    })
    expect(likeness(of(null, mobile), of(null, mobile)).isLikely).toBe(false)
  })
})

test('a phone with one digit mistyped and the same name are likely one person', () => {
  const slips = ['+923001234568', '+92300124567', '+923001324567']
  for (const slip of slips)
    expect(likeness(of('Sana Tariq', mobile), of('Sana Tariq', slip)).isLikely, slip).toBe(true)
  expect(likeness(of('Sana Tariq', mobile), of('Sana Tariq', '+923009994567')).isLikely).toBe(false)
})

test('a name alone is many people’s', () => {
  expect(likeness(of('Muhammad Khan'), of('Muhammad Khan')).isLikely).toBe(false)
})

test('a word that stands twice in a name makes it no other name from either side', () => {
  const [one, other] = [of('Sana Sana'), of('Sana Sana Rukhsana')]
  expect(likeness(one, other)).toEqual(likeness(other, one))
})

test('any of their phones counts', () => {
  expect(likeness(of('Sana', '+922135800000', mobile), of('Sana', mobile)).reasons).toContain('same-phone')
})

const anyRecord: fc.Arbitrary<Recorded> = fc.record({
  foldedName: fc.option(
    fc
      .array(fc.constantFrom('sana', 'tarik', 'khan', 'rukhsana', 'rukhsama'), { minLength: 1, maxLength: 3 })
      .map((words) => words.join(' ')),
  ),
  phones: fc.array(fc.constantFrom(mobile, '+923001234568', '+922135800000'), { maxLength: 2 }),
})

test('likeness is the same from either side, lies within 0 and 1, and is likely only with a phone and a name', () => {
  fc.assert(
    fc.property(anyRecord, anyRecord, (one, other) => {
      const found = likeness(one, other)
      expect(likeness(other, one)).toEqual(found)
      expect(found.score).toBeGreaterThanOrEqual(0)
      expect(found.score).toBeLessThanOrEqual(1)
      if (found.isLikely) expect(found.reasons).toHaveLength(2)
    }),
  )
})
