import { type BusinessDay, businessDaySchema } from './business-day.ts'
import type { MarketPack } from './market-pack.ts'

type RetentionRule = Pick<MarketPack['retention'], 'customerMonths' | 'bookingsMonths'>

/** When a customer was last seen, by what is on record; `null` for what there is none of. */
export interface LastSeen {
  readonly visitDay: BusinessDay | null
  readonly consentDay: BusinessDay | null
  readonly bookingDay: BusinessDay | null
  /** When an opportunity was opened or the record written: counts only where nothing else tells. */
  readonly writtenDay: BusinessDay | null
}

/** When a person was last seen who has several records. */
export function lastSeenOfAll(all: readonly LastSeen[]): LastSeen {
  return {
    visitDay: latest(all.map(({ visitDay }) => visitDay)),
    consentDay: latest(all.map(({ consentDay }) => consentDay)),
    bookingDay: latest(all.map(({ bookingDay }) => bookingDay)),
    writtenDay: latest(all.map(({ writtenDay }) => writtenDay)),
  }
}

/** `dueDay` is the first day on which a customer's time is over. */
interface RetentionTime {
  readonly lastSeenDay: BusinessDay
  readonly dueDay: BusinessDay
}

/**
 * How long a customer may stay by the market's rule: its months after they were last seen by a visit, a consent or a
 * booking, and after the last booking as much longer as the market's law wants. `null` where nothing tells when they
 * were seen: whoever cannot be told to be old is not.
 */
export function retentionTime(seen: LastSeen, rule: RetentionRule): RetentionTime | null {
  const lastSeenDay = latest([seen.visitDay, seen.consentDay, seen.bookingDay]) ?? seen.writtenDay
  if (lastSeenDay === null) return null
  const ends = [addMonths(lastSeenDay, rule.customerMonths)]
  if (seen.bookingDay !== null && rule.bookingsMonths !== null)
    ends.push(addMonths(seen.bookingDay, rule.bookingsMonths))
  return { lastSeenDay, dueDay: latest(ends) ?? lastSeenDay }
}

/** Those whose time is over on the given day, the one longest over first. */
export function dueForErasure<T extends { readonly id: string; readonly seen: LastSeen }>(
  customers: readonly T[],
  rule: RetentionRule,
  today: BusinessDay,
): readonly (T & RetentionTime)[] {
  return customers
    .flatMap((customer) => {
      const time = retentionTime(customer.seen, rule)
      return time !== null && time.dueDay <= today ? [{ ...customer, ...time }] : []
    })
    .toSorted((a, b) => byCodeUnits(a.dueDay, b.dueDay) || byCodeUnits(a.id, b.id))
}

/** The same day of the month that many months later, or that month's last day where it has no such day. */
export function addMonths(day: BusinessDay, months: number): BusinessDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const monthsSinceZero = year * 12 + month - 1 + months
  const [toYear, toMonth] = [Math.floor(monthsSinceZero / 12), (monthsSinceZero % 12) + 1]
  const text = (value: number, digits: number) => String(value).padStart(digits, '0')
  const toDate = Math.min(date, daysIn(toYear, toMonth))
  return businessDaySchema.parse(`${text(toYear, 4)}-${text(toMonth, 2)}-${text(toDate, 2)}`)
}

/** @param month 1 to 12 */
function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (month === 2) return isLeap ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function latest(days: readonly (BusinessDay | null)[]): BusinessDay | null {
  return days.reduce((last, day) => (day !== null && (last === null || day > last) ? day : last), null)
}

function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
