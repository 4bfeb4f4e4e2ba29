import type { Figure } from '../catalogue/attribute.ts'
import { figureText } from '../catalogue/figure-text.ts'
import type { Answer } from '../discovery/answer.ts'
import { currentAnswers } from '../discovery/current-answers.ts'
import type { BeliefScene } from '../discovery/customer-belief.ts'
import { preferencesOf } from '../discovery/preferences.ts'
import type { QuestionBank, Topic } from '../discovery/question-bank.ts'
import { isTemplate } from '../discovery/template.ts'
import { chooseCatch, missedWish } from './choose-catch.ts'
import { chooseReasons } from './choose-reasons.ts'
import { type ComparedTerm, compareTerms } from './compare-terms.ts'
import { notBroken } from './eligible.ts'
import { isUndecided, type Judgement, judgeRules } from './judge-rules.ts'
import { listUnknown } from './list-unknown.ts'
import { figureAt, type PreparedCatalogue } from './prepare-catalogue.ts'
import { rankByBelief } from './rank-by-belief.ts'
import { sayAnswer } from './say-answer.ts'
import { sayVehicle, sayWanted, type Voice } from './say-fact.ts'
import { say } from './sentences.ts'
import type { Pick, Shortlist } from './shortlist.ts'
import { askedTerms, utilities } from './utility.ts'

const mostExamples = 3

interface ShortlistInput extends Voice {
  readonly answers: Iterable<Answer>
  readonly scene: BeliefScene
  /** The same for the same answers, so that every laptop shows the same. */
  readonly seed: string
}

/** A shortlist with how sure the belief is that the best vehicle is in it: 0..1. */
export interface Made extends Shortlist {
  readonly sureness: number
}

/**
 * The shortlist that the answers of one opportunity, in any order, make of a catalogue: what hard rules set aside,
 * then up to three vehicles of three models that the belief puts first together, each with its reasons, its catch and
 * what is not known. Pure: the same input gives the same shortlist.
 */
export function makeShortlist({ answers, scene: believed, seed, ...voice }: ShortlistInput): Made {
  const given = [...answers]
  const { bank, prepared: catalogue } = believed
  const preferences = preferencesOf(bank, given)
  const judgements = judgeRules(catalogue, preferences)
  const plainUtility = utilities(catalogue, preferences, judgements)

  const { variants } = catalogue.catalogue
  const eligible = notBroken(variants.length, judgements)
  const terms = compareTerms(askedTerms(catalogue, preferences), eligible)
  const belief = believed.believe(given, seed)
  const ranked = rankByBelief(believed, belief, withoutFiller(eligible, judgements, terms), {
    judgements,
    terms,
  })
  const { shown, utility } = ranked
  const scene = { prepared: catalogue, judgements, terms, weights: ranked.weights, shown, voice }

  const picks = shown.flatMap((index): Pick[] => {
    const variant = variants[index]
    if (!variant) return []
    const body = figureAt(catalogue, index, 'body')
    const caught = chooseCatch(scene, index)
    return [
      {
        variantId: variant.id,
        brand: variant.brand,
        model: variant.model,
        name: variant.name,
        body: body.type === 'code' ? (body.codes[0] ?? null) : null,
        price: priceOf(catalogue, figureAt(catalogue, index, 'priceMinor'), voice),
        utility: inThousandths(utility[index] ?? 0),
        reasons: [...chooseReasons(catalogue, judgements, terms, index, voice, caught.attribute)],
        catch: caught,
        unknown: [...listUnknown(catalogue, preferences, judgements, index, voice)],
      },
    ]
  })

  return {
    sureness: ranked.sureness,
    picks,
    considered: variants.length,
    removed: judgements.flatMap((judgement) => removedBy(catalogue, plainUtility, judgement, voice)),
    notKnownYet: topicsNotKnown(bank, given).map(({ id, name }) => ({
      topicId: id,
      name: name[voice.language],
    })),
    catalogueVersion: catalogue.catalogue.version,
    bankVersion: bank.version,
  }
}

/**
 * Without the vehicles that miss a wish for sure and may break a rule too: neither their catch alone nor their doubt
 * alone would say enough. Where nothing else is left, they are all there is to speak of.
 */
function withoutFiller(
  eligible: readonly number[],
  judgements: readonly Judgement[],
  terms: readonly ComparedTerm[],
): readonly number[] {
  const worth = eligible.filter(
    (index) => missedWish(terms, index) === undefined || !judgements.some((rule) => isUndecided(rule, index)),
  )
  return worth.length > 0 ? worth : eligible
}

/** Nothing is told from a finer figure, which would take up as much on the line as a sentence does. */
const inThousandths = (utility: number): number => Math.round(utility * 1000) / 1000 + 0

/** The best variant of each of the best models, best first; on a tie the smaller id. */
function bestOfModels(
  { catalogue, modelOf, models }: PreparedCatalogue,
  utility: Float64Array,
  candidates: readonly number[],
  most: number,
): readonly number[] {
  const { variants } = catalogue
  const isBefore = (a: number, b: number) => {
    const difference = (utility[a] ?? 0) - (utility[b] ?? 0)
    return difference === 0 ? (variants[a]?.id ?? '') < (variants[b]?.id ?? '') : difference > 0
  }
  const bestOf = new Int32Array(models).fill(-1)
  for (const index of candidates) {
    const model = modelOf[index] ?? 0
    const best = bestOf[model] ?? -1
    if (best < 0 || isBefore(index, best)) bestOf[model] = index
  }
  return [...bestOf.filter((index) => index >= 0)].sort((a, b) => (isBefore(a, b) ? -1 : 1)).slice(0, most)
}

/** What one rule set aside: every vehicle that breaks it, also where another rule does, so that each count is true. */
function removedBy(
  catalogue: PreparedCatalogue,
  utility: Float64Array,
  judgement: Judgement,
  voice: Voice,
): Shortlist['removed'] {
  const { broken } = judgement
  if (broken.length === 0) return []
  const { variants } = catalogue.catalogue
  const { language } = voice
  const examples = bestOfModels(catalogue, utility, broken, mostExamples).flatMap((index) => {
    const variant = variants[index]
    return variant ? [sayVehicle(variant, language)] : []
  })
  const vehicles =
    broken.length === 1
      ? say('oneVehicle', language)
      : say('vehicles', language, { count: `${broken.length}` })
  const sentence = say(examples.length === broken.length ? 'removedThese' : 'removedSome', language, {
    wanted: sayWanted(judgement, voice),
    said: sayAnswer(judgement.said, voice),
    vehicles,
    examples: examples.join(say('listComma', language)),
  })
  return [{ answerId: judgement.said.answerId, sentence, count: broken.length, examples }]
}

/** A range is priced at its upper end, so that nobody is surprised; its text says both. */
function priceOf({ catalogue }: PreparedCatalogue, figure: Figure, { pack, language }: Voice): Pick['price'] {
  if (figure.type !== 'number') return null
  const source = catalogue.sources.find(({ id }) => id === figure.source)
  return {
    money: { amountMinor: figure.max, currency: pack.currency.code },
    text: figureText('priceMinor', figure, pack, language),
    asOf: figure.asOf,
    source: source?.title ?? figure.source,
    status: source?.status ?? null,
  }
}

/**
 * The topics that no answer touches, those with the question most worth asking first. One whose questions are all made
 * as they are asked is never wanting.
 */
function topicsNotKnown(bank: QuestionBank, answers: readonly Answer[]): readonly Topic[] {
  const current = currentAnswers(answers)
  const worth = ({ questions }: Topic) => Math.max(...questions.map((question) => question.worth))
  return bank.topics
    .filter(({ questions }) => !questions.every(isTemplate))
    .filter(({ questions }) => !questions.some((question) => current.has(question.id)))
    .toSorted((a, b) => worth(b) - worth(a))
}
