import type { Language } from '../market/language.ts'
import type { DailySummary, DayCounts } from './daily-summary.ts'
import { dayText } from './day-text.ts'
import { countLabels, statusLabels, summaryLabels } from './labels.ts'
import { differenceLabel, ratioText } from './summary-lines.ts'

/**
 * The day in a few lines to paste in a message; it holds no personal data of customers. In Urdu each line is marked
 * as right to left and each name set off by isolates (UAX 9), because a message has no markup to say so.
 * @param said how the day is said, as `dayText` takes it
 */
export function dailySummaryToText(
  summary: DailySummary,
  language: Language,
  said: string = language,
): string {
  const { figures } = summary
  const word = (name: keyof typeof summaryLabels) => summaryLabels[name][language]
  const apart = (name: string) => (language === 'ur' ? `\u2068${name}\u2069` : name)
  const count = (name: keyof DayCounts) => `${countLabels[name][language]} ${figures.store[name]}`
  const named = (items: readonly { readonly name: string; readonly count: number }[]) =>
    items.map((item) => `${apart(item.name)} ${item.count}`).join(separator)
  return [
    `${apart(`${summary.storeName} (${summary.storeCode})`)}${separator}${dayText(summary.businessDay, said)}${separator}${statusLabels[summary.status][language]}`,
    [count('visits'), count('firstTime'), count('beBack'), count('leftBeforeContact'), count('openNow')].join(
      separator,
    ),
    `${countLabels.withContact[language]}: ${ratioText(figures.capture, language)}`,
    [
      count('discoveriesBegun'),
      count('readBacksAgreed'),
      count('shortlists'),
      count('bookings'),
      count('lost'),
    ].join(separator),
    ...(figures.bookedByVehicle.length > 0
      ? [`${word('bookedByVehicle')}: ${named(figures.bookedByVehicle)}`]
      : []),
    ...(figures.lostByReason.length > 0 ? [`${word('lostByReason')}: ${named(figures.lostByReason)}`] : []),
    ...figures.byConsultant.map(
      ({ name, counts }) =>
        `${apart(name)}: ${(['visits', 'bookings', 'lost'] as const)
          .map((each) => `${countLabels[each][language]} ${counts[each]}`)
          .join(separator)}`,
    ),
    ...summary.difference.map((difference) => {
      const { label, about } = differenceLabel(difference, language)
      const of = about === null ? '' : ` (${apart(about)})`
      return `${word('difference')}: ${label}${of} ${difference.before} → ${difference.after}`
    }),
    summary.laptops.note,
  ]
    .map((line) => (language === 'ur' ? `\u200F${line}` : line))
    .join('\n')
}

const separator = ' · '
