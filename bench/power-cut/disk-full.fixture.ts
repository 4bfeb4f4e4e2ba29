import { readFileSync, writeSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { ORPCError } from '@orpc/server'
import { newId } from '../../electron/doors.ts'
import type { Call } from '../torture/calls.ts'
import type { Line } from '../torture/messages.ts'
import { openLaptop } from '../torture/open-laptop.ts'
import { signIn } from '../torture/people.ts'
import { perform } from '../torture/perform.ts'
import { createRandom } from '../torture/random.ts'
import { createScript } from '../torture/script.ts'
import { fillingSchema } from './filling.ts'
import { fillDisk, freeDisk, openControl } from './losing-disk.ts'

// Fills the disk at one write after the other, frees it after each refusal and makes the refused call again.
const filling = fillingSchema.parse(JSON.parse(readFileSync(0, 'utf8')))
const control = openControl(filling.controlFile)
const { client } = await openLaptop(filling)

/** Calls that write nothing, or refuse with a code of their own. */
const others = ['restart', 'sync', 'close-day', 'back-up'] as const
type Doing = Exclude<Call, { type: (typeof others)[number] }>
const isPlain = (call: Call): call is Doing => !others.some((type) => type === call.type)

const say = (line: Line) => writeSync(3, `${JSON.stringify(line)}\n`)

/** Whether the disk took it. */
async function attempt(call: Doing): Promise<boolean> {
  say({ type: 'begun', call })
  try {
    say({ type: 'acknowledged', made: await perform(client, call) })
    return true
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    say({ type: 'refused', code: error.code })
    return false
  }
}

/** What the screens show. */
async function readAll() {
  const { businessDay } = await client.app.state()
  const visits = await client.visits.list({ businessDay })
  const found = await client.customers.search({ text: '', limit: 5 })
  const boards = []
  for (const { opportunityId } of visits.slice(0, 2))
    boards.push(await client.discovery.board({ opportunityId, language: 'en' }))
  const profiles = []
  for (const { id } of found.customers.slice(0, 2))
    profiles.push(await client.customers.get({ customerId: id }))
  return { visits, found, boards, profiles }
}

async function work(): Promise<void> {
  await attempt({ type: 'set-up', managerName: 'Imran Sheikh' })
  await signIn(client)
  const script = await createScript(() => client, createRandom(filling.seed), newId)
  const next = async (): Promise<Doing> => {
    const call = await script.next(null)
    return isPlain(call) ? call : next()
  }
  for (const way of filling.ways) {
    say({ type: 'ready' })
    for (let round = 0; round < way.rounds; round += 1) {
      fillDisk(control, { ...way, after: round * way.step })
      for (;;) {
        const call = await next()
        if (await attempt(call)) continue
        const whileFull = await readAll()
        freeDisk(control)
        if (!isDeepStrictEqual(await readAll(), whileFull))
          throw new Error('A full disk changes what is read')
        if (!(await attempt(call))) throw new Error('Work does not go on when there is room again')
        break
      }
    }
  }
}

try {
  await work()
} catch (error) {
  say({ type: 'fault', what: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}
process.exit(0)
