import { dateLocale, type Locales } from '../../core/market/date-locale.ts'
import type { Language } from '../../core/market/language.ts'

/** Who said a value and when, UTC milliseconds by the clock of their laptop; `null` where head office did not tell. */
interface Saying {
  readonly by: string | null
  readonly at?: number | null | undefined
}

interface Said {
  /** The value as a person reads it. */
  readonly text: string
  readonly saying: Saying | null
}

/**
 * Makes the sentence that says who wrote what and when, the value shown first.
 * @param deps.nameOf a person of the team by id, `null` where they are not on this laptop
 */
export function createConflictSentence(deps: {
  readonly nameOf: (id: string) => string | null
  readonly timeZone: string
  /** How days are said, as a market pack has it. */
  readonly locales: Locales
}): (
  conflict: { readonly isDoublePromise: boolean; readonly sides: readonly Said[] },
  language: Language,
) => string {
  const when = (instantMs: number, language: Language): string => {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(dateLocale(deps.locales[language]), {
        timeZone: deps.timeZone,
        ...options,
      }).format(instantMs)
    const day = format({ day: 'numeric', month: 'long' })
    return phrases[language].when(day, format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }))
  }
  return ({ isDoublePromise, sides }, language) => {
    const { wrote, promised, somebody, unknown, semicolon, ending, both, bothPromised } = phrases[language]
    const verb = isDoublePromise ? promised : wrote
    const parts = sides.map(({ text, saying }) => {
      if (saying?.at == null) return unknown(setOff(text))
      const name = saying.by === null ? null : deps.nameOf(saying.by)
      return verb(name === null ? somebody : setOff(name), setOff(text), when(saying.at, language))
    })
    return `${capital(parts.join(semicolon))}${ending} ${isDoublePromise ? bothPromised : both}`
  }
}

/** Names and values may be of the other direction than the sentence; they keep their own (UAX 9). */
const setOff = (text: string): string => `\u2068${text}\u2069`

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

interface Phrases {
  readonly when: (day: string, time: string) => string
  readonly wrote: (name: string, text: string, when: string) => string
  readonly promised: (name: string, text: string, when: string) => string
  readonly somebody: string
  readonly unknown: (text: string) => string
  readonly semicolon: string
  readonly ending: string
  readonly both: string
  readonly bothPromised: string
}

const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    when: (day, time) => `on ${day} at ${time}`,
    wrote: (name, text, when) => `${name} wrote “${text}” ${when}`,
    promised: (name, text, when) => `${name} promised it to “${text}” ${when}`,
    somebody: 'somebody',
    unknown: (text) => `one laptop says “${text}”`,
    semicolon: '; ',
    ending: '.',
    both: 'Everything said is kept. Tap the one that is right.',
    bothPromised: 'It can be had once. Agree with both, then tap whose it is.',
  },
  ur: {
    when: (day, time) => `${day} کو ${time} پر`,
    wrote: (name, text, when) => `${name} نے ${when} ”${text}“ لکھا`,
    promised: (name, text, when) => `${name} نے ${when} اس کا وعدہ ”${text}“ سے کیا`,
    somebody: 'کسی',
    unknown: (text) => `ایک لیپ ٹاپ پر ”${text}“ ہے`,
    semicolon: '؛ ',
    ending: '۔',
    both: 'جو کہا گیا سب محفوظ ہے۔ جو درست ہے اس پر ٹیپ کریں۔',
    bothPromised: 'یہ ایک ہی کو مل سکتی ہے۔ دونوں سے بات کریں، پھر جس کی ہے اس پر ٹیپ کریں۔',
  },
}
