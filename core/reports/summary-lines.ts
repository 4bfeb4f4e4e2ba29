import { keysOf } from '../keys-of.ts'
import type { Language } from '../market/language.ts'
import { ratio } from './daily-figures.ts'
import type { DailySummary, DayCounts, Difference, Ratio } from './daily-summary.ts'
import { instantText } from './day-text.ts'
import { casesText, countLabels, discoveryLabels, statusLabels, summaryLabels } from './labels.ts'
import { countNames, readFigureKey } from './restate.ts'

/** One line of the summary: what it counts, of whom or what, the count, and of a ratio the rest. */
interface SummaryLine {
  readonly label: string
  readonly about: string | null
  readonly value: number | string
  readonly ratio: Ratio | null
}

export interface SummaryGroup {
  readonly title: string
  readonly lines: readonly SummaryLine[]
}

/** The header of a summary as label and text, in the order of the page. */
export function headerLines(
  summary: DailySummary,
  language: Language,
): readonly { readonly label: string; readonly text: string }[] {
  const word = (name: keyof typeof summaryLabels) => summaryLabels[name][language]
  const { versions, laptops, rows } = summary
  return [
    { label: word('store'), text: `${summary.storeName} (${summary.storeCode})` },
    { label: word('businessDay'), text: summary.businessDay },
    { label: word('status'), text: statusLabels[summary.status][language] },
    { label: word('generatedAt'), text: instantText(summary.generatedAt, summary.timeZone) },
    { label: word('generatedBy'), text: summary.generatedBy },
    { label: word('laptops'), text: laptopsText(laptops) },
    {
      label: word('versions'),
      text: [
        `${word('application')} ${versions.application}`,
        `${word('catalogue')} ${versions.catalogue}`,
        `${word('bank')} ${versions.bank}`,
      ].join(' · '),
    },
    {
      label: word('rows'),
      text: [
        `${countLabels.visits[language]} ${rows.visits}`,
        `${word('answerRows')} ${rows.answers}`,
        `${countLabels.bookings[language]} ${rows.bookings}`,
      ].join(' · '),
    },
    { label: word('hash'), text: summary.hash },
  ]
}

/** How many laptops of how many, where that is known, and always the note that says what the figures cover. */
function laptopsText({ included, known, note }: DailySummary['laptops']): string {
  return included === null || known === null ? note : `${included} / ${known}. ${note}`
}

/** The figures of the whole store in groups, without those per consultant. */
export function storeGroups(summary: DailySummary, language: Language): readonly SummaryGroup[] {
  const { figures } = summary
  const count = (name: keyof DayCounts): SummaryLine => ({
    label: countLabels[name][language],
    about: null,
    value: figures.store[name],
    ratio: null,
  })
  const title = (name: keyof typeof summaryLabels) => summaryLabels[name][language]
  return [
    {
      title: title('traffic'),
      lines: (['visits', 'firstTime', 'beBack', 'leftBeforeContact', 'openNow', 'enteredLate'] as const).map(
        count,
      ),
    },
    {
      title: title('capture'),
      lines: [{ ...count('withContact'), ratio: figures.capture }],
    },
    { title: title('discovery'), lines: [count('discoveriesBegun'), ...discoveryLines(figures, language)] },
    {
      title: title('unmetNeeds'),
      lines: (figures.discovery?.unmetNeeds ?? []).slice(0, mostUnmetNeeds).map(({ name, count: value }) => ({
        label: title('unmetNeed'),
        about: name,
        value,
        ratio: null,
      })),
    },
    {
      title: title('outcome'),
      lines: (['shortlists', 'bookings', 'lost'] as const).map(count),
    },
    {
      title: title('lostByReason'),
      lines: figures.lostByReason.map(({ name, count: value }) => ({
        label: countLabels.lost[language],
        about: name,
        value,
        ratio: null,
      })),
    },
    {
      title: title('bookedByVehicle'),
      lines: figures.bookedByVehicle.map(({ name, count: value }) => ({
        label: countLabels.bookings[language],
        about: name,
        value,
        ratio: null,
      })),
    },
  ].filter(({ lines }) => lines.length > 0)
}

/** One page first: who wants to know of the rarer ones has them in the figures that the day was closed with. */
const mostUnmetNeeds = 8

function discoveryLines(
  { store, discovery }: DailySummary['figures'],
  language: Language,
): readonly SummaryLine[] {
  if (discovery === null) return []
  const mean = (name: 'topicsCovered' | 'feltHeard'): SummaryLine => {
    const { cases, mean: value } = discovery[name]
    const about = casesText(cases, value !== null, language)
    return { label: summaryLabels[name][language], about, value: value ?? '–', ratio: null }
  }
  return [
    {
      label: countLabels.readBacksAgreed[language],
      about: null,
      value: store.readBacksAgreed,
      ratio: ratio(store.readBacksAgreed, store.discoveriesBegun),
    },
    mean('topicsCovered'),
    mean('feltHeard'),
  ]
}

/** A ratio as a person reads it, e.g. `3 / 4 (too few cases for a percentage)`. */
export function ratioText({ numerator, denominator, percent }: Ratio, language: Language): string {
  const said = percent === null ? summaryLabels.tooFew[language] : `${percent} %`
  return `${numerator} / ${denominator} (${said})`
}

/** What a difference counts, and of whom or what. A figure that this version does not know is shown by its key. */
export function differenceLabel(
  { figure, about }: Difference,
  language: Language,
): { readonly label: string; readonly about: string | null } {
  const key = readFigureKey(figure)
  if (key?.group === 'lost') return { label: countLabels.lost[language], about }
  if (key?.group === 'booked') return { label: countLabels.bookings[language], about }
  if (key?.group === 'unmet') return { label: summaryLabels.unmetNeed[language], about }
  if (key?.group === 'discovery') {
    const known = keysOf(discoveryLabels).find((one) => one === key.rest)
    return { label: known ? discoveryLabels[known][language] : figure, about }
  }
  const name = countNames.find((known) => known === key?.rest)
  return { label: name ? countLabels[name][language] : figure, about }
}
