import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { resources } from '../../bin/resources.ts'
import type { Answer } from '../../core/discovery/answer.ts'
import { type BeliefScene, createBeliefScene } from '../../core/discovery/customer-belief.ts'
import type { QuestionBank } from '../../core/discovery/question-bank.ts'
import type { MarketPack } from '../../core/market/market-pack.ts'
import { makeShortlist } from '../../core/shortlist/make-shortlist.ts'
import { prepareCatalogue } from '../../core/shortlist/prepare-catalogue.ts'
import { readMarketPack, readQuestionBank } from '../../packs/read-packs.ts'
import { percentile, plainDecimal, printFigures, printTable } from '../table.ts'
import { drawAnswers } from './answers.ts'
import { createFloor } from './floor.ts'
import { catalogueOf, drawVehicles, readVehicles } from './vehicles.ts'

const samples = 1000
/** Vehicles, and how often the shortlist is made anew. */
const sizes = [
  { vehicles: 300, rounds: 60 },
  { vehicles: 5000, rounds: 40 },
  { vehicles: 50_000, rounds: 12 },
] as const
/** Customers who have said much and little. */
const talks = [3, 6, 9, 12]

const optionsSchema = z.object({ file: z.string().optional(), market: z.string().default('us') })

/**
 * What a shortlist costs after an answer: rules judged, every vehicle that may be best scored for 1,000 people of the
 * belief, the set of three, its reasons, catches and what is not known. Beside it, in turn, the least that scoring all
 * vehicles for all people takes. What the belief itself takes is told apart.
 * `--file F` has the vehicles of a file, such as the EPA's list; without one they are drawn. `--market us` is the pack.
 */
export async function run(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ args: [...args], options: { file: text, market: text } })
  const { file, market } = optionsSchema.parse(values)
  const packs = join(resources, 'packs')
  const pack = readMarketPack(packs, market)
  const bank = readQuestionBank(packs, pack)
  const most = Math.max(...sizes.map(({ vehicles }) => vehicles))
  const all = file === undefined ? drawVehicles(most, pack) : readVehicles(file, pack)
  process.stdout.write(`${all.variants.length} vehicles: ${all.what}\n`)
  const measured = sizes.map((size) => measure(catalogueOf(all, size.vehicles), { bank, pack, ...size }))
  printTable([
    ['vehicles', 'shortlist p50 ms', 'p99 ms', 'floor p50 ms', 'ratio', 'belief p50 ms', 'memory MB'],
    ...measured.map(({ vehicles, p50, p99, floorP50, believeP50, memoryMb }) => [
      String(vehicles),
      ...[p50, p99, floorP50, p50 / floorP50, believeP50, memoryMb].map(plainDecimal),
    ]),
  ])
  const [small, middle, large] = measured
  if (!small || !middle || !large) throw new Error('Three sizes are measured')
  printFigures('shortlist', {
    p50Ms300: small.p50,
    p99Ms300: small.p99,
    ratio5000: middle.p50 / middle.floorP50,
    ratio50000: large.p50 / large.floorP50,
    memoryMb: large.memoryMb,
  })
  return 0
}

interface Measured {
  readonly vehicles: number
  readonly p50: number
  readonly p99: number
  readonly floorP50: number
  readonly believeP50: number
  /** Resident, with the catalogue and before the floor's own arrays. */
  readonly memoryMb: number
}

function measure(
  catalogue: ReturnType<typeof catalogueOf>,
  given: {
    readonly vehicles: number
    readonly rounds: number
    readonly bank: QuestionBank
    readonly pack: MarketPack
  },
): Measured {
  const { vehicles, rounds, bank, pack } = given
  const scene = createBeliefScene(bank, prepareCatalogue(catalogue), samples)
  const sets = talks.map((count) => drawAnswers(bank, { pack, seed: `talk ${count}`, count }))
  const nextTalk = (round: number): readonly Answer[] => sets[round % sets.length] ?? []
  for (let round = 0; round < sets.length; round++) shortlistOf(scene, pack, nextTalk(round))
  const memoryMb = process.memoryUsage.rss() / 2 ** 20
  const floor = createFloor(vehicles, samples)
  floor()
  const [ms, floorMs, believeMs]: readonly number[][] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    const answers = nextTalk(round)
    // In turn, so that a noisy machine is noisy for both.
    believeMs?.push(timed(() => scene.believe(answers, seed)))
    ms?.push(timed(() => shortlistOf(scene, pack, answers)))
    floorMs?.push(timed(floor))
  }
  return {
    vehicles,
    p50: percentile(ms ?? [], 0.5),
    p99: percentile(ms ?? [], 0.99),
    floorP50: percentile(floorMs ?? [], 0.5),
    believeP50: percentile(believeMs ?? [], 0.5),
    memoryMb,
  }
}

const seed = 'bench'
const shortlistOf = (scene: BeliefScene, pack: MarketPack, answers: readonly Answer[]) =>
  makeShortlist({ answers, scene, seed, pack, language: 'en' })

function timed(work: () => unknown): number {
  const before = performance.now()
  work()
  return performance.now() - before
}
