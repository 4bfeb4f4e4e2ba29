import { PageNotReadable } from './packed-page.ts'
import { type PageValue, there } from './unpacked-values.ts'

/** Reads values, and remembers which change sets have one that cannot be read. */
export function createReading() {
  const spoilt = new Set<number>()
  return {
    spoil: (index: number): void => void spoilt.add(index),
    hasSpoilt: (index: number): boolean => spoilt.has(index),
    /** @param instead stands for what cannot be read, in a change set that is not given on */
    each<T, U>(
      values: readonly PageValue[],
      owner: readonly number[],
      read: (value: PageValue) => T,
      instead: U,
    ): (T | U)[] {
      return values.map((value, place) => {
        try {
          return read(value)
        } catch (error) {
          if (!(error instanceof PageNotReadable)) throw error
          spoilt.add(there(owner[place]))
          return instead
        }
      })
    },
  }
}
export type Reading = ReturnType<typeof createReading>
