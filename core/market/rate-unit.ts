import { assertNever } from '../assert-never.ts'
import { keysOf } from '../keys-of.ts'
import { formatMoney } from './format-money.ts'
import { isolate } from './isolate.ts'
import type { Language, Wording } from './language.ts'
import type { MarketPack } from './market-pack.ts'

/** What an amount of money may be for; without one it is for the thing itself. */
const perWords = {
  l: { en: '{amount} a litre', ur: '{amount} فی لیٹر' },
  'gal-us': { en: '{amount} a gallon', ur: '{amount} فی گیلن' },
  'gal-uk': { en: '{amount} a gallon', ur: '{amount} فی گیلن' },
  kWh: { en: '{amount} a kWh', ur: '{amount} فی یونٹ' },
  cc: { en: '{amount} a cc', ur: '{amount} فی سی سی' },
  month: { en: '{amount} a month', ur: '{amount} ماہانہ' },
  year: { en: '{amount} a year', ur: '{amount} سالانہ' },
} as const satisfies Record<string, Wording>

const plainWords = {
  percent: { en: '{number} %', ur: '{number} فیصد' },
  'percent/year': { en: '{number} % a year', ur: '{number} فیصد سالانہ' },
  kWh: { en: '{number} kWh', ur: '{number} یونٹ' },
  km: { en: '{number} km', ur: '{number} کلومیٹر' },
  mi: { en: '{number} mi', ur: '{number} میل' },
  days: { en: '{number} days', ur: '{number} دن' },
  months: { en: '{number} months', ur: '{number} ماہ' },
  years: { en: '{number} years', ur: '{number} سال' },
} as const satisfies Record<string, Wording>

type Per = keyof typeof perWords
type PlainUnit = keyof typeof plainWords

/** The unit of a rate: money, for the thing itself or for each of something, or a plain number. */
type RateUnit =
  | { readonly type: 'money'; readonly per: Per | null }
  | { readonly type: 'plain'; readonly unit: PlainUnit }

const pers = keysOf(perWords)
const plains = keysOf(plainWords)

/** The units that a market's rates may have, as their rows write them: `PKR`, `PKR/l`, `percent`, `km`. */
export function rateUnitsOf({ currency }: Pick<MarketPack, 'currency'>): readonly string[] {
  return [currency.code, ...pers.map((per) => `${currency.code}/${per}`), ...plains]
}

/** The value of a rate with its unit, as a person of the market reads it: "Rs 254.63 a litre", "1.5 %". */
export function rateValueText(value: number, unit: string, pack: MarketPack, language: Language): string {
  const read = readUnit(unit, pack)
  if (read === null) return isolate(`${numberText(value)} ${unit}`, language)
  switch (read.type) {
    case 'money': {
      const amount = moneyText(value, pack, language)
      return read.per === null
        ? amount
        : isolate(perWords[read.per][language].replace('{amount}', amount), language)
    }
    case 'plain':
      return isolate(plainWords[read.unit][language].replace('{number}', numberText(value)), language)
    default:
      return assertNever(read)
  }
}

/** The unit of a rate without a value, as it stands beside a box to type in: "Rs a litre", "%", "days". */
export function rateUnitText(unit: string, pack: MarketPack, language: Language): string {
  const read = readUnit(unit, pack)
  if (read === null) return unit
  if (read.type === 'plain') return plainWords[read.unit][language].replace('{number}', '').trim()
  const symbol = pack.currency.symbol[language]
  return read.per === null ? symbol : perWords[read.per][language].replace('{amount}', symbol)
}

function readUnit(unit: string, { currency }: MarketPack): RateUnit | null {
  if (unit === currency.code) return { type: 'money', per: null }
  const per = pers.find((known) => unit === `${currency.code}/${known}`)
  if (per !== undefined) return { type: 'money', per }
  const plain = plains.find((known) => unit === known)
  return plain === undefined ? null : { type: 'plain', unit: plain }
}

/** An amount in whole currency; one with a fraction of the smallest coin, as fuel is sold, is written out. */
function moneyText(value: number, pack: MarketPack, language: Language): string {
  const { currency } = pack
  const amountMinor = Number((value * 10 ** currency.minorDigits).toPrecision(15))
  if (Number.isSafeInteger(amountMinor))
    return formatMoney({ amountMinor, currency: currency.code }, pack, language)
  return isolate(currency.pattern[language].replace('{amount}', numberText(value)), language)
}

function numberText(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 4 })
}
