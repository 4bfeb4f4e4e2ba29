import { afterAll, beforeAll, describe, test } from 'vitest'
import type { Headoffice, HeadofficeOptions } from '../start.ts'
import { headofficeKinds, type TestHeadoffice } from './head-offices.ts'

export interface EachHeadoffice {
  readonly mark: 'trial' | 'durable'
  /** The one that runs now; there only while tests run. */
  readonly office: Headoffice
  /** Starts it on its data again, once a test has closed it. */
  readonly startAgain: (options?: Partial<HeadofficeOptions>) => Promise<void>
}

/**
 * Describes what holds of a whole head office on each of its databases; one that this machine cannot run names the
 * reason.
 * @param what with `$name` where the database's name stands
 * @param tests are given the head office, which runs while they do
 * @param options what it is started with
 */
export function onEachHeadoffice(
  what: string,
  tests: (at: EachHeadoffice) => void,
  options: Partial<HeadofficeOptions> = {},
): void {
  describe.each(headofficeKinds)(what, ({ name, mark, whyNot, prepare }) => {
    if (whyNot !== null) {
      test.skip(`is not run here on ${name}: ${whyNot}`, () => {})
      return
    }
    let place: TestHeadoffice | null = null
    let office: Headoffice | null = null
    const start = async (more: Partial<HeadofficeOptions> = {}) => {
      office = (await place?.start({ ...options, ...more })) ?? null
    }
    beforeAll(async () => {
      place = await prepare()
      await start()
    })
    afterAll(async () => {
      await office?.close()
      await place?.end()
    })
    tests({
      mark,
      startAgain: start,
      get office() {
        if (office === null) throw new Error('Head office runs only while tests do')
        return office
      },
    })
  })
}
