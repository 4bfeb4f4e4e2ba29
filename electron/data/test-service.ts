import { resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { pino } from 'pino'
import { testKey } from '../../db/test-database.ts'
import { newId } from '../doors.ts'
import type { Printed } from './host.ts'
import { createDataService } from './service.ts'

const resources = resolve(import.meta.dirname, '..', '..')

/** The data service over a folder, spoken to through its contract, for tests. */
export function openTestService(
  folder: string,
  options: {
    readonly clock?: () => number
    readonly printPage?: (path: string) => Promise<Printed>
  } = {},
) {
  const service = createDataService({
    folder,
    key: testKey,
    resources,
    reportsWorker: resolve(import.meta.dirname, 'reports', 'reports-worker.ts'),
    host: { kind: 'none', printPage: options.printPage ?? (async () => ({ type: 'no-browser' })) },
    demo: false,
    log: pino({ level: 'silent' }),
    ...(options.clock && { clock: options.clock }),
  })
  return { client: createRouterClient(service.router), close: service.close }
}

export type TestClient = ReturnType<typeof openTestService>['client']

/** Sets the laptop up with one consultant and one manager, as the first screen does. */
export async function setUp(client: TestClient): Promise<void> {
  await client.setup.complete({
    storeName: 'Clifton Motors',
    storeCode: 'KHI-01',
    language: 'en',
    consultants: [
      { name: 'Ayesha Malik', role: 'consultant' },
      { name: 'Imran Sheikh', role: 'manager' },
    ],
  })
}

export const walkIn = (client: TestClient) =>
  client.visits.start({ visitId: newId(), arrival: 'first-time', customerId: null, opportunityId: null })
