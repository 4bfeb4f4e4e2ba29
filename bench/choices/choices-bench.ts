import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { plainDecimal, printFigures, printTable } from '../table.ts'
import { type ChoiceSpec, readSpec } from './choice-spec.ts'
import { type Comparison, compare, compareOnPairs, type Predictions } from './compare.ts'
import { fitLogit, type Logit } from './conditional-logit.ts'
import { readChoices } from './read-choices.ts'
import { type Round, splitPeople } from './rounds.ts'
import { differenceOf, meanOf } from './score.ts'
import { choicesOf, type Survey, withTerms } from './survey.ts'

const usage =
  'This benchmark needs a file of choices and a spec of its columns (docs/choices-spec.md): npm run bench -- choices --file FILE.csv --spec SPEC.json\n'

/**
 * How well the engine's evidence model predicts real people's choices, against a conditional logit fitted to the same
 * people; both see none of those they are measured on.
 * @returns 1 when no file or spec is named, or they cannot be used
 */
export function run(args: readonly string[]): number {
  const options = { file: { type: 'string' }, spec: { type: 'string' } } as const
  const { values } = parseArgs({ args: [...args], options, strict: false })
  if (typeof values.file !== 'string' || typeof values.spec !== 'string') return refused(usage)
  const read = readSpec(readFileSync(values.spec, 'utf8'))
  if (read.type === 'refused') return refused(read.why)
  const { spec } = read
  const choices = readChoices(readFileSync(values.file, 'utf8'), spec)
  if (choices.type === 'refused') return refused(choices.why.join('\n'))
  const { survey, notes } = choices
  say(`${spec.title}: ${survey.people.length} people, ${choicesOf(survey.people)} choices`)
  for (const note of notes) say(note)
  const hasConstants = survey.terms.some(({ isConstant }) => isConstant)
  const plain = hasConstants ? withTerms(survey, ({ isConstant }) => !isConstant) : survey
  const surveys = hasConstants ? [plain, survey] : [survey]

  const logits: Logit[] = []
  for (const one of surveys) {
    const free = fitLogit(one)
    if (free.type === 'refused') say(`${free.why} Held by a weak prior instead.`)
    const fitted = free.type === 'refused' ? fitLogit(one, true) : free
    if (fitted.type === 'refused') return refused(fitted.why)
    logits.push(fitted.logit)
  }
  const rounds = surveys.map(({ people }) => splitPeople(people, spec.heldOut))
  const compared = surveys.map((one, at) =>
    measure(one, rounds[at] ?? [], spec, at === surveys.length - 1 ? compare : comparePlain),
  )
  const pairs = measure(survey, rounds.at(-1) ?? [], spec, compareOnPairs)
  for (const one of [...compared, pairs]) if (one.type === 'refused') return refused(one.why)
  const measured = compared.flatMap((one) => (one.type === 'measured' ? [one.comparisons] : []))
  const last = measured.at(-1)?.map((one) => one.choices)
  if (last === undefined || pairs.type === 'refused') return 1

  printWeights(survey, logits, measured.at(-1)?.[0])
  printLogits(survey, logits, spec)
  const names = hasConstants ? ['without constants', `with ${spec.constants} constants`] : ['choices']
  printTable([
    ['held out', 'predicted', 'model', 'loglik each', 'hit rate', 'against the logit', '(s.e.)'],
    ...measured.flatMap((one, at) => rows(names[at] ?? '', joined(one.map(({ choices }) => choices)))),
    ...rows(
      'this or that, chosen against each',
      joined((measured.at(-1) ?? []).map(({ eachPair }) => eachPair)),
    ),
    ...rows(
      'this or that, decoy drawn, pairs alone',
      joined(pairs.comparisons.map(({ choices }) => choices)),
    ),
  ])
  const all = joined(last)
  printByEarlier(all)
  const evidence = meanOf(all.evidence)
  const logit = meanOf(all.logit)
  printFigures('choices', {
    people: survey.people.length,
    heldOut: new Set(all.evidence.map(({ person }) => person)).size,
    loglikPerChoice: evidence.loglik,
    hitRate: evidence.hit,
    logitLoglik: logit.loglik,
    logitHit: logit.hit,
  })
  return 0
}

const comparePlain: typeof compare = (terms, round, spec, personFrom) =>
  compare(terms, round, spec, personFrom, false)

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

function refused(why: string): number {
  say(why.trimEnd())
  return 1
}

function measure({ terms }: Survey, rounds: readonly Round[], spec: ChoiceSpec, by: typeof compare) {
  const comparisons: Comparison[] = []
  let personFrom = 0
  for (const round of rounds) {
    const one = by(terms, round, spec, personFrom)
    if (one.type === 'refused') return one
    comparisons.push(one.comparison)
    personFrom += round.heldOut.length
  }
  return { type: 'measured' as const, comparisons }
}

const joined = (all: readonly Predictions[]): Predictions => ({
  chance: all.flatMap(({ chance }) => chance),
  logit: all.flatMap(({ logit }) => logit),
  evidence: all.flatMap(({ evidence }) => evidence),
})

function rows(name: string, { chance, logit, evidence }: Predictions): readonly (readonly string[])[] {
  const row = (model: string, scored: Predictions['logit'], against: readonly string[]) => {
    const { loglik, hit } = meanOf(scored)
    return [name, String(scored.length), model, loglik.toFixed(4), percent(hit), ...against]
  }
  const { mean, error } = differenceOf(evidence, logit)
  return [
    row('chance', chance, []),
    row('logit', logit, []),
    row('evidence model', evidence, [signed(mean), `(${error.toFixed(4)})`]),
  ]
}

const percent = (share: number): string => `${plainDecimal(100 * share)} %`
const signed = (value: number): string => `${value < 0 ? '' : '+'}${value.toFixed(4)}`

function printWeights(survey: Survey, logits: readonly Logit[], first: Comparison | undefined): void {
  const named = first?.prior.terms.map(({ name }) => name) ?? []
  const weight = (logit: Logit, term: number) =>
    term < logit.weights.length
      ? `${(logit.weights[term] ?? 0).toFixed(3)} (${(logit.standardErrors[term] ?? 0).toFixed(3)})`
      : ''
  printTable([
    [
      'weight (s.e.)',
      ...logits.map((_, at) => (at === 0 ? 'logit' : 'with constants')),
      "people's mean",
      'sd, first round',
    ],
    ...survey.terms.map(({ name }, term) => {
      const moments = first?.prior.moments[named.indexOf(name)]
      return [
        name,
        ...logits.map((logit) => weight(logit, term)),
        moments?.mean.toFixed(3) ?? '',
        moments?.sd.toFixed(3) ?? '',
      ]
    }),
  ])
}

function printLogits(survey: Survey, logits: readonly Logit[], { published, constants }: ChoiceSpec): void {
  const row = (name: string, parameters: number | null, choices: number, loglik: number) => [
    name,
    parameters === null ? '' : String(parameters),
    String(choices),
    loglik.toFixed(2),
    (loglik / choices).toFixed(4),
  ]
  const chance = survey.people
    .flatMap(({ tasks }) => tasks)
    .reduce((sum, { alternatives }) => sum - Math.log(alternatives), 0)
  printTable([
    ['fitted to everybody', 'weights', 'choices', 'loglik', 'each'],
    ...(published ? [row('published', null, published.choices, published.loglik)] : []),
    row('chance', 0, choicesOf(survey.people), chance),
    ...logits.map(({ weights, choices, loglik }, at) =>
      row(at === 0 ? 'logit' : `logit with ${constants} constants`, weights.length, choices, loglik),
    ),
  ])
  if (published) say(`Published: ${published.source}.`)
}

const earlierSteps = [0, 1, 3, 5, 10, 20, Number.POSITIVE_INFINITY]

/** What the belief gains from the person's own earlier choices, which the logit has no use for. */
function printByEarlier({ logit, evidence }: Predictions): void {
  if (evidence.every(({ earlier }) => earlier === 0)) return
  const table = earlierSteps.slice(0, -1).flatMap((from, at) => {
    const upTo = earlierSteps[at + 1] ?? from
    const isIn = ({ earlier }: { readonly earlier: number }) => earlier >= from && earlier < upTo
    const [own, pooled] = [evidence.filter(isIn), logit.filter(isIn)]
    if (own.length === 0) return []
    const [a, b] = [meanOf(own), meanOf(pooled)]
    const known =
      upTo === from + 1 ? `${from}` : Number.isFinite(upTo) ? `${from} to ${upTo - 1}` : `${from} and more`
    return [
      [known, String(own.length), b.loglik.toFixed(4), percent(b.hit), a.loglik.toFixed(4), percent(a.hit)],
    ]
  })
  printTable([
    ['earlier choices known', 'predicted', 'logit', 'hit rate', 'evidence model', 'hit rate'],
    ...table,
  ])
}
