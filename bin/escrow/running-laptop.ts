import { join, resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { pino } from 'pino'
import { createLaptop } from '../../electron/data/laptop.ts'
import { createLaptopRouting } from '../../electron/data/laptop-handlers.ts'
import { createDataService } from '../../electron/data/service.ts'
import { createKeyVault } from '../../electron/data/vault/key-vault.ts'
import { monotonicMs, newId, randomBytes, systemClock } from '../../electron/doors.ts'

const resources = resolve(import.meta.dirname, '..', '..')
const data = join(resources, 'electron', 'data')
const log = pino({ level: 'silent' })

/** A laptop on a folder as it runs, from its gate on: real vault, real identity, real clock. The caller closes it. */
export async function startLaptop(folder: string) {
  const laptop = createLaptop({
    folder,
    resources,
    reportsWorker: join(data, 'reports', 'reports-worker.ts'),
    upkeepWorker: join(data, 'upkeep', 'upkeep-worker.ts'),
    importsWorker: join(data, 'imports', 'import-worker.ts'),
    adviceWorker: join(data, 'advice', 'advice-worker.ts'),
    host: { kind: 'none', printPage: async () => ({ type: 'no-browser' }) },
    demo: false,
    log,
    clock: systemClock,
    monotonicMs,
    newId,
    randomBytes,
    vault: createKeyVault({ folder, clock: systemClock, newId, randomBytes, sealer: null }),
    sealing: async () => null,
    createService: createDataService,
  })
  await laptop.idle()
  const gate = createRouterClient(createLaptopRouting(laptop, log).router).laptop
  const client = () => {
    const service = laptop.service()
    if (!service) throw new Error(`the laptop is ${laptop.state().type}`)
    return createRouterClient(service.router)
  }
  const until = async (type: string) => {
    for (let left = 300; laptop.state().type !== type; left -= 1) {
      if (left === 0) throw new Error(`the laptop stays ${JSON.stringify(laptop.state())}`)
      await new Promise((done) => setTimeout(done, 50))
    }
  }
  const untilProblem = async () => {
    await until('handing-over')
    for (;;) {
      const state = laptop.state()
      if (state.type === 'handing-over' && state.problem !== null) return
      await new Promise((done) => setTimeout(done, 50))
    }
  }
  return { laptop, gate, client, until, untilProblem }
}
export type RunningLaptop = Awaited<ReturnType<typeof startLaptop>>
