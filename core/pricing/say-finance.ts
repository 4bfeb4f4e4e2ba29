import type { Said } from '../discovery/preferences.ts'
import { fillSentence } from '../market/fill-sentence.ts'
import { isolate } from '../market/isolate.ts'
import type { Language } from '../market/language.ts'
import type { MarketPack } from '../market/market-pack.ts'
import { rateValueText } from '../market/rate-unit.ts'
import { rateAppliesText } from '../market/say-rate.ts'
import { sayAnswer } from '../shortlist/say-answer.ts'
import type { FinanceGround, FinanceOffer } from './finance-offer.ts'
import type { AmountRange } from './on-road-price.ts'
import { financeWords, priceWords } from './price-words.ts'
import {
  amountText,
  oldText,
  ruleSourceText,
  sayPriceWord,
  shortDay,
  sourceText,
  withOld,
} from './say-price.ts'

/** What is said beside an offer that does not follow from it alone. */
export interface BesideOffer {
  /** What was said by which it is set aside: who wants no interest. */
  readonly setAsideBy: Said | null
  /** What is paid on the day, the lines of the price with it; `null` where that is not known. */
  readonly upFrontMinor: AmountRange | null
  /** It was reckoned from the higher end of a price that is a range. */
  readonly isHigherPrice: boolean
}

/** Ready to be shown: an offer with its schedule and its texts in one language. */
export function sayFinance(
  ground: FinanceGround,
  offer: FinanceOffer,
  beside: BesideOffer,
  pack: MarketPack,
  language: Language,
) {
  const money = (amountMinor: number) =>
    amountText({ least: amountMinor, most: amountMinor }, pack, language, 'figures')
  const moneyOrNull = (amountMinor: number | null) => (amountMinor === null ? null : money(amountMinor))
  const say = (word: keyof typeof financeWords, words: Readonly<Record<string, string>> = {}) =>
    isolate(fillSentence(financeWords[word][language], words), language)
  const word = ground.word[language]
  const isCash = ground.arithmetic === 'cash'
  const { ratePercentPerYear: rate, monthlyMinor, lastMinor, chargeMinor } = offer
  const notes = ground.limits.map(({ name, rule, isBroken, isHeld }) => ({
    sentence: withOld(
      say(isBroken ? 'broken' : isHeld ? 'held' : 'limit', {
        name: name[language],
        value: [
          rateValueText(rule.value, rule.unit, pack, language),
          ...(rule.applies === '' ? [] : [rateAppliesText(rule.applies, pack, language)]),
        ].join(priceWords.dot[language]),
      }),
      oldText(rule, pack, language),
    ),
    isBroken: isBroken || isHeld,
    sourceText: ruleSourceText(rule, pack, language),
  }))
  const plain = (sentence: string) => ({ sentence, isBroken: false, sourceText: '' })
  return {
    mode: ground.mode,
    name: ground.name[language],
    word,
    isCash,
    interestFree: ground.interestFree,
    setAside:
      beside.setAsideBy && say('setAside', { word, said: sayAnswer(beside.setAsideBy, { pack, language }) }),
    downPaymentMinor: offer.downPaymentMinor,
    downPaymentText: money(offer.downPaymentMinor),
    financedMinor: offer.financedMinor,
    financedText: money(offer.financedMinor),
    months: offer.months,
    monthsText: offer.months === 0 ? null : say('months', { count: String(offer.months) }),
    ratePercentPerYear: rate,
    rateText: isCash
      ? null
      : rate === null
        ? say('askBank', { word })
        : say('rate', { rate: rate.toLocaleString('en', { maximumFractionDigits: 6 }), word }),
    rateSourceText:
      ground.rateSource === null || isCash
        ? null
        : ground.rateSource.status === 'told'
          ? sayPriceWord('toldByBank', language, { day: shortDay(ground.rateSource.title, pack, language) })
          : ground.rateRule === null
            ? sourceText(ground.rateSource, pack, language)
            : withOld(
                ruleSourceText(ground.rateRule, pack, language),
                oldText(ground.rateRule, pack, language),
              ),
    monthlyMinor,
    monthlyText: moneyOrNull(monthlyMinor),
    chargeText: isCash || chargeMinor === null ? null : say('charge', { amount: money(chargeMinor), word }),
    totalMinor: offer.totalMinor,
    totalText: moneyOrNull(offer.totalMinor),
    upFrontMinor: beside.upFrontMinor,
    upFrontText: beside.upFrontMinor && amountText(beside.upFrontMinor, pack, language, 'figures'),
    schedule: offer.schedule.map((month) => ({
      ...month,
      openingText: money(month.openingMinor),
      payText: money(month.payMinor),
      chargeText: money(month.chargeMinor),
      principalText: money(month.principalMinor),
      closingText: money(month.closingMinor),
    })),
    notes: [
      ...(monthlyMinor === null || lastMinor === null || lastMinor === monthlyMinor
        ? []
        : [plain(say(ground.arithmetic === 'share' ? 'falls' : 'last', { last: money(lastMinor) }))]),
      ...(beside.isHigherPrice && !isCash ? [plain(financeWords.higherPrice[language])] : []),
      ...notes,
    ],
  }
}
