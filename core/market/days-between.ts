import { type BusinessDay, businessDaySchema } from './business-day.ts'

const dayMs = 86_400_000

/** How many business days the second is after the first; below zero where it is before. */
export function daysBetween(from: BusinessDay, to: BusinessDay): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
}

/** The business day so many days after another. */
export function daysAfter(day: BusinessDay, days: number): BusinessDay {
  const at = new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs)
  return businessDaySchema.parse(at.toISOString().slice(0, 10))
}
