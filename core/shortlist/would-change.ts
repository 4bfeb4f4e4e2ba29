import type { Attribute } from '../catalogue/attribute.ts'
import { attributeLabel } from '../catalogue/figure-text.ts'
import { personAt } from '../discovery/belief/contenders.ts'
import type { Belief } from '../discovery/belief/posterior.ts'
import type { BeliefScene } from '../discovery/customer-belief.ts'
import { understoodPriorities } from '../discovery/priorities.ts'
import { formatMoney } from '../market/format-money.ts'
import { asItIs, rankAsIf, type Trial } from './rank-as-if.ts'
import type { Ranked } from './rank-by-belief.ts'
import { roundStep } from './round-step.ts'
import type { Voice } from './say-fact.ts'
import { embed, type SentenceName, say } from './sentences.ts'
import type { WouldChange } from './shortlist.ts'
import { smallestChange } from './smallest-change.ts'
import type { WhatIf } from './what-if.ts'

const mostSaid = 3
/** A budget is not raised by more than this many round steps: about two fifths of it. */
const mostSteps = 16
/** So many people are asked at first; what they would have changed is then tried with all. */
const fewPeople = 120
/** So many pairs of attributes are tried, the most promising ones. */
const mostPairs = 4

/** How much more one attribute is tried to matter, or another less, and how that is said; the least first. */
const emphases = [
  { factor: 1.25, more: 'timesQuarter', less: 'lessByFifth' },
  { factor: 1.5, more: 'timesHalf', less: 'lessByThird' },
  { factor: 2, more: 'timesTwo', less: 'lessByHalf' },
  { factor: 3, more: 'timesThree', less: 'lessToThird' },
  { factor: 4, more: 'timesFour', less: 'lessToQuarter' },
] as const satisfies readonly Emphasis[]

interface Emphasis {
  readonly factor: number
  readonly more: SentenceName
  /** Of what is divided by the factor. */
  readonly less: SentenceName
}

/**
 * What would put another model first, at most three things, each of which does when it is tried: the smallest rise of
 * the budget in round steps, and the smallest emphasis of one of the attributes that matter, or where that is too little
 * of one over another, that does so.
 */
export function wouldChange(trial: Trial, voice: Voice): readonly WouldChange[] {
  const { scene, now } = trial
  const { modelOf } = scene.prepared
  const ranked = rankAsIf(trial, asItIs)
  const [first] = ranked.shown
  if (first === undefined) return []
  const otherOf = (people: Trial, now: number) => (whatIf: WhatIf) => {
    const [index] = rankAsIf(people, whatIf).shown
    return index === undefined || modelOf[index] === modelOf[now] ? null : index
  }
  const few: Trial = { ...trial, now: { ...now, belief: fewOf(now.belief) } }
  const other: Other = {
    roughly: otherOf(few, rankAsIf(few, asItIs).shown[0] ?? first),
    truly: otherOf(trial, first),
  }
  const found: Found[] = []
  const keep = (one: Found | null) => {
    if (one && !found.some(({ index }) => modelOf[index] === modelOf[one.index])) found.push(one)
  }
  keep(moreBudget(trial, other, voice))
  const names = understoodPriorities(scene, now.belief).map(({ attribute }) => attribute)
  const ones = names
    .filter((attribute) => leadOf(scene, ranked, attribute, null) > 0)
    .flatMap((attribute) => moreOfOne(scene, attribute, other, voice) ?? [])
  for (const one of ones.toSorted((a, b) => a.size - b.size)) keep(one)
  const pairs = names
    .flatMap((more) => names.map((less) => ({ more, less, lead: leadOf(scene, ranked, more, less) })))
    .filter(({ more, less, lead }) => more !== less && lead > 0)
    .toSorted((a, b) => b.lead - a.lead)
    .slice(0, mostPairs)
  for (const { more, less } of pairs)
    if (found.length < mostSaid) keep(moreThanOther(scene, [more, less], other, voice))
  return found.slice(0, mostSaid).map(({ index, whatIf, sentence }) => ({
    sentence: sentence(modelName(scene, index, voice)),
    variantId: variantAt(scene, index).id,
    whatIf,
  }))
}

interface Found {
  readonly index: number
  readonly whatIf: WhatIf
  /** The factor, by which the smallest is told. */
  readonly size: number
  readonly sentence: (vehicle: string) => string
}

/** The vehicle that comes first then, where that is another model: as a few people tell it, and as all do. */
interface Other {
  readonly roughly: (whatIf: WhatIf) => number | null
  readonly truly: (whatIf: WhatIf) => number | null
}

function fewOf(belief: Belief): Belief {
  const count = Math.min(fewPeople, belief.count)
  return { ...belief, count, read: (at, into) => belief.read(personAt(at, count, belief.count), into) }
}

/** None of a budget that was relaxed: it holds nothing back. */
function moreBudget({ rules, currency }: Trial, other: Other, { pack, language }: Voice): Found | null {
  const budget = rules.holding.find(({ test }) => test.type === 'budget')?.test
  if (budget?.type !== 'budget') return null
  const named = budget.atMost.amountMinor
  const step = roundStep(named)
  const asIf = (steps: number): WhatIf => ({ budgetMinor: named + steps * step, emphasis: [] })
  // A budget is what most is asked about: a few people may miss what all of them see.
  const tried = new Map<number, number | null>()
  const truly = (steps: number) => {
    const known = tried.get(steps)
    const index = known === undefined ? other.truly(asIf(steps)) : known
    tried.set(steps, index)
    return index
  }
  const least = smallestChange(mostSteps, { roughly: truly, truly })
  if (!least) return null
  const whatIf = asIf(least.size)
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency }, pack, language, 'short')
  const words = { more: money(least.size * step), budget: money(named + least.size * step) }
  return { ...least, whatIf, sentence: (vehicle) => say('moreBudget', language, { ...words, vehicle }) }
}

function moreOfOne(scene: BeliefScene, attribute: Attribute, other: Other, voice: Voice): Found | null {
  return emphasised(
    (factor) => [{ attribute, factor }],
    other,
    ({ more }, vehicle) =>
      say('moreOfOne', voice.language, {
        one: embed(nameOf(scene, attribute, voice), voice.language),
        times: say(more, voice.language),
        vehicle,
      }),
  )
}

/**
 * By how much the best other model leads the one that is first when one attribute matters most of all that is tried, and
 * another less: told from expected utilities and the change of mean weights, a guess by which the promising are tried.
 */
function leadOf(
  { prepared }: BeliefScene,
  { utility, weights, shown }: Ranked,
  more: Attribute,
  less: Attribute | null,
): number {
  const weightOf = (attribute: Attribute | null) => (attribute === null ? 0 : (weights.get(attribute) ?? 0))
  const up = prepared.numbers.get(more)?.scaled
  const down = less === null ? undefined : prepared.numbers.get(less)?.scaled
  const factor = emphases.at(-1)?.factor ?? 1
  const [upBy, downBy] = [(factor - 1) * weightOf(more), (1 / factor - 1) * weightOf(less)]
  const first = prepared.modelOf[shown[0] ?? -1]
  let [own, others] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  utility.forEach((value, index) => {
    if (Number.isNaN(value)) return
    const guessed = value + upBy * (up?.[index] ?? 0) + downBy * (down?.[index] ?? 0)
    if (prepared.modelOf[index] === first) own = Math.max(own, guessed)
    else others = Math.max(others, guessed)
  })
  return others - own
}

function moreThanOther(
  scene: BeliefScene,
  [more, less]: readonly [Attribute, Attribute],
  other: Other,
  voice: Voice,
): Found | null {
  const emphasis = (factor: number) => [
    { attribute: more, factor },
    { attribute: less, factor: 1 / factor },
  ]
  return emphasised(emphasis, other, (by, vehicle) =>
    say('moreThanOther', voice.language, {
      one: embed(nameOf(scene, more, voice), voice.language),
      other: embed(nameOf(scene, less, voice), voice.language),
      times: say(by.more, voice.language),
      less: say(by.less, voice.language),
      vehicle,
    }),
  )
}

function emphasised(
  emphasis: (factor: number) => WhatIf['emphasis'],
  other: Other,
  sentence: (by: Emphasis, vehicle: string) => string,
): Found | null {
  const asIf = (step: number): WhatIf => ({
    budgetMinor: null,
    emphasis: emphasis(emphases[step - 1]?.factor ?? 1),
  })
  const least = smallestChange(emphases.length, {
    roughly: (step) => other.roughly(asIf(step)),
    truly: (step) => other.truly(asIf(step)),
  })
  const chosen = least && emphases[least.size - 1]
  if (!chosen) return null
  return {
    index: least.index,
    whatIf: asIf(least.size),
    size: chosen.factor,
    sentence: (vehicle) => sentence(chosen, vehicle),
  }
}

function variantAt({ prepared }: BeliefScene, index: number) {
  const variant = prepared.catalogue.variants[index]
  if (!variant) throw new RangeError(`There is no vehicle ${index}`)
  return variant
}

function modelName(scene: BeliefScene, index: number, { language }: Voice): string {
  const { brand, model } = variantAt(scene, index)
  return embed(`${brand} ${model}`, language)
}

/** An attribute in the bank's words for what people want of it, otherwise by its own name. */
export const nameOf = ({ bank }: BeliefScene, attribute: Attribute, { language, pack }: Voice): string =>
  bank.attributeWords[attribute]?.[language] ?? attributeLabel(attribute, language, pack)
