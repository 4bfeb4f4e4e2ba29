import type { Question } from '../../core/discovery/question-bank.ts'
import type { Language } from '../../core/market/language.ts'
import type { Shortlist } from '../../core/shortlist/shortlist.ts'
import type { ScenarioAnswer } from './scenario.ts'

/** Says one line to whoever watches the demo. */
export type Say = (line: string) => void

export function tellTitle(say: Say, title: string): void {
  say('')
  say(`── ${title} ${'─'.repeat(Math.max(3, 76 - title.length))}`)
}

/** One turn of the talk: what was asked, what was said, and what was kept of it. */
export function tellAnswer(
  say: Say,
  turn: {
    readonly question: Question
    readonly answer: ScenarioAnswer
    readonly language: Language
    readonly moneyText: string | null
  },
): void {
  const { question, answer, language } = turn
  say(`  ${words[language].asks} ${question.ask[language]}`)
  say(`  ${words[language].says} ${answer.words === '' ? '…' : answer.words}`)
  say(`      ${words[language].kept} ${codedText(turn)}`)
}

function codedText({ question, answer, language, moneyText }: Parameters<typeof tellAnswer>[1]): string {
  if (answer.state !== 'answered') return words[language][answer.state]
  if (answer.codes && 'options' in question)
    return answer.codes
      .map((code) => question.options.find((option) => option.code === code)?.label[language] ?? code)
      .join(words[language].comma)
  if (answer.number !== undefined && question.kind === 'number')
    return `${answer.number} ${question.unit[language]}`
  return moneyText ?? words[language].ownWords
}

/** The three with their reasons and catch, what each rule set aside, and what is not known yet. */
export function tellShortlist(say: Say, shortlist: Shortlist, language: Language): void {
  const word = words[language]
  say('')
  say(`  ${word.shortlist} (${shortlist.picks.length} / ${shortlist.considered})`)
  for (const [index, pick] of shortlist.picks.entries()) {
    say(`  ${index + 1}. ${pick.brand} ${pick.model} ${pick.name}, ${pick.price?.text ?? word.noPrice}`)
    for (const reason of pick.reasons) say(`       + ${reason.sentence}`)
    say(`       − ${pick.catch.sentence}`)
    if (pick.unknown.length > 0) say(`       ? ${pick.unknown.map(({ label }) => label).join(word.comma)}`)
  }
  for (const { sentence } of shortlist.removed) say(`  × ${sentence}`)
  if (shortlist.notKnownYet.length > 0)
    say(`  … ${word.notAsked} ${shortlist.notKnownYet.map(({ name }) => name).join(word.comma)}`)
}

export const words = {
  en: {
    asks: 'Asks:  ',
    says: 'Says:  ',
    kept: 'kept as:',
    next: 'worth asking next:',
    nothingNext: 'nothing more is worth asking',
    unsure: 'not sure',
    declined: 'prefers not to say',
    ownWords: 'own words',
    shortlist: 'The shortlist',
    noPrice: 'price not known',
    notAsked: 'not asked yet:',
    noName: 'no name given',
    comma: ', ',
  },
  ur: {
    asks: 'سوال: ',
    says: 'جواب: ',
    kept: 'درج:',
    next: 'اگلا مفید سوال:',
    nothingNext: 'اب کچھ اور پوچھنا ضروری نہیں',
    unsure: 'یقین نہیں',
    declined: 'بتانا نہیں چاہتے',
    ownWords: 'اپنے الفاظ',
    shortlist: 'شارٹ لسٹ',
    noPrice: 'قیمت معلوم نہیں',
    notAsked: 'ابھی نہیں پوچھا:',
    noName: 'نام نہیں بتایا',
    comma: '، ',
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<string, string>>>>
