/** What SQLite keeps beside a database, as endings of its path: a log that is there belongs to that database. */
export const besideEndings = ['-wal', '-shm', '-journal'] as const

/** A database's own file and what stands beside it. */
export const databaseEndings = ['', ...besideEndings] as const
