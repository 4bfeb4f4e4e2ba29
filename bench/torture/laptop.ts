import { readFileSync, writeSync } from 'node:fs'
import { ORPCError } from '@orpc/server'
import { newId } from '../../electron/doors.ts'
import type { Call, Made } from './calls.ts'
import { makeForgetful } from './make-forgetful.ts'
import { type Go, goSchema, type Line } from './messages.ts'
import { openLaptop } from './open-laptop.ts'
import { signIn } from './people.ts'
import { perform } from './perform.ts'
import { createRandom } from './random.ts'
import { createScript } from './script.ts'

/** Where the lines go: a pipe of the parent's, which what was written reaches however this process ends. */
const pipe = 3

/** Refusals of a call that is made again after it had been done, and of a day that has not changed. */
const inOrder: ReadonlySet<string> = new Set([
  'VISIT_ENDED',
  'ALREADY_SET_UP',
  'DAY_UNCHANGED',
  // Made again after a kill that came when it was done.
  'ALREADY_ENROLLED',
])

const say = (line: Line): void => {
  writeSync(pipe, `${JSON.stringify(line)}\n`)
}

/** A laptop that works until it is killed. */
async function work(go: Go): Promise<never> {
  const random = createRandom(go.seed)
  if (go.synchronous === 'OFF') makeForgetful()
  say({ type: 'opening' })
  let laptop = await openLaptop(go)

  const make = async (call: Call): Promise<void> => {
    say({ type: 'begun', call })
    try {
      say({ type: 'acknowledged', made: await done(call) })
    } catch (error) {
      if (!(error instanceof ORPCError) || !inOrder.has(error.code)) throw error
      say({ type: 'refused', code: error.code })
    }
  }
  const done = async (call: Call): Promise<Made> => {
    if (call.type !== 'restart') return perform(laptop.client, call)
    await laptop.close()
    laptop = await openLaptop(go)
    await signIn(laptop.client)
    return {}
  }

  const { store } = await laptop.client.app.state()
  if (!store) await make({ type: 'set-up', managerName: 'Imran Sheikh' })
  await signIn(laptop.client)
  say({ type: 'ready' })
  // First of all, as the page does it: nothing else may come between.
  if (go.again && go.again.type !== 'set-up') await make(go.again)
  if (go.headoffice && (await laptop.client.enrolment.state()).state === 'not-enrolled')
    await make({ type: 'enrol', ...go.headoffice })
  const script = await createScript(() => laptop.client, random, newId)
  for (let calls = 0; ; calls += 1) {
    await make(await script.next(calls === 3 ? go.soon : null))
  }
}

try {
  await work(goSchema.parse(JSON.parse(readFileSync(0, 'utf8'))))
} catch (error) {
  say({ type: 'fault', what: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}
