import { withoutGroups } from '../../../core/market/without-groups.ts'

/** What was chosen for one fact that a rate can depend on; empty for any. */
export interface ChosenFact {
  readonly code: string
  /** Of a fact that is one of several. */
  readonly value: string
  /** Of a number, as they were typed. */
  readonly over: string
  readonly upTo: string
}

/** What a rate applies to, as the data process reads it: `engineCc>1000<=1300;region=sindh`; empty for everything. */
export function conditionsText(facts: readonly ChosenFact[]): string {
  return facts
    .map(({ code, value, over, upTo }) => {
      if (value !== '') return `${code}=${value}`
      const least = bare(over)
      const most = bare(upTo)
      return `${least}${most}` === ''
        ? ''
        : `${code}${least === '' ? '' : `>${least}`}${most === '' ? '' : `<=${most}`}`
    })
    .filter((condition) => condition !== '')
    .join(';')
}

/** Digits as people group them: `1,300`. A comma that groups none is left, to be refused. */
const bare = (typed: string) => withoutGroups(typed.replace(/\s/g, ''))
