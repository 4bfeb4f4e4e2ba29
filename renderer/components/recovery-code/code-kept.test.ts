import { expect, it } from 'vitest'
import { groupsOf, showsItWasKept } from './code-kept.ts'

const code = '7KQ2-M4ZD-PX10-9T0C'

it('a code is shown in the groups it is written in', () => {
  expect(groupsOf(code)).toEqual(['7KQ2', 'M4ZD', 'PX10', '9T0C'])
})

it('the last group shows that the page was kept, also in small letters and with letters for digits', () => {
  for (const typed of ['9T0C', ' 9t0c ', '9TOC', '9t-oc']) expect(showsItWasKept(typed, code)).toBe(true)
})

it('so does the whole code', () => {
  expect(showsItWasKept('7kq2 m4zd pxIo 9toc', code)).toBe(true)
})

it('another group, a part of one or nothing at all does not', () => {
  for (const typed of ['', '   ', '7KQ2', '9T0', '9T0CC']) expect(showsItWasKept(typed, code)).toBe(false)
})
