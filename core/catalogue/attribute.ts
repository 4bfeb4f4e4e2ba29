import { z } from 'zod'

/**
 * What a vehicle can be known by. Units are in the names; `better` is the direction that serves a customer who
 * cares, `null` where it is a matter of taste or of fit.
 */
export const attributes = {
  body: { kind: 'code', better: null },
  seats: { kind: 'number', better: 'more' },
  bootLitres: { kind: 'number', better: 'more' },
  groundClearanceMm: { kind: 'number', better: 'more' },
  engineCc: { kind: 'number', better: null },
  fuel: { kind: 'code', better: null },
  consumptionKmPerLitre: { kind: 'number', better: 'more' },
  electricRangeKm: { kind: 'number', better: 'more' },
  batteryKwh: { kind: 'number', better: null },
  powerHp: { kind: 'number', better: 'more' },
  transmission: { kind: 'code', better: null },
  priceMinor: { kind: 'number', better: 'less' },
} as const satisfies Record<string, { kind: 'number' | 'code'; better: 'more' | 'less' | null }>

export type Attribute = keyof typeof attributes
export const attributeNames = Object.keys(attributes) as readonly Attribute[]
export const attributeSchema = z.enum(attributeNames as [Attribute, ...Attribute[]])

export const bodies = [
  'hatchback',
  'sedan',
  'crossover',
  'suv',
  'mpv',
  'van',
  'pickup',
  'wagon',
  'coupe',
] as const
export const fuels = ['petrol', 'diesel', 'hybrid', 'plug-in-hybrid', 'electric'] as const
export const transmissions = ['manual', 'automatic'] as const

/** ISO 8601 with reduced precision: a year, a month or a day, as precise as the source is. */
export const asOfSchema = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)

/**
 * One figure of one vehicle. A number is a range when the source gives one for several variants together
 * (`min` equals `max` otherwise); codes are all that the source names. Without a source a figure is `unknown`.
 */
export const figureSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('number'),
    min: z.number(),
    max: z.number(),
    source: z.string().min(1),
    asOf: asOfSchema,
  }),
  z.object({
    type: z.literal('code'),
    codes: z.array(z.string()).min(1),
    source: z.string().min(1),
    asOf: asOfSchema,
  }),
  z.object({ type: z.literal('unknown') }),
])
export type Figure = Readonly<z.infer<typeof figureSchema>>
