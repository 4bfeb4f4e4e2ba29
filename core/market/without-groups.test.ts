import { expect, test } from 'vitest'
import { withoutGroups } from './without-groups.ts'

test('commas that group digits go, and a decimal comma stays to be refused', () => {
  for (const [text, bare] of [
    ['1,300', '1300'],
    ['12,34,567', '1234567'],
    ['1,234.5', '1234.5'],
    ['۱٬۳۰۰', '۱٬۳۰۰'],
    ['16,5', '16,5'],
    ['1,23', '1,23'],
    ['1,5.2', '1,5.2'],
    ['16.5', '16.5'],
    ['', ''],
  ] as const)
    expect(withoutGroups(text), text).toBe(bare)
})
