import { Refusal } from '../../../contract/errors.ts'
import { readHeadofficeAddress } from '../../../core/sync/headoffice-url.ts'

/**
 * The address of head office out of what a person typed, e.g. `https://sync.example.com`.
 * @throws Refusal HEADOFFICE_ADDRESS_NOT_SAFE, HEADOFFICE_ADDRESS_NOT_VALID
 */
export function headofficeUrlFrom(typed: string): string {
  const read = readHeadofficeAddress(typed)
  if (read.type === 'address') return read.url
  const isUnsafe = read.fault === 'not-safe'
  throw new Refusal(isUnsafe ? 'HEADOFFICE_ADDRESS_NOT_SAFE' : 'HEADOFFICE_ADDRESS_NOT_VALID', {
    url: typed.trim(),
  })
}
