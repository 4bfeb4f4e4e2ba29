import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { prepareTemplates, removeTemplates, type Templates } from '../bench/fuzz-sync/fuzz.ts'
import { type SeedResult, seedResultSchema } from '../bench/fuzz-sync/seed-result.ts'
import { printFigures } from '../bench/table.ts'
import { monotonicMs, newId } from '../electron/doors.ts'

const usage =
  'Say how many: npm run fuzz:sync -- --seeds 1000 --seed 42 --workers 2 (all may be left out; --trace tells every step; --steps 3,7 takes only these of one seed)\n'

/**
 * Plays stores of several laptops and a head office through everything that can go wrong between them, seed after seed,
 * and looks whether anything diverged, was lost, stands twice or came back. The last line counts.
 * @returns 1 when anything was found
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string' },
      seed: { type: 'string' },
      workers: { type: 'string', default: '2' },
      postgres: { type: 'string' },
      trace: { type: 'boolean', default: false },
      steps: { type: 'string' },
    },
  })
  const first = values.seed === undefined ? Number.parseInt(newId().slice(-6), 16) : Number(values.seed)
  // One seed by its number is for looking at it; otherwise as many as prove something.
  const seeds = Number(values.seeds ?? (values.seed === undefined ? 1000 : 1))
  const workers = Math.min(Number(values.workers), seeds)
  const only = values.steps?.split(',').map(Number)
  if (![first, seeds, workers, ...(only ?? [])].every(Number.isInteger) || seeds < 1 || workers < 1) {
    process.stderr.write(usage)
    return 2
  }
  // A disk that is not one: what a power cut leaves is not asked here, and syncing it takes most of the time.
  if (existsSync('/dev/shm') && process.env.TMPDIR === undefined) process.env.TMPDIR = '/dev/shm'
  process.stdout.write(`seeds ${first} to ${first + seeds - 1}, in ${tmpdir()}\n`)
  const beganMs = monotonicMs()
  const results: SeedResult[] = []
  const onSeed = (result: SeedResult) => {
    results.push(result)
    if (values.trace || result.faults.length > 0) tell(result)
  }
  const templates = await prepareTemplates()
  try {
    await Promise.all(
      Array.from({ length: workers }, (_, index) =>
        runWorker(
          {
            // In turns, so that each has as many of the seeds that take long.
            seeds: Array.from({ length: seeds }, (_seed, n) => first + n).filter(
              (_seed, n) => n % workers === index,
            ),
            templates,
            databaseUrl: values.postgres,
            isTraced: values.trace,
            only,
          },
          onSeed,
        ),
      ),
    )
  } finally {
    removeTemplates(templates)
  }
  const seconds = (monotonicMs() - beganMs) / 1000
  const { userCPUTime, systemCPUTime } = process.resourceUsage()
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6
  process.stdout.write(
    `${seconds.toFixed(0)} s, ${(seconds / results.length).toFixed(2)} s and ${(cpuSeconds / results.length).toFixed(2)} s of processor a seed\n`,
  )
  const having = (...kinds: readonly string[]) =>
    results.filter(({ faults }) => faults.some(({ kind }) => kinds.includes(kind))).length
  printFigures('fuzz', {
    seeds: results.length,
    steps: results.reduce((sum, { steps }) => sum + steps, 0),
    // What does not become quiet has not come to the same either.
    diverged: having('diverged', 'stuck', 'unbounded', 'broke'),
    lost: having('lost'),
    duplicated: having('duplicated'),
    resurrected: having('resurrected'),
  })
  return results.length === seeds && results.every(({ faults }) => faults.length === 0) ? 0 : 1
}

function tell({ seed, steps, faults, story, fewest }: SeedResult): void {
  const say = (told: readonly string[], found: SeedResult['faults']) => {
    process.stdout.write(`${told.join('\n')}\nseed ${seed}: ${steps} steps, ${found.length} faults\n`)
    for (const { kind, what } of found) process.stdout.write(`  ${kind}: ${what}\n`)
  }
  say(story, faults)
  if (fewest === null) return
  process.stdout.write(`fewer steps that find the same: --seed ${seed} --steps ${fewest.steps.join(',')}\n`)
  say(fewest.story, fewest.faults)
}

function runWorker(
  work: {
    readonly seeds: readonly number[]
    readonly templates: Templates
    readonly databaseUrl: string | undefined
    readonly isTraced: boolean
    readonly only: readonly number[] | undefined
  },
  onSeed: (result: SeedResult) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('../bench/fuzz-sync/fuzz-worker.ts', import.meta.url), {
      workerData: work,
      env: process.env,
    })
    worker.on('message', (message: unknown) => onSeed(seedResultSchema.parse(message)))
    worker.on('error', reject)
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A worker ended with ${code}`))))
  })
}
