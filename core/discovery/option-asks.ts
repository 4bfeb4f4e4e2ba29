import { assertNever } from '../assert-never.ts'
import type { Attribute } from '../catalogue/attribute.ts'
import type { AnswerValue } from './answer.ts'
import { type AskScene, type BankAsk, coded } from './bank-ask.ts'
import { askAnyOf } from './belief/ask.ts'
import { logistic } from './belief/choice-likelihood.ts'
import type { Person } from './belief/person.ts'
import type { TastePlaces } from './market-prior.ts'
import { ruleTest } from './preferences.ts'
import type { Option, Evidence as OptionEvidence } from './question-bank.ts'

const isChosen = (value: AnswerValue, code: string) => value.type === 'choices' && value.codes.includes(code)

/** Bock's nominal response model (1972): how far an option speaks of each taste, and how much of that is expected anyway. */
export function oneOfAsk(key: string, options: readonly Option[], scene: AskScene): BankAsk | null {
  const leanings = options.map(({ evidence }) => leaningOf(evidence, scene))
  if (leanings.every((leaning) => leaning === null)) return null
  const { lapse } = scene.bank.noise
  return coded(
    {
      key,
      answers: options.length,
      shares(person, into) {
        let sum = 0
        leanings.forEach((leaning, at) => {
          const value = Math.exp(leaning === null ? 0 : leaning(person))
          into[at] = value
          sum += value
        })
        for (let at = 0; at < options.length; at++)
          into[at] = (1 - lapse) * ((into[at] ?? 0) / sum) + lapse / options.length
      },
    },
    (value) => {
      const at = options.findIndex(({ code }) => isChosen(value, code))
      return at < 0 ? null : at
    },
  )
}

/** The more is true of somebody, the more often it is said; also what is true is not always thought of. */
const saidOfTrue = 0.7
/** How rare it is that something is said, in standard deviations of taste, where it is said by one in three. */
const rarity = 0.7
/** So many options of one question are read; those that say least of vehicles are not. */
const readOptions = 6

export function anyOfAsk(key: string, options: readonly Option[], scene: AskScene): BankAsk | null {
  const telling = options
    .map((option) => ({ option, leaning: leaningOf(option.evidence, scene), weight: weightOf(option) }))
    .flatMap(({ option, leaning, weight }) => (leaning === null ? [] : [{ option, leaning, weight }]))
  if (telling.length === 0) return null
  const { lapse } = scene.bank.noise
  const saidShare = (leaning: number) => lapse / 2 + (1 - lapse) * saidOfTrue * logistic(2 * leaning - rarity)
  const read = telling.toSorted((a, b) => b.weight - a.weight).slice(0, readOptions)
  return {
    ask: askAnyOf(
      key,
      read.map(
        ({ leaning }) =>
          (person) =>
            saidShare(leaning(person)),
      ),
    ),
    evidence(value, isVolunteered = false) {
      if (value.type !== 'choices') return null
      // A code that an earlier bank had and this one has not is not known to be true or untrue of anything here.
      const chosen = options.filter(({ code }) => value.codes.includes(code))
      if (chosen.length === 0) return null
      const anyWillDo = new Set(
        chosen.flatMap(({ evidence }) =>
          evidence.filter(({ type }) => type === 'accept-any').map(({ attribute }) => attribute),
        ),
      )
      const cleared = ({ evidence }: Option) => evidence.filter(({ attribute }) => !anyWillDo.has(attribute))
      const parts = options.flatMap((option) => {
        const leaning = leaningOf(cleared(option), scene)
        const isSaid = chosen.includes(option)
        return leaning === null || (isVolunteered && !isSaid) ? [] : [{ leaning, isSaid }]
      })
      if (parts.length === 0) return null
      const said = chosen.map(({ code }) => code).sort()
      return {
        key: `${key} ${said}${isVolunteered ? ' volunteered' : ''}`,
        logLikelihood(person) {
          let log = 0
          for (const { leaning, isSaid } of parts) {
            const share = saidShare(leaning(person))
            log += Math.log(isSaid ? share : 1 - share)
          }
          return log
        },
      }
    },
  }
}

const weightOf = ({ evidence }: Option): number =>
  evidence.reduce((sum, one) => sum + ('strength' in one ? one.strength : 0), 0)

/** How far an option speaks for a person, in standard deviations; `null` where it says nothing about vehicles. */
function leaningOf(
  evidence: readonly OptionEvidence[],
  scene: AskScene,
): ((person: Person) => number) | null {
  // A rule beside a taste for the same thing is of what can be done, not of what is liked: nowhere to charge.
  const tastes = new Set(
    evidence.flatMap(({ type, attribute }) => (type === 'prefer-codes' ? [attribute] : [])),
  )
  const parts = evidence.flatMap((one) => {
    const isOfCircumstances = /^(require|exclude)-codes$/.test(one.type) && tastes.has(one.attribute)
    const part = isOfCircumstances ? null : leaningPart(one, scene)
    return part === null ? [] : [part]
  })
  if (parts.length === 0) return null
  return (person) => parts.reduce((sum, part) => sum + part(person), 0)
}

/** What naming a must says of it, beside not naming it. */
const mustLeaning = 4

function leaningPart(evidence: OptionEvidence, { places }: AskScene): ((person: Person) => number) | null {
  if (evidence.type === 'accept-any' || evidence.type === 'flexibility') return null
  const { strength, attribute } = evidence
  const tasteFor = (codes: readonly string[]) => {
    const at = codes.map((code) => places.placeOf(attribute, code)).filter((place) => place >= 0)
    const share = 1 / Math.sqrt(Math.max(1, at.length))
    return (person: Person) => at.reduce((sum, place) => sum + share * (person.standard[place] ?? 0), 0)
  }
  const along = (taste: (person: Person) => number, way: number) => (person: Person) =>
    strength * way * taste(person) - (strength * strength) / 2
  switch (evidence.type) {
    case 'priority': {
      const place = places.placeOf(attribute)
      return place < 0 ? null : along(({ standard }) => standard[place] ?? 0, Math.sign(evidence.weight))
    }
    case 'prefer-codes': {
      const wish = along(tasteFor(evidence.codes), Math.sign(evidence.weight))
      const against = evidence.weight > 0 ? mustsAgainst(places, attribute, evidence.codes) : 0
      return (person) => wish(person) - (person.musts & against ? mustLeaning : 0)
    }
    case 'require':
    case 'require-codes':
    case 'exclude-codes': {
      const must = places.mustOf(attribute, ruleTest(evidence))
      if (must >= 0) return ({ musts }) => ((musts >> must) & 1 ? mustLeaning : -mustLeaning)
      if (evidence.type === 'require') return null
      const codes = evidence.type === 'require-codes' ? evidence.oneOf : evidence.noneOf
      return along(tasteFor(codes), evidence.type === 'require-codes' ? 1 : -1)
    }
    default:
      return assertNever(evidence)
  }
}

/** The musts, a bit each, that none of these codes keeps: nobody wishes for what they rule out. */
function mustsAgainst({ musts }: TastePlaces, attribute: Attribute, codes: readonly string[]): number {
  return musts.reduce((bits, { attribute: of, test }, must) => {
    if (of !== attribute || test.type === 'number') return bits
    const isKept = (code: string) => test.codes.includes(code) === (test.type === 'one-of')
    return codes.some(isKept) ? bits : bits | (1 << must)
  }, 0)
}
