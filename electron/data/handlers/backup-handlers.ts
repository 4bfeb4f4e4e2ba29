import type { Backups } from '../backups/backup-schedule.ts'
import type { Implementer } from '../contract-implementer.ts'

/** The manager's view of the backups. */
export function createBackupHandlers(contract: Implementer, backups: Pick<Backups, 'list' | 'make'>) {
  return {
    backups: {
      list: contract.backups.list.handler(() => {
        const { backups: kept, lastGoodAt, problem } = backups.list()
        return {
          backups: [...kept],
          lastGoodAt,
          problem: problem && { ...problem, detail: { ...problem.detail } },
        }
      }),
      make: contract.backups.make.handler(() => backups.make()),
    },
  }
}
