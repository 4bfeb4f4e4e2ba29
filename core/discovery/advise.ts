import type { Attribute } from '../catalogue/attribute.ts'
import { attributeLabel } from '../catalogue/figure-text.ts'
import { makeShortlist } from '../shortlist/make-shortlist.ts'
import { sayVehicle, type Voice } from '../shortlist/say-fact.ts'
import type { Shortlist } from '../shortlist/shortlist.ts'
import { sayAdvice } from './advice-words.ts'
import type { Answer } from './answer.ts'
import { currentAnswers } from './current-answers.ts'
import type { BeliefScene } from './customer-belief.ts'
import { understoodPriorities } from './priorities.ts'
import type { Question } from './question-bank.ts'
import { type Suggested, type Suggestion, suggestQuestion, type Talk } from './suggest-question.ts'

/** What the talk comes to so far, in the words of one language. */
export interface Advice {
  readonly next: {
    readonly topicId: string
    readonly questionId: string
    readonly why: string
    readonly serves: Question['serves']
  } | null
  /** Why nothing more needs asking, where nothing does. */
  readonly enough: string | null
  readonly sureness: { readonly sentence: string; readonly ofHundred: number } | null
  readonly shortlist: Shortlist
  readonly priorities: readonly {
    readonly attribute: Attribute
    readonly name: string
    readonly share: number
    readonly isSure: boolean
  }[]
}

interface Asked extends Voice {
  readonly scene: BeliefScene
  readonly answers: readonly Answer[]
  readonly talk: Talk
  /** The same for the same answers, so that every laptop shows the same. */
  readonly seed: string
  /** The rules that were relaxed, by their keys. */
  readonly relaxed?: readonly string[]
  readonly overruled?: Shortlist['overruled']
}

/** The shortlist, how sure it is, how priorities stand, and the next question worth asking: pure, for a seed. */
export function advise({
  scene,
  answers,
  talk,
  seed,
  relaxed = [],
  overruled = null,
  ...voice
}: Asked): Advice {
  const belief = scene.believe(answers, seed)
  const made = makeShortlist({ answers, scene, seed, relaxed, overruled, ...voice })
  const { suggestion, none } = suggestQuestion(scene, belief, answers, {
    talk,
    relaxed,
    sureness: made.sureness,
    seed,
  })
  return {
    next: suggestion && {
      topicId: suggestion.topic.id,
      questionId: suggestion.questionId,
      why: whyOf(suggestion, scene, voice),
      serves: suggestion.serves,
    },
    enough:
      made.picks.length > 0 ? enoughOf(none, { isBegun: currentAnswers(answers).size > 0, ...voice }) : null,
    sureness: made.sure,
    shortlist: made,
    priorities: understoodPriorities(scene, belief).map(({ attribute, share, isSure }) => ({
      attribute,
      name:
        scene.bank.attributeWords[attribute]?.[voice.language] ??
        attributeLabel(attribute, voice.language, voice.pack),
      share,
      isSure,
    })),
  }
}

/** That everything was passed over is no sign that anything is known: then only that is said. */
function enoughOf(
  none: Suggested['none'],
  { isBegun, language }: { readonly isBegun: boolean; readonly language: Voice['language'] },
): string | null {
  if (none === 'all-passed') return sayAdvice('allPassed', language)
  return none !== null && isBegun ? sayAdvice('enough', language) : null
}

function whyOf(
  { question, separates, moneyBecause }: Suggestion,
  scene: BeliefScene,
  { language }: Voice,
): string {
  const sentences = [question.why[language]]
  const [one, other] = (separates ?? []).map((index) => scene.prepared.catalogue.variants[index])
  if (one && other) {
    const isOneModel = one.brand === other.brand && one.model === other.model
    const name = (variant: typeof one) =>
      isOneModel ? sayVehicle(variant, language) : `${variant.brand} ${variant.model}`
    sentences.push(sayAdvice('separates', language, { one: name(one), other: name(other) }))
  }
  if (moneyBecause === 'enough-known') sentences.push(sayAdvice('moneyNow', language))
  if (moneyBecause === 'nothing-else') sentences.push(sayAdvice('moneyLast', language))
  return sentences.join(' ')
}
