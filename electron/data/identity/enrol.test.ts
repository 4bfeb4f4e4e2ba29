import { expect, test } from 'vitest'
import { Refusal } from '../../../contract/errors.ts'
import { enrolmentRefusalSchema } from '../../../core/sync/identity.ts'
import { type CallFailure, HeadofficeFailure } from '../call-failure.ts'
import { refusalOf } from './enrol.ts'
import { NotLetIn } from './identity-calls.ts'

const said = { url: 'https://sync.example.com', storeName: 'Clifton Motors' }
const codeFor = (error: unknown): string => {
  const refusal = refusalOf(error, said)
  return refusal instanceof Refusal ? refusal.code : 'thrown on'
}

test.each<readonly [CallFailure, string]>([
  ['no-network', 'HEADOFFICE_NOT_REACHED'],
  ['no-internet', 'HEADOFFICE_NOT_REACHED'],
  ['line-broke', 'HEADOFFICE_NOT_REACHED'],
  ['headoffice-down', 'HEADOFFICE_NOT_REACHED'],
  ['captive', 'NOT_A_HEADOFFICE'],
  ['certificate', 'NOT_A_HEADOFFICE'],
  ['not-headoffice', 'NOT_A_HEADOFFICE'],
  ['busy', 'ENROLMENT_TOO_MANY_TRIES'],
  ['troubled', 'HEADOFFICE_FAILED'],
])('a call that failed as %s is said as %s', (failure, code) => {
  expect(codeFor(new HeadofficeFailure(failure, 'why'))).toBe(code)
})

test('each reason for which head office refuses a good code has its sentence', () => {
  const codes = enrolmentRefusalSchema.options.map((reason) =>
    codeFor(new NotLetIn('ENROLMENT_REFUSED', reason)),
  )
  expect(codes).toEqual([
    'ENROLMENT_OTHER_STORE',
    'ENROLMENT_OTHER_MARKET',
    'ENROLMENT_STORE_NOT_DESCRIBED',
    'ENROLMENT_CODE_NOT_GOOD',
  ])
})

test('a call that took too long is said as head office not reached, and a bug is thrown on', () => {
  expect(codeFor(new DOMException('too long', 'TimeoutError'))).toBe('HEADOFFICE_NOT_REACHED')
  expect(codeFor(new Error('a bug'))).toBe('thrown on')
})
