import type { Outputs } from '../../northstar.tsx'
import type { Years } from './choose-years.tsx'
import { formOf, type Look, type MappingForm, mappingOf } from './mapping-form.ts'
import type { Reading } from './what-it-is.tsx'

/** What a person has said so far of how the file is to be read. */
export interface MapState {
  readonly importId: string
  readonly reading: Reading
  readonly target: Look['target'] | null
  /** `null` while what was guessed stands. */
  readonly form: MappingForm | null
  readonly years: Years | null
}

type Standing = NonNullable<Outputs['imports']['progress']['standing']>
type Said = NonNullable<Standing['said']>

/** Where whoever went on with the import last had come to. */
export function stateKept({
  importId,
  said,
}: {
  readonly importId: string
  readonly said: Said | null
}): MapState {
  const { reading = {}, target = null, mapping = null } = said ?? {}
  return {
    importId,
    reading,
    target,
    form: mapping !== null && 'fields' in mapping ? formOf(mapping) : null,
    years: mapping?.target === 'epa' ? { fromYear: mapping.fromYear, toYear: mapping.toYear } : null,
  }
}

/** What is to be kept of it. @param mapped what the file is taken for by now */
export function saidOf({ reading, target, form, years }: MapState, mapped: Look['target']): Said {
  const ofColumns = mapped === 'epa' || form === null ? null : mappingOf(mapped, form)
  const ofYears = mapped !== 'epa' || years === null ? null : { target: mapped, ...years }
  return { reading, target, mapping: ofColumns ?? ofYears }
}

/**
 * Whether another window has said something of the file since this one looked.
 * @param seen this window, and how often anything had been said by then
 */
export const isSaidElsewhere = (
  { saidIn, saidTimes }: Pick<Standing, 'saidIn' | 'saidTimes'>,
  seen: { readonly windowId: string; readonly times: number },
): boolean => saidIn !== null && saidIn !== seen.windowId && saidTimes > seen.times
