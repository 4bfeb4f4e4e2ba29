import Database from 'better-sqlite3'

/**
 * Makes every database that this process opens from here on forget to sync (`synchronous = OFF`), whatever it is told.
 * For the harness alone: it proves that a laptop which does not sync is found out.
 */
export function makeForgetful(): void {
  const { pragma } = Database.prototype
  Database.prototype.pragma = function (source, options) {
    return pragma.call(this, source.replace(/^synchronous = FULL$/, 'synchronous = OFF'), options)
  }
}
