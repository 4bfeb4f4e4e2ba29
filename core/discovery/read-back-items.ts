import { assertNever } from '../assert-never.ts'
import { formatMoney } from '../market/format-money.ts'
import { quotable } from '../shortlist/say-answer.ts'
import type { Voice } from '../shortlist/say-fact.ts'
import { embed, quote } from '../shortlist/sentences.ts'
import type { Answer } from './answer.ts'
import type { Question } from './question-bank.ts'
import { sayBack } from './read-back-sentences.ts'

export interface ItemVoice extends Voice {
  /** What a vehicle or an attribute is called that an answer speaks of. */
  readonly nameOf: (subject: string) => string
}

/** The answer to one question as a part of a sentence after "you said". */
interface Item {
  readonly hasOwnWords: boolean
  /** Right after "you said", and further on in the sentence. */
  readonly text: string
  readonly nextText: string
}

/**
 * How an answer is said back: the customer's own words first, with what was coded beside them where it sets vehicles
 * aside or names money, otherwise how the bank says it back, otherwise the labels chosen. `null` where there is nothing
 * to say: declined, unsure without a word, or a comparison, which speaks through the priorities.
 * @param isFixed whether what is coded has to be said even beside own words
 * @param isTold whether the sentence around it tells what the answer is about
 */
export function readBackItem(
  question: Question,
  answer: Answer,
  voice: ItemVoice,
  { isFixed, isTold }: { readonly isFixed: boolean; readonly isTold: boolean },
): Item | null {
  const { language } = voice
  if (answer.state === 'declined' || answer.state === 'withdrawn') return null
  const coded = answer.state === 'answered' ? codedPart(question, answer, voice) : null
  const words = quotable(answer.ownWords)
  if (words !== '') {
    const text = quotedText(answer, quote(words, language), isFixed ? coded : null, voice)
    return { hasOwnWords: true, text, nextText: text }
  }
  if (coded === null) return null
  if (coded.type === 'back') {
    const { because } = coded
    return {
      hasOwnWords: false,
      text: sayBack('back', language, { because }),
      nextText: sayBack('backNext', language, { because }),
    }
  }
  const label = quote(coded.label, language)
  const ask = quote(question.ask[language], language)
  const text = isTold ? label : sayBack('chosenWhen', language, { label, ask })
  return { hasOwnWords: false, text, nextText: text }
}

function quotedText(answer: Answer, words: string, coded: Coded | null, voice: ItemVoice): string {
  const { language } = voice
  const subject = subjectOf(answer)
  if (subject !== null)
    return sayBack('quotedOf', language, { words, subject: embed(voice.nameOf(subject), language) })
  return coded?.type === 'back' ? sayBack('quotedSo', language, { words, because: coded.because }) : words
}

/** What one of several people said of a question on which they differ, in the fewest words. */
export function readBackView(question: Question, answer: Answer, voice: ItemVoice): string | null {
  const { language } = voice
  const words = quotable(answer.ownWords)
  if (words !== '') return quote(words, language)
  const coded = codedPart(question, answer, voice)
  if (coded === null) return null
  return coded.type === 'back' ? sayBack('back', language, coded) : quote(coded.label, language)
}

/** A name inside a sentence: "the week". */
export function inSentence(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

type Coded =
  | { readonly type: 'back'; readonly because: string }
  | { readonly type: 'chosen'; readonly label: string }

function codedPart(question: Question, { value }: Answer, { language, pack }: ItemVoice): Coded | null {
  if (value === null) return null
  switch (value.type) {
    case 'choices': {
      if (question.kind !== 'one-of' && question.kind !== 'any-of') return null
      const chosen = question.options.filter(({ code }) => value.codes.includes(code))
      const backs = chosen.flatMap(({ because }) => because?.[language] ?? [])
      // What can be said back in a sentence is; a label beside it would not fit into one.
      if (backs.length > 0 && backs.length === chosen.length)
        return { type: 'back', because: backs.join(sayBack('and', language)) }
      if (chosen.length === 0) return null
      return {
        type: 'chosen',
        label: chosen.map(({ label }) => label[language]).join(sayBack('comma', language)),
      }
    }
    case 'number': {
      if (question.kind !== 'number') return null
      const because = question.because?.[language].replace('{n}', `${value.number}`)
      if (because !== undefined) return { type: 'back', because }
      // A number that no rule is made of is about the talk itself, not about the vehicle.
      return question.rule === null
        ? null
        : { type: 'chosen', label: `${value.number} ${question.unit[language]}` }
    }
    case 'money-range': {
      const atMost = formatMoney(value.atMost, pack, language)
      if (value.atLeast === null) return { type: 'back', because: sayBack('upTo', language, { atMost }) }
      const atLeast = formatMoney(value.atLeast, pack, language)
      return { type: 'back', because: sayBack('between', language, { atLeast, atMost }) }
    }
    case 'text':
    case 'graded':
    case 'picked':
    case 'levelled':
      return null
    default:
      return assertNever(value)
  }
}

/** What a comparison or a reaction is about above all. */
function subjectOf({ value }: Answer): string | null {
  switch (value?.type) {
    case 'levelled':
      return value.of
    case 'picked':
      return value.most
    case 'graded':
      return value.grade === 0 ? null : (value.of[value.grade < 0 ? 0 : 1] ?? null)
    default:
      return null
  }
}
