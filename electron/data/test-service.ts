import { resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { type Logger, pino } from 'pino'
import type { DatabaseKey } from '../../db/database-key.ts'
import { testKey } from '../../db/test-database.ts'
import { newId } from '../doors.ts'
import type { Printed } from './host.ts'
import { createDataService } from './service.ts'
import { demoVault } from './vault/demo-vault.ts'

const resources = resolve(import.meta.dirname, '..', '..')
// Each worker thread loads its modules anew: of what is kept compiled, more than half of that time is saved.
process.env.NODE_COMPILE_CACHE ??= resolve(resources, 'out', 'compile-cache')

/** Everybody's PIN in tests. */
export const testPin = '271828'
/** The recovery code of every test's laptop. */
export const testRecoveryCode = 'the recovery code'

/** The data service over a folder, spoken to through its contract, for tests. */
export function openTestService(
  folder: string,
  options: {
    readonly clock?: () => number
    /** Where it is to go apart from the clock on the wall. */
    readonly monotonicMs?: () => number
    /** How long the machine has been up; the clock on the wall unless it is to go apart from it. */
    readonly machineUpMs?: () => number
    readonly builtAt?: number
    readonly key?: DatabaseKey
    readonly demo?: boolean
    readonly market?: string
    readonly onOtherMarket?: (signedIn: string | null) => void
    readonly log?: Logger
    readonly onDamage?: (error: unknown) => void
    readonly printPage?: (path: string) => Promise<Printed>
    /** Where `packs/`, `db/migrations/` and `package.json` lie; the project's own where left out. */
    readonly resources?: string
    readonly updatesItself?: boolean
    /** In the place of the advice worker. */
    readonly adviceWorker?: string
  } = {},
) {
  const { clock, monotonicMs = clock } = options
  const service = createDataService({
    folder,
    key: options.key ?? testKey,
    resources: options.resources ?? resources,
    reportsWorker: resolve(import.meta.dirname, 'reports', 'reports-worker.ts'),
    host: {
      kind: 'none',
      updatesItself: options.updatesItself ?? false,
      printPage: options.printPage ?? (async () => ({ type: 'no-browser' })),
    },
    demo: options.demo ?? false,
    log: options.log ?? pino({ level: 'silent' }),
    upkeepWorker: resolve(import.meta.dirname, 'upkeep', 'upkeep-worker.ts'),
    importsWorker: resolve(import.meta.dirname, 'imports', 'import-worker.ts'),
    adviceWorker: options.adviceWorker ?? resolve(import.meta.dirname, 'advice', 'advice-worker.ts'),
    vault: { ...demoVault, isRecoveryCode: async (code) => code === testRecoveryCode },
    ...(clock && { clock }),
    ...(monotonicMs && { monotonicMs }),
    ...(options.machineUpMs && { machineUpMs: options.machineUpMs }),
    ...(options.builtAt !== undefined && { builtAt: options.builtAt }),
    ...(options.market !== undefined && { market: options.market }),
    ...(options.onOtherMarket && { onOtherMarket: options.onOtherMarket }),
    ...(options.onDamage && { onDamage: options.onDamage }),
  })
  const { router, close, mayUpdate } = service
  return { client: createRouterClient(router), router, close, mayUpdate }
}

export type TestClient = ReturnType<typeof openTestService>['client']

/** Sets the laptop up as the first screen does: by a manager, who is then signed in, with one consultant beside. */
export async function setUp(client: TestClient, pin = testPin): Promise<void> {
  await client.setup.complete({
    storeName: 'Clifton Motors',
    storeCode: 'KHI-01',
    language: 'en',
    consultants: [
      { name: 'Ayesha Malik', role: 'manager', pin },
      { name: 'Imran Sheikh', role: 'consultant' },
    ],
  })
}

/** The id of a person of the store. */
export async function personId(client: TestClient, name: string): Promise<string> {
  const found = (await client.session.state()).people.find((person) => person.name === name)
  if (!found) throw new Error(`${name} does not work here`)
  return found.id
}

/** Signs a person in who has the tests' PIN, as after a restart: the manager who set the laptop up. */
export async function signIn(client: TestClient, name = 'Ayesha Malik'): Promise<void> {
  await client.session.signIn({ consultantId: await personId(client, name), pin: testPin })
}

/** Lets another person have the tests' PIN, by leave of the manager who set the laptop up, and signs them in. */
export async function signInFirstTime(client: TestClient, name: string): Promise<void> {
  const consultantId = await personId(client, name)
  const manager = await personId(client, 'Ayesha Malik')
  const allowedBy = { type: 'manager' as const, consultantId: manager, pin: testPin }
  await client.session.setPin({ consultantId, pin: testPin, allowedBy })
  await client.session.signIn({ consultantId, pin: testPin })
}

export const walkIn = (client: TestClient) =>
  client.visits.start({ visitId: newId(), arrival: 'first-time', customerId: null, opportunityId: null })
