import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { namedIds } from './named-ids.ts'

describe('the ids that a value names', () => {
  const [one, two, three] = [v7(), v7(), v7()].sort()

  test('are found in lists, objects and their keys, each once and in lower case', () => {
    const value = { people: [{ who: one }, [two?.toUpperCase(), one]], [`${three}`]: 'words' }
    expect(namedIds(value)).toEqual([one, two, three])
    expect(namedIds(one)).toEqual([one])
    expect(namedIds(['words', 7, null, true, {}])).toEqual([])
  })

  test('are found however deep they lie', () => {
    let value: unknown = one
    for (let depth = 0; depth < 100_000; depth += 1) value = [value]
    expect(namedIds(value)).toEqual([one])
  })
})
