import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest, first to last: begun at the end, one of them would keep one processor busy and leave the rest idle. */
const slowest = [
  'bin/sync-converges.test.ts',
  'bin/escrow/end-of-a-laptop.test.ts',
  'bench/fuzz-sync/fuzz.test.ts',
  'bench/power-cut/power-cut.test.ts',
  'bench/torture/torture.test.ts',
  'db/salvage-main.test.ts',
  'bin/sync-cut.test.ts',
  'bin/sync-poor-line.test.ts',
  'headoffice/start.test.ts',
  'bin/headoffice.test.ts',
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
