/** The database does not answer just now: it is away, starts again, or keeps somebody waiting for too long. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super('The database does not answer', { cause })
    this.name = 'DatabaseAway'
  }
}

/**
 * PostgreSQL's codes (its manual, appendix A): a connection that broke, too many of them, a server that ends or begins, and
 * a lock or an idle transaction that took too long.
 */
const codesOfPostgres = /^(08...|53300|57014|57P0[1-5]|55P03|25P03)$/
const codesOfSockets = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'EHOSTUNREACH'])
/** What the driver says without a code. */
const wordsOfDriver =
  /^Connection terminated|timeout exceeded when trying to connect|^Client has encountered a connection error/

/** What went wrong at the driver, as `DatabaseAway` where that is what it comes to. */
export function readDriverError(error: unknown): unknown {
  if (error instanceof AggregateError) return error.errors.some(isAway) ? new DatabaseAway(error) : error
  return isAway(error) ? new DatabaseAway(error) : error
}

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  if (code !== null) return codesOfPostgres.test(code) || codesOfSockets.has(code)
  return wordsOfDriver.test(error.message)
}
