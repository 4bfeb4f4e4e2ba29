import type { Said } from '../discovery/preferences.ts'
import type { RateLimit } from '../discovery/rate-limit.ts'
import { inSentence } from '../discovery/read-back-items.ts'
import { formatMoney } from '../market/format-money.ts'
import { asOfText, sourceText } from '../pricing/say-price.ts'
import type { Judgement } from './judge-rules.ts'
import { sayAnswer } from './say-answer.ts'
import type { Voice } from './say-fact.ts'
import { say } from './sentences.ts'

/** All that was said of which a rule follows, as a clause: the budget, and how far it gives way. */
export function sayWhy({ said, besides }: Pick<Judgement, 'said' | 'besides'>, voice: Voice): string {
  const first = sayAnswer(said, voice)
  if (besides === null) return first
  return say('saidBoth', voice.language, { first, second: sayAnswer(besides, voice) })
}

/** A sentence about a rule, with where its limit is from when that is a rate. */
export function withSource(sentence: string, limit: RateLimit | null, voice: Voice): string {
  return limit === null ? sentence : `${sentence} ${sayLimitSource(limit, voice)}`
}

/** What a vehicle is told of where nobody is sure whether a rule by a rate holds. @param fact its price */
export function sayMayHold(fact: string, { because }: Said, limit: RateLimit, voice: Voice): string {
  const { pack, language } = voice
  const { name, amountMinor } = limit
  const amount = formatMoney({ amountMinor, currency: pack.currency.code }, pack, language)
  const words = { fact, name: inSentence(name[language]), amount }
  const sentence = because
    ? say('mayHold', language, { ...words, condition: because[language] })
    : say('mayHoldPlain', language, words)
  return withSource(sentence, limit, voice)
}

function sayLimitSource({ source, asOf }: RateLimit, { pack, language }: Voice): string {
  return say('limitSource', language, {
    source: sourceText(source, pack, language),
    asOf: asOfText(asOf, pack, language),
  })
}
