import type { ConsultantId } from '../ids.ts'
import { countDiscoveries } from './count-discoveries.ts'
import type { DailyFigures, DayCounts, Ratio } from './daily-summary.ts'
import type { DayRows } from './day-rows.ts'
import { fewestCases } from './discovery-figures.ts'

/**
 * Counts one day. Every count of the store is the sum of that count over the consultants, and the order of the rows
 * does not matter.
 * @param reasonNameByCode how each reason for losing is called; a code without a name is shown as it is
 * @param topicByQuestionId the topic of each question of the bank
 */
export function dailyFigures(
  rows: DayRows,
  reasonNameByCode: Readonly<Record<string, string>>,
  topicByQuestionId: Readonly<Record<string, string>> = {},
): DailyFigures {
  const nameById = new Map(rows.consultants.map(({ id, name }) => [id, name]))
  const owners = new Set([...rows.visits, ...rows.bookings, ...rows.lost].map(({ ownerId }) => ownerId))
  const store = countsOf(rows)
  return {
    store,
    capture: ratio(store.withContact, store.visits),
    discovery: countDiscoveries(rows.visits, topicByQuestionId),
    lostByReason: tally(rows.lost.map(({ reason }) => reason)).map(({ key, count }) => ({
      code: key,
      name: reasonNameByCode[key] ?? key,
      count,
    })),
    bookedByVehicle: tally(rows.bookings.map(({ vehicleName }) => vehicleName)).map(({ key, count }) => ({
      name: key,
      count,
    })),
    byConsultant: [...owners]
      .map((consultantId) => ({
        consultantId,
        name: nameById.get(consultantId) ?? consultantId,
        counts: countsOf(rowsOf(rows, consultantId)),
      }))
      .sort(
        (a, b) =>
          b.counts.visits - a.counts.visits ||
          byCodeUnits(a.name, b.name) ||
          byCodeUnits(a.consultantId, b.consultantId),
      ),
  }
}

/** A ratio with both its numbers; `percent` has one decimal and is null under `fewestCases`. */
export function ratio(numerator: number, denominator: number): Ratio {
  const percent = denominator < fewestCases ? null : Math.round((1000 * numerator) / denominator) / 10
  return { numerator, denominator, percent }
}

function countsOf({ visits, bookings, lost }: DayRows): DayCounts {
  const count = (isCounted: (visit: DayRows['visits'][number]) => boolean) => visits.filter(isCounted).length
  return {
    visits: visits.length,
    firstTime: count((visit) => visit.arrival === 'first-time'),
    beBack: count((visit) => visit.arrival === 'be-back'),
    leftBeforeContact: count((visit) => visit.leftBeforeContact),
    openNow: count((visit) => !visit.ended),
    enteredLate: count((visit) => visit.enteredLate),
    withContact: count((visit) => visit.hasPhone),
    discoveriesBegun: count((visit) => visit.answers > 0),
    readBacksAgreed: count((visit) => visit.answers > 0 && visit.readBackAgreed),
    shortlists: count((visit) => visit.shortlists > 0),
    bookings: bookings.length,
    lost: lost.length,
  }
}

function rowsOf(rows: DayRows, consultantId: ConsultantId): DayRows {
  const isTheirs = (row: { readonly ownerId: ConsultantId }) => row.ownerId === consultantId
  return {
    visits: rows.visits.filter(isTheirs),
    bookings: rows.bookings.filter(isTheirs),
    lost: rows.lost.filter(isTheirs),
    consultants: rows.consultants,
  }
}

/** How often each key stands, most often first. */
function tally(keys: readonly string[]): readonly { readonly key: string; readonly count: number }[] {
  const countByKey = new Map<string, number>()
  for (const key of keys) countByKey.set(key, (countByKey.get(key) ?? 0) + 1)
  return [...countByKey]
    .map(([key, count]) => ({ key, count }))
    .sort((a, b) => b.count - a.count || byCodeUnits(a.key, b.key))
}

/** Not by locale: the same rows give the same order on every machine. */
function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** The same figures with the reasons for losing called by other names, as in another language. */
export function withReasonNames(
  figures: DailyFigures,
  reasonNameByCode: Readonly<Record<string, string>>,
): DailyFigures {
  return {
    ...figures,
    lostByReason: figures.lostByReason.map(({ code, name, count }) => ({
      code,
      name: reasonNameByCode[code] ?? name,
      count,
    })),
  }
}
