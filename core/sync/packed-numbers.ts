import { z } from 'zod'
import { PageNotReadable } from './packed-page.ts'

/*
 * Whole numbers in a row: each less zero, the one before it, or a number of what it belongs to (`owner`); and where
 * all of these are one number, that number once.
 */

export const packedNumbersSchema = z.object({
  from: z.enum(['zero', 'before', 'owner']),
  values: z.union([z.int(), z.array(z.int())]),
})
export type PackedNumbers = Readonly<z.infer<typeof packedNumbersSchema>>

/**
 * @param values safe integers
 * @param ofOwner a number for each, near to it, where there is one
 */
export function packNumbers(
  values: readonly number[],
  ofOwner: ((index: number) => number) | null,
): PackedNumbers {
  let zero = 0
  let before = 0
  let owner = ofOwner ? 0 : Number.POSITIVE_INFINITY
  let last = 0
  for (const [index, value] of values.entries()) {
    zero += digitsOf(value)
    before += digitsOf(value - last)
    if (ofOwner) owner += digitsOf(value - ofOwner(index))
    last = value
  }
  if (ofOwner && owner < before && owner < zero)
    return { from: 'owner', values: once(values.map((value, index) => value - ofOwner(index))) }
  if (before < zero)
    return { from: 'before', values: once(values.map((value, index) => value - (values[index - 1] ?? 0))) }
  return { from: 'zero', values: once(values) }
}

/** About as many as are written; a repeat of nothing costs nearly nothing. */
function digitsOf(value: number): number {
  // A difference that is not exact cannot be told.
  if (!Number.isSafeInteger(value)) return Number.POSITIVE_INFINITY
  return value === 0 ? 0.1 : 1 + Math.log10(Math.abs(value)) + (value < 0 ? 1 : 0)
}

function once(values: readonly number[]): number | number[] {
  const [first = 0] = values
  return values.every((value) => value === first) ? first : [...values]
}

/** @throws PageNotReadable when there are not `count` of them, or one is not exact */
export function unpackNumbers(
  packed: PackedNumbers,
  count: number,
  ofOwner: ((index: number) => number) | null,
): number[] {
  const { from, values } = packed
  if (typeof values !== 'number' && values.length !== count)
    throw new PageNotReadable('A row of numbers of another length')
  if (from === 'owner' && !ofOwner) throw new PageNotReadable('Numbers of what has none')
  const unpacked: number[] = new Array(count)
  let last = 0
  for (let index = 0; index < count; index += 1) {
    const less = typeof values === 'number' ? values : (values[index] ?? 0)
    const base = from === 'zero' ? 0 : from === 'before' ? last : (ofOwner?.(index) ?? 0)
    last = base + less
    if (!Number.isSafeInteger(last)) throw new PageNotReadable('A number that is not exact')
    unpacked[index] = last
  }
  return unpacked
}

/** Which of a row are so, as lengths of runs: not so, so, not so, and on. */
export function packRuns(flags: readonly boolean[]): number[] {
  const runs: number[] = [0]
  let current = false
  for (const flag of flags) {
    if (flag === current) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1
    else runs.push(1)
    current = flag
  }
  return runs
}

/** @throws PageNotReadable when they are not `count` */
export function unpackRuns(runs: readonly number[], count: number): boolean[] {
  const flags: boolean[] = []
  for (const [place, run] of runs.entries()) {
    if (run < 0 || flags.length + run > count) throw new PageNotReadable('Runs beyond their row')
    for (let index = 0; index < run; index += 1) flags.push(place % 2 === 1)
  }
  if (flags.length !== count) throw new PageNotReadable('Runs short of their row')
  return flags
}
