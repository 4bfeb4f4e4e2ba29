import { foldLetters } from '../../../core/market/fold-letters.ts'
import type { Outputs } from '../../northstar.tsx'

type RateList = Outputs['rates']['list']
export type RateGroup = RateList['groups'][number]
export type RateKind = RateGroup['kinds'][number]
export type RateLine = RateKind['lines'][number]
export type RateView = NonNullable<RateLine['current']>
export type RateFact = RateList['facts'][number]

/** The rates whose name, condition or source has every word that was typed; all where none was. */
export function findRates(groups: readonly RateGroup[], text: string): readonly RateGroup[] {
  const words = foldLetters(text).split(/\s+/).filter(Boolean)
  if (words.length === 0) return groups
  const hasAll = (...texts: readonly string[]) => {
    const all = foldLetters(texts.join(' '))
    return words.every((word) => all.includes(word))
  }
  return groups
    .map((group) => ({
      ...group,
      kinds: group.kinds
        .map((kind) => ({
          ...kind,
          lines: kind.lines.filter((line) =>
            hasAll(kind.name, line.appliesText, line.current?.valueText ?? '', line.current?.source ?? ''),
          ),
        }))
        .filter((kind) => kind.lines.length > 0 || hasAll(kind.name)),
    }))
    .filter(({ kinds }) => kinds.length > 0)
}
