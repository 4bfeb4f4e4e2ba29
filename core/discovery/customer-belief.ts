import type { PreparedCatalogue } from '../shortlist/prepare-catalogue.ts'
import type { Answer } from './answer.ts'
import type { AskScene } from './bank-ask.ts'
import { bankAsk } from './bank-asks.ts'
import { createPersonSpace, type Person } from './belief/person.ts'
import { type Belief, beliefFrom, type Evidence } from './belief/posterior.ts'
import { currentAnswers } from './current-answers.ts'
import { layOutPrior, priorOfWeights } from './market-prior.ts'
import { findQuestion, type QuestionBank } from './question-bank.ts'
import { subjectsOf } from './question-ref.ts'
import type { RateLimit } from './rate-limit.ts'
import { feltCatalogue } from './vehicles-as-felt.ts'

/** People that a belief is made of: see docs/decisions/029. */
const usualPeople = 2000

/** What is made once for a bank and a catalogue: the prior by position, and the catalogue as the belief scores it. */
export interface BeliefScene extends AskScene {
  readonly bank: QuestionBank
  readonly prepared: PreparedCatalogue
  /** The rates in force that rules of the bank name as limits: none until they are put in. */
  readonly limits: readonly RateLimit[]
  /** @param seed the same for the same answers, so that every laptop believes the same */
  readonly believe: (answers: Iterable<Answer>, seed: string) => Belief
}

export function createBeliefScene(
  bank: QuestionBank,
  prepared: PreparedCatalogue,
  people: number = usualPeople,
): BeliefScene {
  const places = layOutPrior(bank.prior ?? priorOfWeights(bank.baseWeights.byAttribute))
  const felt = feltCatalogue(prepared, places)
  const space = createPersonSpace(places.prior, bank.noise.ratingBiasSd)
  const scene = { bank, prepared, limits: [], places, felt }
  let last: { readonly key: string; readonly belief: Belief } | null = null
  return {
    ...scene,
    believe(answers, seed) {
      const evidence = evidenceIn(scene, answers)
      const key = [seed, ...evidence.map((one) => one.key).sort()].join('\n')
      if (last?.key !== key) last = { key, belief: beliefFrom(space, evidence, { seed, count: people }) }
      return last.belief
    },
  }
}

/**
 * What the standing answers say, of each who spoke. Unsure and declined say nothing, and neither does an answer about
 * a vehicle that is no longer in the catalogue.
 */
function evidenceIn(
  scene: AskScene & { readonly bank: QuestionBank },
  answers: Iterable<Answer>,
): readonly Evidence[] {
  return [...currentAnswers(answers)].flatMap(([questionId, { bySpeaker }]) => {
    const found = findQuestion(scene.bank, questionId)
    const asked = found && bankAsk(found.question, subjectsOf(questionId), scene)
    if (!asked) return []
    const answered = [...bySpeaker].flatMap(([speaker, { state, value, confirmsRemarkId }]) => {
      const said =
        state === 'answered' && value !== null ? asked.evidence(value, confirmsRemarkId !== null) : null
      return said ? [{ ...said, key: `${said.key} ${speaker ?? ''}` }] : []
    })
    // Two who say it are one party: together they weigh as much as one who was asked alone.
    return answered.map(({ key, logLikelihood }) => ({
      key: `${key} of ${answered.length}`,
      logLikelihood: (person: Person) => logLikelihood(person) / answered.length,
    }))
  })
}
