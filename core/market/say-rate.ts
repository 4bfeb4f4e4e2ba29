import { assertNever } from '../assert-never.ts'
import type { Figure } from '../catalogue/attribute.ts'
import { attributeLabel, codeName, figureText } from '../catalogue/figure-text.ts'
import { isolate } from './isolate.ts'
import type { Language, Wording } from './language.ts'
import type { MarketPack } from './market-pack.ts'
import { isAttribute, type RateCondition, readConditions } from './rate-conditions.ts'
import { rateValueText } from './rate-unit.ts'

/**
 * What a rate applies to, in words: "Engine over 1,000 cc, up to 1,300 cc · buyer on the active taxpayer list", or "All"
 * where it asks for nothing.
 */
export function rateAppliesText(applies: string, pack: MarketPack, language: Language): string {
  const read = readConditions(applies)
  if (read.type === 'refused') return isolate(applies, language)
  if (read.conditions.length === 0) return words.all[language]
  const texts = read.conditions.map((condition) => conditionText(condition, pack, language))
  return isolate(texts.join(' · '), language)
}

function conditionText(condition: RateCondition, pack: MarketPack, language: Language): string {
  switch (condition.type) {
    case 'codes': {
      const names = condition.codes
        .map((code) => nameOfCode(condition.fact, code, pack, language))
        .join(words.or[language])
      return condition.isAmong ? names : words.not[language].replace('{text}', names)
    }
    case 'range': {
      const { fact, least, most } = condition
      const number = (value: number) => numberOf(fact, value, pack, language)
      const ends = [
        least && (least.isWithin ? words.from : words.over)[language].replace('{text}', number(least.value)),
        most && (most.isWithin ? words.upTo : words.under)[language].replace('{text}', number(most.value)),
      ].filter((end) => end !== null)
      return `${factName(fact, pack, language)} ${ends.join(words.comma[language])}`
    }
    default:
      return assertNever(condition)
  }
}

function factName(fact: string, pack: MarketPack, language: Language): string {
  if (isAttribute(fact)) return attributeLabel(fact, language, pack)
  return pack.rateFacts.find(({ code }) => code === fact)?.name[language] ?? fact
}

function nameOfCode(fact: string, code: string, pack: MarketPack, language: Language): string {
  if (isAttribute(fact)) return codeName(code, language, pack)
  const known = pack.rateFacts.find((candidate) => candidate.code === fact)
  const value = known?.kind === 'code' ? known.values.find((candidate) => candidate.code === code) : undefined
  return value?.name[language] ?? code
}

function numberOf(fact: string, value: number, pack: MarketPack, language: Language): string {
  if (isAttribute(fact)) {
    const figure: Figure = { type: 'number', min: value, max: value, source: 'rate', asOf: '' }
    return figureText(fact, figure, pack, language)
  }
  const known = pack.rateFacts.find(({ code }) => code === fact)
  return rateValueText(value, known?.kind === 'number' ? known.unit : '', pack, language)
}

const words = {
  all: { en: 'All', ur: 'سب' },
  or: { en: ' or ', ur: ' یا ' },
  not: { en: 'not {text}', ur: '{text} نہیں' },
  over: { en: 'over {text}', ur: '{text} سے زیادہ' },
  from: { en: 'from {text}', ur: '{text} سے' },
  under: { en: 'under {text}', ur: '{text} سے کم' },
  upTo: { en: 'up to {text}', ur: '{text} تک' },
  comma: { en: ', ', ur: '، ' },
} as const satisfies Record<string, Wording>
