/** One expected failure: its HTTP status, and what happened, what is safe and what to do, in each language. */
export interface ErrorEntry {
  readonly status: number
  readonly en: string
  readonly ur: string
}
