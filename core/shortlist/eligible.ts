import type { Judgement } from './judge-rules.ts'

/** The vehicles that no rule sets aside, by position. */
export function notBroken(size: number, judgements: readonly Judgement[]): readonly number[] {
  const isBroken = new Uint8Array(size)
  for (const { broken } of judgements) for (const index of broken) isBroken[index] = 1
  const eligible: number[] = []
  for (let index = 0; index < size; index++) if (isBroken[index] === 0) eligible.push(index)
  return eligible
}
