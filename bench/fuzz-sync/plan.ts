import { createRandom } from '../torture/random.ts'

/** What a seed has happen to it beside the everyday; what cannot be made good together is not in one seed. */
export interface Plan {
  readonly seed: number
  readonly laptops: number
  /** Head office loses rows, which the laptops have to send again. */
  readonly officeGoesBack: boolean
  /** Laptops are revoked and cloned, and others than ours write. */
  readonly laptopsAreLost: boolean
  readonly backups: boolean
  /** Files go on a stick between some of the laptops and head office. */
  readonly byHand: boolean
  /** Some laptops have an older version, and are brought to this one at some time. */
  readonly olderLaptops: boolean
  /** Head office has an older version than its laptops, until it is brought to this one. */
  readonly olderOffice: boolean
  /** Over real HTTP, on loopback, where bytes are damaged on a real connection. */
  readonly overHttp: boolean
  /** What happens, each told by a number of its own: any may be left out, and the others go as they would. */
  readonly steps: readonly PlannedStep[]
}
interface PlannedStep {
  readonly index: number
  readonly seed: number
}

/** So many seeds go over a real connection: one in so many. */
const httpEvery = 20

/** Everything that a seed is about, told from its number alone. */
export function planOf(seed: number): Plan {
  const { isTrue, below } = createRandom(seed)
  const officeGoesBack = isTrue(0.35)
  const version = below(10)
  return {
    seed,
    officeGoesBack,
    laptopsAreLost: !officeGoesBack && isTrue(0.6),
    backups: isTrue(0.35),
    byHand: isTrue(0.35),
    olderLaptops: version < 3,
    olderOffice: version === 3,
    overHttp: seed % httpEvery === 0,
    laptops: 2 + below(isTrue(0.2) ? 5 : 2),
    steps: Array.from({ length: 15 + below(40) }, (_, index) => ({ index, seed: mixed(seed, index) })),
  }
}

/** Far from those of the steps beside it, and of the seeds beside this one. */
const mixed = (seed: number, index: number): number =>
  Math.imul((seed + 0x7f4a7c15) ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b) >>> 0
