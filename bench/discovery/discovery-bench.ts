import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { percentile, plainDecimal, printFigures, printTable } from '../table.ts'
import { type Cell, talkSchema, talksOf } from './cell.ts'
import { type ArmName, armNames, type Step } from './conversation.ts'
import { calibration, regretAfterSeconds, summarise, worstDecile } from './summary.ts'

const optionsSchema = z.object({
  customers: z.coerce.number().int().positive().default(500),
  seed: z.coerce.number().int().default(1),
  answers: z.coerce.number().int().min(6).default(12),
  workers: z.coerce.number().int().positive().default(Math.max(1, availableParallelism())),
  mostAtOnce: z.coerce.number().int().min(2).max(4).default(4),
  vehicles: z.coerce.number().int().positive().optional(),
  arm: z.enum(armNames).optional(),
})

const sizes = [300, 5000]
/** The measures are read after so many. */
const measuredAt = 6
/** Conversations had alone, on a core of their own, to time what picking a question takes. */
const timedTalks = 10

type Talks = readonly (readonly Step[])[]

/**
 * Simulated customers in conversation with the engine, against the form that dealers use: what is lost by the best of
 * the three vehicles shown, after each answer. Definitions as in the comments of `summary.ts` and `customer.ts`.
 * `--customers N` has fewer an arm, `--seed S` other people and another catalogue, `--answers N` shorter conversations,
 * `--most-at-once 3` holds no four
 * vehicles against one another, `--vehicles N` and `--arm NAME` have one catalogue or arm alone: then the last line has what
 * was measured.
 */
export async function run(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      customers: text,
      seed: text,
      answers: text,
      workers: text,
      'most-at-once': text,
      vehicles: text,
      arm: text,
    },
  })
  const parsed = optionsSchema.safeParse({ ...values, mostAtOnce: values['most-at-once'] })
  if (!parsed.success) {
    process.stdout.write(`${z.prettifyError(parsed.error)}\n`)
    return 1
  }
  const { customers, seed, answers, workers, mostAtOnce, vehicles, arm } = parsed.data
  const cells = sizes
    .filter((size) => vehicles === undefined || vehicles === size)
    .flatMap((size) => [
      ...armNames
        .filter((name) => arm === undefined || arm === name)
        .map((name): Cell => ({ arm: name, population: 'known', vehicles: size, answers, seed, mostAtOnce })),
      ...(arm === undefined || arm === 'northstar'
        ? [
            {
              arm: 'northstar',
              population: 'shifted',
              vehicles: size,
              answers,
              seed,
              mostAtOnce,
            } satisfies Cell,
          ]
        : []),
    ])
  const begun = performance.now()
  const talks = await haveTalks(cells, { customers, workers })
  const minutes = (performance.now() - begun) / 60_000
  process.stdout.write(
    `${customers} customers an arm, seed ${seed}, ${answers} answers, ${workers} workers, ${plainDecimal(minutes)} min\n`,
  )
  printRegret(cells, talks)
  printSeconds(cells, talks)
  const figures: Record<string, number> = {}
  const find = (name: ArmName, population: Cell['population'], size: number): Talks =>
    talks[
      cells.findIndex((cell) => cell.arm === name && cell.population === population && cell.vehicles === size)
    ] ?? []
  for (const size of sizes) {
    const after = summarise(find('northstar', 'known', size))[measuredAt]
    if (!after) continue
    figures[`regret${size}`] = after.regret
    figures[`hit${size}`] = after.hit
  }
  for (const size of sizes) {
    if (find('northstar', 'known', size).length === 0) continue
    const { p50, p99 } = printTimes(size, { seed, mostAtOnce })
    figures[`pick${size}P50Ms`] = p50
    if (size === 5000) figures.pick5000P99Ms = p99
  }
  const measured = sizes.map((size) => find('northstar', 'known', size)).filter(({ length }) => length > 0)
  if (measured.length > 0) {
    printCalibration(measured.flat())
    figures.calibrationWorst = Math.max(...measured.map((one) => worstDecile(calibration(one))))
    figures.shiftedRatio = Math.max(
      ...sizes.flatMap((size) => {
        const known = summarise(find('northstar', 'known', size)).at(-1)
        const shifted = summarise(find('northstar', 'shifted', size)).at(-1)
        return known && shifted ? [shifted.regret / known.regret] : []
      }),
    )
  }
  printFigures('discovery', figures)
  return 0
}

/** Spreads the customers over worker threads, every arm the same people. */
async function haveTalks(
  cells: readonly Cell[],
  { customers, workers }: { readonly customers: number; readonly workers: number },
): Promise<readonly Talks[]> {
  const talks = cells.map((): (readonly Step[])[] => [])
  const all = Array.from({ length: customers }, (_, number) => number)
  await Promise.all(
    Array.from({ length: Math.min(workers, customers) }, (_, nth) => {
      const mine = all.filter((number) => number % workers === nth)
      return new Promise<void>((resolve, reject) => {
        const worker = new Worker(new URL('./discovery-worker.ts', import.meta.url), {
          workerData: { cells, customers: mine },
        })
        worker.on('message', (message: unknown) => {
          const { cell, steps } = talkSchema.parse(message)
          talks[cell]?.push(steps)
        })
        worker.on('error', reject)
        worker.on('exit', (code) =>
          code === 0 ? resolve() : reject(new Error(`A worker ended with ${code}`)),
        )
      })
    }),
  )
  return talks
}

const nameOf = ({ arm, population, vehicles }: Cell) =>
  `${vehicles} vehicles, ${arm}${population === 'shifted' ? ', shifted' : ''}`

function printRegret(cells: readonly Cell[], talks: readonly Talks[]): void {
  const summaries = talks.map(summarise)
  const counts = [...(summaries.find(({ length }) => length > 0) ?? []).keys()]
  const table = (of: string, cell: (summary: ReturnType<typeof summarise>[number]) => string) =>
    printTable([
      [of, ...counts.map(String)],
      ...cells.map((one, at) => [nameOf(one), ...(summaries[at] ?? []).map(cell)]),
    ])
  table('mean regret after so many answers', ({ regret }) => regret.toFixed(3))
  table('its standard error', ({ regretError }) => regretError.toFixed(3))
  table('P(best in three)', ({ hit }) => hit.toFixed(2))
  table('P(within 5 %)', ({ near }) => near.toFixed(2))
}

function printSeconds(cells: readonly Cell[], talks: readonly Talks[]): void {
  const marks = [0, 15, 30, 45, 60, 90, 120, 150, 180]
  printTable([
    ['mean regret after seconds of conversation', ...marks.map(String)],
    ...cells.map((cell, at) => [
      nameOf(cell),
      ...marks.map((mark) => regretAfterSeconds(talks[at] ?? [], mark).toFixed(3)),
    ]),
  ])
  const kinds = [...new Set(talks.flat(2).map(({ kind }) => kind))].filter((kind) => kind !== '')
  printTable([
    ['share of questions', ...kinds],
    ...cells.map((cell, at) => {
      const asked = (talks[at] ?? []).flat().filter(({ kind }) => kind !== '')
      return [
        nameOf(cell),
        ...kinds.map((kind) =>
          (asked.filter((step) => step.kind === kind).length / Math.max(1, asked.length)).toFixed(2),
        ),
      ]
    }),
  ])
}

function printCalibration(talks: Talks): void {
  const tenth = (at: number) => `${at / 10}..${(at + 1) / 10}`
  printTable([
    ['stated sureness', 'cases', 'stated', 'true'],
    ...calibration(talks).map(({ cases, stated, truth }, at) => [
      tenth(at),
      String(cases),
      stated.toFixed(3),
      truth.toFixed(3),
    ]),
  ])
}

/** Of conversations that nothing runs beside; the first is not counted, as the code is being compiled then. */
function printTimes(
  vehicles: number,
  { seed, mostAtOnce }: { readonly seed: number; readonly mostAtOnce: number },
): { readonly p50: number; readonly p99: number } {
  const cell: Cell = {
    arm: 'northstar',
    population: 'known',
    vehicles,
    answers: measuredAt,
    seed,
    mostAtOnce,
  }
  const numbers = Array.from({ length: timedTalks + 1 }, (_, number) => -1 - number)
  const steps = [...talksOf(cell, numbers)].slice(1).flat()
  const picks = steps.filter(({ kind }) => kind !== '').map(({ pickMs }) => pickMs)
  const believes = steps.map(({ believeMs }) => believeMs)
  const evaluations = steps.map((step) => step.evaluations)
  const [p50, p99] = [percentile(picks, 0.5), percentile(picks, 0.99)]
  printTable([
    [`${vehicles} vehicles`, 'p50', 'p99'],
    ['pick a question, ms', plainDecimal(p50), plainDecimal(p99)],
    [
      'take an answer in, ms',
      plainDecimal(percentile(believes, 0.5)),
      plainDecimal(percentile(believes, 0.99)),
    ],
    [
      'evaluations, vehicle x person',
      String(percentile(evaluations, 0.5)),
      String(percentile(evaluations, 0.99)),
    ],
    ['memory of a belief, MB', plainDecimal(Math.max(...steps.map(({ bytes }) => bytes)) / 2 ** 20), ''],
  ])
  return { p50, p99 }
}
