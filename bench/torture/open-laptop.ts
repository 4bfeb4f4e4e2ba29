import { createRouterClient } from '@orpc/server'
import { pino } from 'pino'
import type { DatabaseKey } from '../../db/database-key.ts'
import { createDataService } from '../../electron/data/service.ts'

/** The key of every database that the harness makes. It is no secret: all in them is invented. */
export const harnessKey: DatabaseKey = { dataKey: '7e'.repeat(32), salt: '3d'.repeat(16) }

/**
 * The real data service over a folder, spoken to through its contract.
 * @param of.resources where `packs/`, `db/migrations/` and `package.json` lie
 * @param of.reportsWorker its program
 */
export function openLaptop(of: {
  readonly folder: string
  readonly resources: string
  readonly reportsWorker: string
}) {
  const service = createDataService({
    folder: of.folder,
    key: harnessKey,
    resources: of.resources,
    reportsWorker: of.reportsWorker,
    host: { kind: 'none', printPage: async () => ({ type: 'no-browser' }) },
    demo: false,
    log: pino({ level: 'error' }, pino.destination({ dest: 2, sync: true })),
  })
  return { client: createRouterClient(service.router), close: service.close }
}
export type Client = ReturnType<typeof openLaptop>['client']
