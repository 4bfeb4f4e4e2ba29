import { z } from 'zod'
import {
  type ChangeId,
  type ChangeSetId,
  changeIdSchema,
  changeSetIdSchema,
  consultantIdSchema,
} from '../ids.ts'
import { businessDaySchema } from '../market/business-day.ts'
import { isPackable } from './id-digits.ts'
import { PageNotReadable } from './packed-page.ts'
import { type DeviceClock, deviceClockSchema, feedRowSchema } from './protocol.ts'

/** What JSON says, as it was read. */
export type PageValue = z.core.util.JSONType

/** @throws PageNotReadable when it is not of the schema */
function read<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value)
  if (!parsed.success)
    throw new PageNotReadable('A value that its place cannot have', { cause: parsed.error })
  return parsed.data
}

/** Reads each value once, however often it is said. */
function createRepeated<S extends z.ZodType>(schema: S): (value: unknown) => z.output<S> {
  const known = new Map<unknown, z.output<S>>()
  return (value) => {
    const before = known.get(value)
    if (before !== undefined) return before
    const fresh = read(schema, value)
    known.set(value, fresh)
    return fresh
  }
}

// What has the form of a UUIDv7 is an id: the brand is made here.
export const toChangeId = (value: unknown): ChangeId =>
  typeof value === 'string' && isPackable(value) ? (value as ChangeId) : read(changeIdSchema, value)
export const toChangeSetId = (value: unknown): ChangeSetId =>
  typeof value === 'string' && isPackable(value) ? (value as ChangeSetId) : read(changeSetIdSchema, value)

export function toInstant(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw new PageNotReadable('A time that is no whole number')
}

export const createToAuthorId = () => createRepeated(consultantIdSchema.nullable())
export const createToBusinessDay = () => createRepeated(businessDaySchema)

const changeIdsSchema = z.array(changeIdSchema)
export const toChangeIds = (value: unknown): ChangeId[] => read(changeIdsSchema, value)

export function toDeviceClock(value: unknown): DeviceClock | null {
  if (value === null) return null
  return isDeviceClock(value) ? value : read(deviceClockSchema, value)
}

/** What the schema takes and gives back as it is: every change set has one. */
function isDeviceClock(value: unknown): value is DeviceClock {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 3) return false
  if (!('at' in value && 'offsetMs' in value && 'trusted' in value)) return false
  const isOffset = value.offsetMs === null || Number.isSafeInteger(value.offsetMs)
  return Number.isSafeInteger(value.at) && isOffset && typeof value.trusted === 'boolean'
}

export function toEnteredLate(value: unknown): boolean {
  if (value === null || value === true) return value === true
  throw new PageNotReadable('Entered late neither so nor not so')
}

/** What counts and lengths have made sure of. @throws PageNotReadable where they lied */
export function there<T>(value: T | undefined): T {
  if (value === undefined) throw new PageNotReadable('A column ends early')
  return value
}

const fieldSidesSchema = feedRowSchema.shape.fields.valueType.pick({ others: true, by: true, at: true })
/** What a fed field says beside its value: the other values, and who said the one shown and when. */
export const toFieldSides = (value: unknown): z.infer<typeof fieldSidesSchema> =>
  read(fieldSidesSchema, value)
