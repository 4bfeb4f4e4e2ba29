import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest, first to last: begun at the end, one of them would keep one processor busy and leave the rest idle. */
const slowest = [
  'bin/escrow/end-of-a-laptop.test.ts',
  'electron/data/laptop-damage.test.ts',
  'bin/sync-restore.test.ts',
]

/** The order of a run's test files: what takes longest first, and of the rest the larger files before the smaller. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification): number => {
      const rank = slowest.findIndex((file) => moduleId.endsWith(`/${file}`))
      return rank === -1 ? slowest.length : rank
    }
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b))
  }
}
