import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChangeId, changeIdSchema } from '../ids.ts'
import { type FieldState, mergeField, mergeRow, type RowState } from './merge.ts'
import type { FieldChange } from './protocol.ts'
import { unionOf } from './set-values.ts'

const id = (n: number): ChangeId =>
  changeIdSchema.parse(`00000000-0000-7000-8000-${String(n).padStart(12, '0')}`)

interface Known {
  readonly n: number
  readonly value: FieldChange['value']
  readonly parents: readonly number[]
}

/** Takes changes in the order given, as head office does. */
function arrive(changes: readonly Known[]): FieldState {
  let state: FieldState | undefined
  const named = new Set<number>()
  for (const { n, value, parents } of changes) {
    for (const parent of parents) named.add(parent)
    state = mergeField(state, {
      value,
      changeId: id(n),
      parents: parents.map(id),
      followed: named.has(n),
    }).state
  }
  if (!state) throw new Error('no change given')
  return state
}

/** A history of edits and settlements: each names earlier changes, so there are no cycles. */
const histories = fc
  .array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { minLength: 1, maxLength: 9 })
  .map((seeds) =>
    seeds.map(([first, second, settles], n): Known => {
      const parents = n === 0 ? [] : settles ? [...new Set([first % n, second % n])] : [first % n]
      return { n, value: `value ${n}`, parents }
    }),
  )

describe('mergeField', () => {
  test('keeps exactly the values that nothing follows, in whatever order changes arrive', () => {
    const ordered = histories.chain((history) =>
      fc.tuple(fc.constant(history), fc.shuffledSubarray(history, { minLength: history.length })),
    )
    fc.assert(
      fc.property(ordered, ([history, order]) => {
        const followed = new Set(history.flatMap(({ parents }) => parents))
        const heads = history.filter(({ n }) => !followed.has(n)).map(({ value }) => value)
        const { shown, others } = arrive(order)
        expect([shown, ...others].map(({ value }) => value).sort()).toEqual(heads.sort())
      }),
      { numRuns: 2000 },
    )
  })

  test('does not show what a known change followed, though the changes between came in another order', () => {
    const history = [[], [0], [1], [2, 1], [2], [2, 3], [5]].map(
      (parents, n): Known => ({ n, value: `value ${n}`, parents }),
    )
    const order = [0, 3, 2, 4, 6, 5, 1].flatMap((n) => history[n] ?? [])
    const { shown, others } = arrive(order)
    expect([shown, ...others].map(({ value }) => value).sort()).toEqual(['value 4', 'value 6'])
  })

  test('keeps a value that was said, changed and said again, though the change between comes last', () => {
    const state = arrive([
      { n: 0, value: 'a', parents: [] },
      { n: 2, value: 'a', parents: [1] },
      { n: 1, value: 'b', parents: [0] },
    ])
    expect([state.shown.value, state.shown.changeId, state.others]).toEqual(['a', id(2), []])
  })

  test('shows the first accepted and keeps the other beside it', () => {
    const state = arrive([
      { n: 0, value: 'Ayesha', parents: [] },
      { n: 1, value: 'Ayesha Khan', parents: [0] },
      { n: 2, value: 'Ayesha Malik', parents: [0] },
    ])
    expect(state.shown.value).toBe('Ayesha Khan')
    expect(state.others.map(({ value }) => value)).toEqual(['Ayesha Malik'])
  })

  test('takes the same value from two laptops as no conflict, and lets both be built upon', () => {
    const both = [
      { n: 0, value: 'Ayesha', parents: [] },
      { n: 1, value: 'Ayesha Khan', parents: [0] },
      { n: 2, value: 'Ayesha Khan', parents: [0] },
    ]
    expect(arrive(both).others).toEqual([])
    const later = arrive([...both, { n: 3, value: 'Ayesha K.', parents: [2] }])
    expect(later.shown.value).toBe('Ayesha K.')
    expect(later.others).toEqual([])
  })

  test('settles a conflict by a change whose parents are both', () => {
    const state = arrive([
      { n: 0, value: 'a', parents: [] },
      { n: 1, value: 'b', parents: [0] },
      { n: 2, value: 'c', parents: [0] },
      { n: 3, value: 'c', parents: [1, 2] },
    ])
    expect(state.shown).toMatchObject({ value: 'c', changeId: id(3) })
    expect(state.others).toEqual([])
  })

  test('leaves a conflict standing when an edit follows only the shown side', () => {
    const state = arrive([
      { n: 0, value: 'a', parents: [] },
      { n: 1, value: 'b', parents: [0] },
      { n: 2, value: 'c', parents: [0] },
      { n: 3, value: 'd', parents: [1] },
    ])
    expect(state.shown.value).toBe('d')
    expect(state.others.map(({ value }) => value)).toEqual(['c'])
  })
})

describe('a set', () => {
  test('holds what any value holds that nothing follows, in whatever order changes arrive', () => {
    const ordered = histories.chain((history) =>
      fc.tuple(fc.constant(history), fc.shuffledSubarray(history, { minLength: history.length })),
    )
    fc.assert(
      fc.property(ordered, ([history, order]) => {
        const lists = (changes: readonly Known[]) =>
          changes.map((change) => ({ ...change, value: [`own ${change.n}`, `shared ${change.n % 3}`] }))
        const followed = new Set(history.flatMap(({ parents }) => parents))
        const heads = lists(history.filter(({ n }) => !followed.has(n)))
        const { shown, others } = arrive(lists(order))
        expect(unionOf([shown, ...others].map(({ value }) => value))).toEqual(
          unionOf(heads.map(({ value }) => value)),
        )
      }),
      { numRuns: 1000 },
    )
  })
})

describe('mergeRow', () => {
  const say = (n: number, value: string | null, parent: number | null) => ({
    value,
    changeId: id(n),
    parents: parent === null ? [] : [id(parent)],
    followed: false,
  })
  const group = [['state', 'lostReason']]

  test('does not show half of a lost opportunity beside a booking', () => {
    let row: RowState = {}
    const take = (sayings: Parameters<typeof mergeRow>[1]) => {
      const merged = mergeRow(row, sayings, group)
      row = merged.row
      return merged.beside
    }
    take({ state: say(0, 'open', null), lostReason: say(0, null, null) })
    expect(take({ state: say(1, 'booked', 0) })).toEqual([])
    expect(take({ state: say(2, 'lost', 0), lostReason: say(2, 'price', 0) })).toEqual([
      'state',
      'lostReason',
    ])
    expect(row.state?.shown.value).toBe('booked')
    expect(row.lostReason?.shown.value).toBe(null)
    expect(row.lostReason?.others.map(({ value }) => value)).toEqual(['price'])
    expect(take({ state: say(3, 'lost', 1), lostReason: say(3, 'price', 0) })).toEqual([])
    expect(row.state?.shown.value).toBe('lost')
    expect(row.lostReason?.shown.value).toBe('price')
  })
  test.each([
    ['the edit first', [1, 2], false, 'red'],
    ['the delete first', [2, 1], true, 'white'],
  ])(
    'holds a delete beside an edit that did not know of it, each side whole, %s',
    (_, order, gone, colour) => {
      const fields = [['deleted', 'colour']]
      const tell = (n: number, value: FieldChange['value'], parent: number | null) => ({
        value,
        changeId: id(n),
        parents: parent === null ? [] : [id(parent)],
        followed: false,
      })
      const made = { deleted: tell(0, false, null), colour: tell(0, 'white', null) }
      const edit = { deleted: tell(1, false, 0), colour: tell(1, 'red', 0) }
      const remove = { deleted: tell(2, true, 0) }
      let row = mergeRow({}, made, fields).row
      const beside = order.map((n) => {
        const merged = mergeRow(row, n === 1 ? edit : remove, fields)
        row = merged.row
        return merged.beside.length > 0
      })
      expect(beside).toEqual([false, true])
      const { deleted } = row
      expect([deleted?.shown.value, row.colour?.shown.value]).toEqual([gone, colour])
      expect(deleted?.others.map(({ value }) => value)).toEqual([!gone])
      expect(row.colour?.others.map(({ value }) => value)).toEqual(gone ? ['red'] : [])
      const seen = Object.values(row).flatMap(({ shown, others }) => [shown, ...others])
      const parents = seen.map(({ changeId }) => changeId)
      const back = (value: FieldChange['value']) => ({ value, changeId: id(3), parents, followed: false })
      const settled = mergeRow(row, { deleted: back(false), colour: back('red') }, fields)
      expect(settled.beside).toEqual([])
      expect([settled.row.deleted?.shown.value, settled.row.colour?.shown.value]).toEqual([false, 'red'])
    },
  )
})
