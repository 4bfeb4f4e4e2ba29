import type { NotATable } from './table.ts'

/** Thrown inside the reading of a file, and caught where a table or its rows are handed out. */
export class Unreadable extends Error {
  readonly why: NotATable

  constructor(why: NotATable, options?: ErrorOptions) {
    super(`The file cannot be read: ${why.type}`, options)
    this.why = why
  }
}
