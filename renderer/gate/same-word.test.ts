import { expect, it } from 'vitest'
import { isSameWord } from './same-word.ts'

it('the word is taken in capitals and with spaces around it', () => {
  expect(isSameWord('  START  Empty ', 'start empty')).toBe(true)
  expect(isSameWord('خالی شروع', 'خالی شروع')).toBe(true)
  // As an Arabic keyboard writes it.
  expect(isSameWord('خالي شروع', 'خالی شروع')).toBe(true)
})

it('nothing else is the word, nor a part of it', () => {
  for (const typed of ['', 'start', 'startempty', 'start empty!', 'yes'])
    expect(isSameWord(typed, 'start empty')).toBe(false)
})
