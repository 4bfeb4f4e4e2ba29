import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, test } from 'vitest'
import type { SqlDoor } from '../sql.ts'
import { databaseKinds } from './test-identity.ts'
import { testNow } from './test-now.ts'

/**
 * Describes what holds on each of head office's databases, with an epoch begun; one that this machine cannot run names
 * the reason.
 * @param what with `$name` where the database's name stands
 * @param tests are given the database, which is open while they run
 */
export function onEachDatabase(what: string, tests: (door: SqlDoor, epoch: string) => void): void {
  describe.each(databaseKinds)(what, ({ name, whyNot, open }) => {
    if (whyNot !== null) {
      test.skip(`is not run here on ${name}: ${whyNot}`, () => {})
      return
    }
    let held: SqlDoor | null = null
    let end = async () => {}
    const epoch = v7()
    beforeAll(async () => {
      const opened = await open()
      held = opened.door
      end = opened.end
      await opened.door.run('INSERT INTO epoch VALUES (1, $1, $2)', [epoch, testNow])
    })
    afterAll(() => end())
    const door = whenOpen(() => held)
    tests(door, epoch)
  })
}

/** A door that tests can be described with before it is open. */
function whenOpen(held: () => SqlDoor | null): SqlDoor {
  const door = () => {
    const opened = held()
    if (opened === null) throw new Error('The database is open only while tests run')
    return opened
  }
  return {
    get mark() {
      return door().mark
    },
    query: (row, text, values) => door().query(row, text, values),
    run: (text, values) => door().run(text, values),
    script: (text) => door().script(text),
    transaction: (work) => door().transaction(work),
    close: () => door().close(),
  }
}
