import type { Caller } from '../identity/caller.ts'

/** What is said of a call in its one log line: ids, codes and counts, nothing that a person typed. */
export type CallNote = Readonly<Record<string, string | number | boolean | null>>

/** What the router knows of a call beside its input. */
export interface CallContext {
  /** Who the token says, `null` where none was asked for. */
  readonly caller: Caller | null
  /** For counting wrong codes, a network of IPv6 as one; never logged. */
  readonly address: string
  readonly note: (words: CallNote) => void
}
