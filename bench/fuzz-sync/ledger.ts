import { z } from 'zod'

type Value = unknown

/** What one edit said, and what its writer had before them: told by the rows on the screen, not by sync's own parents. */
export interface Said {
  readonly entity: string
  readonly rowId: string
  readonly fields: Readonly<Record<string, Value>>
  /** By field the values that were shown, and those beside them where the edit settled. */
  readonly saw: ReadonlyMap<string, readonly Value[]>
}

/** One action that a laptop answered for. */
interface Act {
  readonly number: number
  readonly laptop: number
  readonly changeSetId: string
  readonly edits: readonly Said[]
}

/** Everything acknowledged, in the order it was. It knows nothing of how sync works. */
export interface Ledger {
  readonly add: (act: Omit<Act, 'number'>) => void
  readonly acts: () => readonly Act[]
  readonly erase: (customerId: string) => void
  readonly erased: () => ReadonlySet<string>
  /** Change sets that went with the disk that they were on, and were nowhere else: known, and not looked for. */
  readonly letGo: (changeSetIds: Iterable<string>) => void
  readonly isGone: (changeSetId: string) => boolean
}

export function createLedger(): Ledger {
  const acts: Act[] = []
  const erased = new Set<string>()
  const gone = new Set<string>()
  return {
    add: (act) => void acts.push({ ...act, number: acts.length }),
    acts: () => acts,
    erase: (customerId) => void erased.add(customerId),
    erased: () => erased,
    letGo(changeSetIds) {
      for (const id of changeSetIds) gone.add(id)
    },
    isGone: (changeSetId) => gone.has(changeSetId),
  }
}

export const isSame = (one: Value, other: Value): boolean => textOf(one) === textOf(other)

/** With keys in one order, so that equal values are equal texts. */
export const textOf = (value: Value): string => JSON.stringify(sorted(z.json().parse(value ?? null)))

function sorted(value: z.infer<ReturnType<typeof z.json>>): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
