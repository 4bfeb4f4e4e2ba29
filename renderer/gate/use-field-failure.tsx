import type { ReactNode } from 'react'
import { failureCode, failureSentence } from '../failure.ts'
import { GateFailure, useWordsLanguage } from './gate-page.tsx'

/**
 * Where a refusal is said: beside the field that it is about, or below the form.
 * @param about the error codes that are about the field
 */
export function useFieldFailure(
  error: unknown,
  ...about: readonly string[]
): { readonly beside: string | null; readonly below: ReactNode } {
  const language = useWordsLanguage()
  if (error === null || error === undefined) return { beside: null, below: null }
  return about.includes(failureCode(error))
    ? { beside: failureSentence(error, language), below: null }
    : { beside: null, below: <GateFailure error={error} /> }
}
