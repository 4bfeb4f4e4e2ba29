import type { BusinessDay } from './business-day.ts'

const dayMs = 86_400_000

/** How many business days the second is after the first; below zero where it is before. */
export function daysBetween(from: BusinessDay, to: BusinessDay): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
}
