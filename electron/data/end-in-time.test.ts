import { expect, test } from 'vitest'
import { endInTime } from './end-in-time.ts'

/** A timer that is over when the test says so, and a log of what was said. */
function around() {
  const said: object[] = []
  let over = () => {}
  let isCalledOff = false
  return {
    said,
    over: () => over(),
    isCalledOff: () => isCalledOff,
    deps: {
      after: (_pauseMs: number, run: () => void) => {
        over = run
        return () => {
          isCalledOff = true
        }
      },
      log: { error: (what: object) => void said.push(what) },
    },
  }
}

test('what comes to its end is waited for, and the timer is called off', async () => {
  const { said, deps, isCalledOff } = around()
  const ended: string[] = []
  await endInTime('sync', async () => void ended.push('sync'), deps)
  expect([ended, isCalledOff(), said]).toEqual([['sync'], true, []])
})

test('what never comes to its end is waited for no longer than the timer, and named in the log', async () => {
  const { said, deps, over } = around()
  const ending = endInTime('reports', () => new Promise<void>(() => {}), deps)
  over()
  await ending
  expect(said).toEqual([{ what: 'reports' }])
})

test('what fails at its end is logged, and the rest goes on', async () => {
  const { said, deps } = around()
  const err = new Error('no')
  await endInTime('upkeep', () => Promise.reject(err), deps)
  expect(said).toEqual([{ what: 'upkeep', err }])
})
