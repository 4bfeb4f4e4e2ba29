import type { Visit } from './northstar.tsx'

/** Whether something may be written down in a visit: while it goes on, and in one from paper, which has ended before. */
export function isWritten({ endedAt, enteredLate }: Pick<Visit, 'endedAt' | 'enteredLate'>): boolean {
  return endedAt === null || enteredLate
}
