import { assertNever } from '../assert-never.ts'
import { figureText } from '../catalogue/figure-text.ts'
import { fromCanonical } from '../catalogue/units.ts'
import { type OwnWeek, type WeekFact, weekFacts } from '../discovery/own-week.ts'
import { findQuestion, type QuestionBank } from '../discovery/question-bank.ts'
import type { Language } from '../market/language.ts'
import type { MarketPack } from '../market/market-pack.ts'
import { rateValueText } from '../market/rate-unit.ts'
import { quotable } from '../shortlist/say-answer.ts'
import { quote } from '../shortlist/sentences.ts'
import type { CostInput } from './cost-part.ts'
import { say } from './sentences.ts'

interface Voice {
  readonly pack: MarketPack
  readonly language: Language
}

/** The week in one sentence, with what of it nobody said. */
export function sayWeek(
  week: OwnWeek | null,
  voice: Voice,
): { readonly text: string; readonly isAssumed: boolean } {
  const { language } = voice
  if (week === null) return { text: say('weekNone', language), isAssumed: true }
  const words = {
    distance: distanceText(week.kmAMonth.value, voice),
    share: shareText(week.cityShare.value, language),
  }
  const told = ['kmAMonth', 'cityShare'] as const
  const assumed = told.filter((fact) => week[fact].answers.length === 0)
  if (assumed.length === told.length) return { text: say('weekAssumed', language, words), isAssumed: true }
  if (assumed.length === 0) return { text: say('weekText', language, words), isAssumed: false }
  const names = assumed.map((fact) => say(fact, language)).join(say('list', language))
  return { text: say('weekPartAssumed', language, { ...words, names }), isAssumed: true }
}

/** Each fact of the week with what it rests on: the customer's own words, the option they chose, or why it is assumed. */
export function weekInputs(
  week: OwnWeek,
  { pack, language, bank }: Voice & { readonly bank: Pick<QuestionBank, 'topics'> },
  facts: readonly WeekFact[] = weekFacts,
): readonly CostInput[] {
  return facts.map((fact) => {
    const { value, answers } = week[fact]
    const { assumed } = week.rules.facts[fact]
    const isAssumed = answers.length === 0
    const said = answers.map((answer) => {
      const words = quotable(answer.ownWords)
      if (words !== '') return quote(words, language)
      const question = findQuestion(bank, answer.questionId)?.question
      const codes = answer.value?.type === 'choices' ? answer.value.codes : []
      const options = question && 'options' in question ? question.options : []
      const labels = options.filter(({ code }) => codes.includes(code)).map(({ label }) => label[language])
      return labels.length > 0 ? quote(labels.join(say('list', language)), language) : say('said', language)
    })
    return {
      name: say(fact, language),
      text: factText(fact, value, { pack, language }),
      source: isAssumed ? assumed.why[language] : said.join(say('list', language)),
      asOf: isAssumed ? assumed.asOf : null,
      isOld: false,
      isAssumed,
    }
  })
}

function factText(fact: WeekFact, value: number, voice: Voice): string {
  const { language } = voice
  switch (fact) {
    case 'kmAMonth':
      return distanceText(value, voice)
    case 'cityShare':
      return shareText(value, language)
    case 'loadKg':
      return weightText(value, voice)
    case 'homeCharging':
      return say(value < 0.5 ? 'cannotCharge' : 'canCharge', language)
    default:
      return assertNever(fact)
  }
}

/** A distance as the market reads it, to the nearest ten. */
export function distanceText(km: number, { pack, language }: Voice): string {
  const unit = pack.units.distance
  const { min } = fromCanonical({ min: km, max: km }, unit)
  return rateValueText(Math.round(min / 10) * 10, unit, pack, language)
}

export function weightText(kg: number, { pack, language }: Voice): string {
  return figureText(
    'kerbWeightKg',
    { type: 'number', min: kg, max: kg, source: '', asOf: '' },
    pack,
    language,
  )
}

/** A share from 0 to 1 in percent. */
export function shareText(share: number, language: Language, digits = 0): string {
  return say('percent', language, { number: (share * 100).toFixed(digits) })
}
