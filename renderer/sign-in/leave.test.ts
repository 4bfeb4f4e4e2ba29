import { expect, it } from 'vitest'
import { consultantIdSchema } from '../../core/ids.ts'
import { allowedBy, isAboutLeave, type Leave } from './leave.ts'

const managerId = consultantIdSchema.parse('0197b3a0-0000-7000-8000-000000000001')
const typed: Leave = { by: 'manager', managerId, pin: '730194', code: '' }

it('a manager lets in with their own PIN', () => {
  expect(allowedBy(typed)).toEqual({ type: 'manager', consultantId: managerId, pin: '730194' })
})

it('the recovery code lets in without any manager', () => {
  expect(allowedBy({ by: 'recovery-code', managerId: null, pin: '', code: 'ABCD-EFGH' })).toEqual({
    type: 'recovery-code',
    code: 'ABCD-EFGH',
  })
})

it('nothing is sent while the manager, the PIN or the code is missing', () => {
  expect(allowedBy({ ...typed, managerId: null })).toBeNull()
  expect(allowedBy({ ...typed, pin: '' })).toBeNull()
  expect(allowedBy({ ...typed, by: 'recovery-code', code: '  ' })).toBeNull()
})

it('a wrong PIN of the manager is said beside it, a new PIN that is too easy is not', () => {
  expect(isAboutLeave('PIN_WRONG')).toBe(true)
  expect(isAboutLeave('RECOVERY_CODE_WRONG')).toBe(true)
  expect(isAboutLeave('PIN_NOT_VALID')).toBe(false)
  expect(isAboutLeave('DISK_FULL')).toBe(false)
})
