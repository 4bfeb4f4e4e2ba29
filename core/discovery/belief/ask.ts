import { orderedShare, orderedShares } from './choice-likelihood.ts'
import type { Person } from './person.ts'
import type { Evidence } from './posterior.ts'
import { softened } from './raised-utility.ts'
import { utilityOf, type VehicleTable } from './vehicle-table.ts'

/** A question as the belief sees it: how often a person gives each of its answers. */
export interface Ask {
  /** Names the question and what it is about; sorts the evidence. */
  readonly key: string
  readonly answers: number
  /** Of a person, in the order of the answers; they add up to 1. */
  readonly shares: (person: Person, into: Float64Array) => void
  /** The share of one answer, where that takes less than all of them: evidence is weighed far more often than asked for. */
  readonly share?: (person: Person, answer: number) => number
  /**
   * Where the question is about vehicles: their positions, and the shares that follow from their utilities alone, given
   * as `raisedUtility` has them, so that many questions about the same vehicles raise each once.
   */
  readonly about?: {
    readonly vehicles: readonly number[]
    readonly shares: (raised: Float64Array, into: Float64Array) => void
  }
}

/** That this answer was given to the question. */
export function evidenceOf(ask: Ask, answer: number): Evidence {
  const { share } = ask
  const key = `${ask.key} ${answer}`
  if (share) return { key, logLikelihood: (person) => Math.log(Math.max(share(person, answer), 1e-12)) }
  const shares = new Float64Array(ask.answers)
  return {
    key,
    logLikelihood(person) {
      ask.shares(person, shares)
      return Math.log(Math.max(shares[answer] ?? 0, 1e-12))
    },
  }
}

/** An answer on an ordered scale, by a value of the person's and the cuts between the steps, in logistic units. */
function orderedAsk(
  key: string,
  cuts: readonly number[],
  lapse: number,
  levelOf: (person: Person) => number,
): Ask {
  return {
    key,
    answers: cuts.length + 1,
    shares: (person, into) => orderedShares(levelOf(person), cuts, lapse, into),
    share: (person, answer) => orderedShare(levelOf(person), cuts, lapse, answer),
  }
}

/** A logistic variable of scale 1 has this standard deviation: pi / the square root of 3. */
const logisticSd = Math.PI / Math.sqrt(3)

/** An ordered scale: where its steps meet, and the standard deviation of people's noise, in the unit of what is asked. */
interface StepNoise {
  readonly cuts: readonly number[]
  readonly noiseSd: number
  readonly lapse: number
}

function noisyStep(
  key: string,
  { cuts, noiseSd, lapse }: StepNoise,
  readingOf: (person: Person) => number,
): Ask {
  const scale = noiseSd / logisticSd
  const scaled = cuts.map((cut) => cut / scale)
  return orderedAsk(key, scaled, lapse, (person) => readingOf(person) / scale)
}

/**
 * How much it matters, on a scale of as many steps as there are cuts and one more. People mark high or low as they
 * are: the rating bias is theirs and comes out of what they rated otherwise.
 */
export function askRating(key: string, taste: number, noise: StepNoise): Ask {
  return noisyStep(key, noise, ({ standard, ratingBias }) => (standard[taste] ?? 0) + ratingBias)
}

/** A fact of their life that goes with a taste, on an ordered scale; nobody marks facts high or low. */
export function askFact(key: string, taste: number, noise: StepNoise): Ask {
  return noisyStep(key, noise, ({ standard }) => standard[taste] ?? 0)
}

/** Which of two attributes matters more, the whole span of one against the whole span of the other, graded. */
export function askMattersMore(
  key: string,
  [one, other]: readonly [number, number],
  {
    cuts,
    noise,
    lapse,
  }: { readonly cuts: readonly number[]; readonly noise: number; readonly lapse: number },
): Ask {
  const scaled = cuts.map((cut) => cut / noise)
  return orderedAsk(
    key,
    scaled,
    lapse,
    ({ weights }) => ((weights[other] ?? 0) - (weights[one] ?? 0)) / noise,
  )
}

/**
 * The most and the least important of several, in one answer: the most by multinomial logit, then the least of the
 * rest (sequential best-worst: Marley and Louviere, 2005). Answers are ordered pairs, most x rest.
 */
export function askMostLeast(
  key: string,
  tastes: readonly number[],
  { noise, lapse }: { readonly noise: number; readonly lapse: number },
): Ask {
  const size = tastes.length
  const answers = size * (size - 1)
  const raised = new Float64Array(size)
  return {
    key,
    answers,
    shares({ weights }, into) {
      let top = Number.NEGATIVE_INFINITY
      for (const taste of tastes) top = Math.max(top, weights[taste] ?? 0)
      let sum = 0
      let lows = 0
      for (let at = 0; at < size; at++) {
        const value = Math.exp(((weights[tastes[at] ?? 0] ?? 0) - top) / noise)
        raised[at] = value
        sum += value
        lows += 1 / value
      }
      let answer = 0
      for (let most = 0; most < size; most++) {
        const share = (raised[most] ?? 0) / sum
        const rest = lows - 1 / (raised[most] ?? 1)
        for (let least = 0; least < size; least++) {
          if (least === most) continue
          into[answer] = (1 - lapse) * share * (1 / (raised[least] ?? 1) / rest) + lapse / answers
          answer += 1
        }
      }
    },
  }
}

/** How much more they would pay for an attribute: its worth over the worth of the price, on an ordered scale of logs. */
export function askPayMore(
  key: string,
  { taste, price }: { readonly taste: number; readonly price: number },
  noise: StepNoise,
): Ask {
  return noisyStep(key, noise, ({ weights }) =>
    Math.log(Math.max(weights[taste] ?? 0, 1e-3) / Math.max(weights[price] ?? 0, 1e-3)),
  )
}

/** What they cannot do without, several at once: each is named or not, and now and then wrongly. Answers are bits. */
export function askMusts(key: string, musts: readonly number[], lapse: number): Ask {
  const answers = 1 << musts.length
  // Of how many a person's words and musts agree is all that counts.
  const byAgreed = Float64Array.from(
    { length: musts.length + 1 },
    (_, agreed) => (1 - lapse / 2) ** agreed * (lapse / 2) ** (musts.length - agreed),
  )
  const bitsOf = (held: number) => musts.reduce((bits, must, at) => bits | (((held >> must) & 1) << at), 0)
  const shareOf = (bits: number, answer: number) => byAgreed[musts.length - countBits(bits ^ answer)] ?? 0
  return {
    key,
    answers,
    shares({ musts: held }, into) {
      const bits = bitsOf(held)
      for (let answer = 0; answer < answers; answer++) into[answer] = shareOf(bits, answer)
    },
    share: ({ musts: held }, answer) => shareOf(bitsOf(held), answer),
  }
}

function countBits(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count += 1
  return count
}

/**
 * Any of several things named in answer to an open question, each by itself. Answers are bits.
 * @param sharesOf how often a person names each, 0..1
 */
export function askAnyOf(key: string, sharesOf: readonly ((person: Person) => number)[]): Ask {
  const answers = 1 << sharesOf.length
  return {
    key,
    answers,
    shares(person, into) {
      into[0] = 1
      let filled = 1
      for (const shareOf of sharesOf) {
        const named = shareOf(person)
        for (let at = 0; at < filled; at++) {
          const before = into[at] ?? 0
          into[filled + at] = before * named
          into[at] = before * (1 - named)
        }
        filled *= 2
      }
    },
    share(person, answer) {
      let product = 1
      for (let at = 0; at < sharesOf.length; at++) {
        const named = sharesOf[at]?.(person) ?? 0
        product *= (answer >> at) & 1 ? named : 1 - named
      }
      return product
    },
  }
}

/** The budget, as the band that it falls in; `cuts` are logarithms over the catalogue's middle price. */
export function askBudget(key: string, noise: StepNoise): Ask {
  return noisyStep(key, noise, ({ logBudget }) => logBudget)
}

/** This vehicle or that one, graded. @param noise the scale of choice noise, which utilities are in units of */
export function askThisOrThat(
  key: string,
  table: VehicleTable,
  vehicles: readonly [number, number],
  {
    cuts,
    lapse,
    noise = 1,
  }: { readonly cuts: readonly number[]; readonly lapse: number; readonly noise?: number },
): Ask {
  const [one, other] = vehicles
  const levelOf = (person: Person) =>
    (utilityOf(table, person, other) - utilityOf(table, person, one)) / noise
  const raisedCuts = cuts.map(Math.exp)
  const steps = cuts.length + 1
  return {
    ...orderedAsk(key, cuts, lapse, levelOf),
    about: {
      vehicles,
      // The logistic of `orderedShares`, with both sides raised.
      shares(raised, into) {
        const odds = softened(raised[0] ?? 0, noise) / softened(raised[1] ?? 0, noise)
        let below = 0
        for (let step = 0; step < steps; step++) {
          const upTo = step < cuts.length ? 1 - 1 / (1 + (raisedCuts[step] ?? 0) * odds) : 1
          into[step] = (1 - lapse) * (upTo - below) + lapse / steps
          below = upTo
        }
      },
    },
  }
}
