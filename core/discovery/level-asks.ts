import type { AnswerValue } from './answer.ts'
import { type AskScene, type BankAsk, coded, tastePlaces } from './bank-ask.ts'
import { type Ask, askPayMore, askRating } from './belief/ask.ts'
import { orderedShares } from './belief/choice-likelihood.ts'
import type { BeliefPrior } from './belief/taste-prior.ts'
import { utilityOf } from './belief/vehicle-table.ts'
import type { Question } from './question-bank.ts'

type LevelQuestion = Extract<Question, { kind: 'level' }>

/** How far apart reactions to a vehicle lie, in units of choice noise; a drive tells more than a look. */
const reactionScale = { reaction: 2, 'test-drive': 1.4 }

/** A scale of levels, about one vehicle or one attribute; `null` as `bankAsk` has it. */
export function levelAsk(
  key: string,
  question: LevelQuestion,
  [subject = '']: readonly string[],
  scene: AskScene,
): BankAsk | null {
  const { levels, reads } = question
  const { lapse, ratingSd } = scene.bank.noise
  const answerOf = (value: AnswerValue) =>
    value.type === 'levelled' && value.level < levels.length ? value.level : null
  const evenly = levels.slice(1).map((_, at) => at + 0.5 - (levels.length - 1) / 2)
  if (reads === 'reaction' || reads === 'test-drive') {
    const vehicle = scene.felt.indexOf(subject)
    if (vehicle === undefined) return null
    return coded(
      reactionAsk(key, vehicle, { cuts: evenly, scale: reactionScale[reads], lapse }, scene),
      answerOf,
    )
  }
  const [taste] = tastePlaces([subject], scene) ?? []
  if (taste === undefined) return null
  if (reads === 'importance')
    return coded(askRating(key, taste, { cuts: evenly, noiseSd: ratingSd, lapse }), answerOf)
  const asked = payMoreAsk(key, question, taste, scene)
  return asked && coded(asked, answerOf)
}

/** The standard deviation of the noise in what people say they would pay, as a logarithm. */
const payNoiseSd = 0.7

/**
 * How much more they would pay for an attribute, read beside what others would say and not as a sum: people's stated sums
 * are biased in scale, mostly too high (List and Gallet, 2001; Murphy et al., 2005), and nobody says of which part of the
 * span they speak. So the levels stand about the middle of what the prior holds of the worth of the attribute over that
 * of the price, as far apart as the logarithms of their shares are.
 * @returns `null` for the price itself, which nobody pays more for
 */
function payMoreAsk(
  key: string,
  { levels, payShares = [] }: LevelQuestion,
  taste: number,
  { places, bank }: AskScene,
): Ask | null {
  const price = places.placeOf('priceMinor')
  const [ofTaste, ofPrice] = [places.prior.tastes[taste], places.prior.tastes[price]]
  if (taste === price || !ofTaste || !ofPrice || payShares.length !== levels.length) return null
  const between = payShares.slice(1).map((share, at) => Math.log((share + (payShares[at] ?? 0)) / 2))
  const middle = between.reduce((sum, cut) => sum + cut, 0) / between.length
  const usual = logMiddle(ofTaste) - logMiddle(ofPrice)
  const cuts = between.map((cut) => cut - middle + usual)
  return askPayMore(key, { taste, price }, { cuts, noiseSd: payNoiseSd, lapse: bank.noise.lapse })
}

/** The middle of a standard normal variable's distance from zero. */
const middleDistance = 0.6745

/**
 * The logarithm of the weight that half of people are above. Of a taste that goes either way, about the middle of those
 * who want more of it: the others would pay nothing for it, however much they mind.
 */
function logMiddle({ sign, mean, spread }: BeliefPrior['tastes'][number]): number {
  if (sign === 'positive') return Math.log(mean) - Math.log(1 + spread * spread) / 2
  return Math.log(Math.max(mean, middleDistance * spread))
}

function reactionAsk(
  key: string,
  vehicle: number,
  {
    cuts,
    scale,
    lapse,
  }: { readonly cuts: readonly number[]; readonly scale: number; readonly lapse: number },
  { felt: { table, beside } }: AskScene,
): Ask {
  return {
    key,
    answers: cuts.length + 1,
    shares(person, into) {
      const usual =
        beside.reduce((sum, at) => sum + utilityOf(table, person, at), 0) / Math.max(1, beside.length)
      orderedShares((utilityOf(table, person, vehicle) - usual) / scale, cuts, lapse, into)
    },
  }
}
