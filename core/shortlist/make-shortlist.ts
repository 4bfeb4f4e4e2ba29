import type { Figure } from '../catalogue/attribute.ts'
import { figureText } from '../catalogue/figure-text.ts'
import { sayAdvice } from '../discovery/advice-words.ts'
import type { Answer } from '../discovery/answer.ts'
import { currentAnswers } from '../discovery/current-answers.ts'
import type { BeliefScene } from '../discovery/customer-belief.ts'
import { type HardRule, preferencesOf } from '../discovery/preferences.ts'
import type { QuestionBank, Topic } from '../discovery/question-bank.ts'
import { isTemplate } from '../discovery/template.ts'
import { type CatchScene, chooseCatch } from './choose-catch.ts'
import { chooseReasons } from './choose-reasons.ts'
import type { Judgement } from './judge-rules.ts'
import { listUnknown } from './list-unknown.ts'
import { sayNothingLeft } from './nothing-left.ts'
import { figureAt, type PreparedCatalogue } from './prepare-catalogue.ts'
import { type Ranked, shownVehicles } from './rank-by-belief.ts'
import { rankInForce } from './rank-in-force.ts'
import { rulesInForce } from './rules-in-force.ts'
import { sayFact, sayVehicle, sayWanted, type Voice } from './say-fact.ts'
import { sayMayHold, sayWhy, withSource } from './say-rule.ts'
import { say } from './sentences.ts'
import type { MatchLine, Pick, Shortlist, Sure } from './shortlist.ts'
import { utilities } from './utility.ts'
import { sayWhyNot } from './why-not.ts'

const mostExamples = 3

interface ShortlistInput extends Voice {
  readonly answers: Iterable<Answer>
  readonly scene: BeliefScene
  /** The same for the same answers, so that every laptop shows the same. */
  readonly seed: string
  /** The rules, by `ruleKeyOf`, that were relaxed. */
  readonly relaxed?: readonly string[]
  readonly overruled?: Shortlist['overruled']
}

/** A shortlist with how sure the belief is that the best vehicle is in its own: 0..1. */
export interface Made extends Shortlist {
  readonly sureness: number
}

/**
 * The shortlist that the answers of one opportunity, in any order, make of a catalogue: what hard rules set aside,
 * then up to three vehicles of three models that the belief puts first together, each with its reasons, its catch and
 * what is not known, and what comes next. An order that a consultant put in place of the belief's goes before it. Pure:
 * the same input gives the same shortlist. What would change it is not in it: see `wouldChange`.
 */
export function makeShortlist(input: ShortlistInput): Made {
  const { answers, scene: believed, seed, relaxed = [], overruled = null, pack, language } = input
  const voice = { pack, language }
  const given = [...answers]
  const { bank, prepared: catalogue } = believed
  const preferences = preferencesOf(bank, given, believed.limits)
  const rules = rulesInForce(catalogue, preferences, new Set(relaxed))
  const { judgements, holding, terms } = rules
  const plainUtility = utilities(catalogue, preferences, holding)
  const belief = believed.believe(given, seed)
  const ranked = rankInForce(believed, belief, rules)
  const { variants } = catalogue.catalogue
  const shown = inOrderOf(catalogue, ranked.shown, overruled)
  const { utility, weights } = ranked
  const scene = { prepared: catalogue, judgements, terms, weights, shown, voice }

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
        utility: inThousandths(utility[index] || 0),
        stock: null,
        reasons: [...chooseReasons(catalogue, judgements, terms, index, voice, caught.attribute)],
        catch: caught,
        notes: [...notesOf(catalogue, preferences.mayHold, index, voice)],
        unknown: [...listUnknown(catalogue, preferences, judgements, index, voice)],
      },
    ]
  })

  const isTheBeliefs =
    shown.length === ranked.shown.length && shown.every((index) => ranked.shown.includes(index))
  return {
    sureness: ranked.sureness,
    picks,
    considered: variants.length,
    removed: holding.flatMap((judgement) => removedBy(catalogue, plainUtility, judgement, voice)),
    relaxed: rules.relaxed.map((judgement) => relaxedBy(judgement, voice)),
    nothingLeft:
      rules.eligible.length === 0 ? [...sayNothingLeft(believed, belief, preferences, rules, voice)] : [],
    runnerUp: runnerUpOf(scene, ranked),
    sure:
      currentAnswers(given).size > 0 && isTheBeliefs && picks.length > 0
        ? sureOf(ranked.sureness, voice)
        : null,
    wouldChange: [],
    overruled: overruled && { ...overruled, order: [...overruled.order] },
    since: [],
    notKnownYet: topicsNotKnown(bank, given).map(({ id, name }) => ({
      topicId: id,
      name: name[language],
    })),
    catalogueVersion: catalogue.catalogue.version,
    bankVersion: bank.version,
  }
}

/** The vehicles that a consultant put first, those that are in the catalogue, then the belief's of other models. */
function inOrderOf(
  { catalogue, modelOf }: PreparedCatalogue,
  beliefs: readonly number[],
  overruled: Shortlist['overruled'],
): readonly number[] {
  if (overruled === null) return beliefs
  const chosen = overruled.order.flatMap((id) => {
    const index = catalogue.variants.findIndex((variant) => variant.id === id)
    return index < 0 ? [] : [index]
  })
  const models = new Set(chosen.map((index) => modelOf[index]))
  return [...chosen, ...beliefs.filter((index) => !models.has(modelOf[index]))].slice(0, shownVehicles)
}

/** The best model that is not shown, one that an overruled order left out before all. */
function runnerUpOf(scene: CatchScene, { shown, next, utility }: Ranked): Shortlist['runnerUp'] {
  const { prepared } = scene
  const models = new Set(scene.shown.map((index) => prepared.modelOf[index]))
  const index = [...shown, ...next].find((one) => !models.has(prepared.modelOf[one]))
  const variant = index === undefined ? undefined : prepared.catalogue.variants[index]
  if (!variant || index === undefined) return null
  // The three are chosen together, so that one of them may be worth less alone: it is not what keeps this one out.
  const worth = (one: number) => utility[one] || Number.NEGATIVE_INFINITY
  const beside = scene.shown.findLast((one) => worth(one) >= worth(index)) ?? scene.shown[0]
  if (beside === undefined) return null
  const { id, brand, model, name } = variant
  const { sentence, ...from } = sayWhyNot(scene, index, beside)
  return { variantId: id, brand, model, name, ...from, whyNot: sentence }
}

function sureOf(sureness: number, { language }: Voice): Sure {
  const ofHundred = Math.round(sureness * 100)
  return { sentence: sayAdvice('sure', language, { count: `${ofHundred}` }), ofHundred }
}

function relaxedBy(judgement: Judgement, voice: Voice): Shortlist['relaxed'][number] {
  const { ruleKey, said, broken, limit } = judgement
  const words = {
    wanted: sayWanted(judgement, voice),
    said: sayWhy(judgement, voice),
    vehicles: say('vehicles', voice.language, { count: `${broken.length}` }),
  }
  const sentence =
    broken.length === 0 ? 'relaxedRuleNone' : broken.length === 1 ? 'relaxedRuleOne' : 'relaxedRule'
  const spoken = withSource(say(sentence, voice.language, words), limit, voice)
  return { ruleKey, answerId: said.answerId, sentence: spoken }
}

/** What a vehicle breaks by its price if a rule of which nobody is sure should hold. */
function notesOf(
  catalogue: PreparedCatalogue,
  mayHold: readonly HardRule[],
  index: number,
  voice: Voice,
): readonly MatchLine[] {
  return mayHold.flatMap((rule) => {
    const { attribute, limit, answerId, questionId } = rule
    const figure = figureAt(catalogue, index, attribute)
    if (limit === null || figure.type !== 'number' || figure.max <= limit.amountMinor) return []
    const sentence = sayMayHold(sayFact(attribute, figure, voice), rule, limit, voice)
    return [{ answerId, questionId, attribute, sentence }]
  })
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
  const { broken, ruleKey } = judgement
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
    said: sayWhy(judgement, voice),
    vehicles,
    examples: examples.join(say('listComma', language)),
  })
  const spoken = withSource(sentence, judgement.limit, voice)
  return [{ answerId: judgement.said.answerId, ruleKey, sentence: spoken, count: broken.length, examples }]
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
