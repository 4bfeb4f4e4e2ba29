import { expect, it } from 'vitest'
import { createLanguageMemory } from './language-memory.ts'

function storageWith(kept: string | null) {
  let value = kept
  return {
    getItem: () => value,
    setItem: (_: string, next: string) => {
      value = next
    },
    value: () => value,
  }
}

it('begins with the first language of the machine that Northstar speaks, English when it speaks none', () => {
  expect(createLanguageMemory(null, ['ur-PK', 'en-US']).language()).toBe('ur')
  expect(createLanguageMemory(null, ['de-DE', 'en-GB', 'ur']).language()).toBe('en')
  expect(createLanguageMemory(null, ['de-DE']).language()).toBe('en')
})

it('what was chosen before counts more than the machine, and what is no language does not count', () => {
  expect(createLanguageMemory(storageWith('en'), ['ur-PK']).language()).toBe('en')
  expect(createLanguageMemory(storageWith('xx'), ['ur-PK']).language()).toBe('ur')
})

it('a choice is kept for the next start and told once', () => {
  const storage = storageWith(null)
  const memory = createLanguageMemory(storage, ['en'])
  const told: string[] = []
  const stop = memory.subscribe(() => told.push(memory.language()))
  memory.remember('ur')
  memory.remember('ur')
  stop()
  memory.remember('en')
  expect(told).toEqual(['ur'])
  expect(storage.value()).toBe('en')
})
