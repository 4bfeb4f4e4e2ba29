import { z } from 'zod'
import { keysOf } from '../keys-of.ts'

const bodies = ['hatchback', 'sedan', 'crossover', 'suv', 'mpv', 'van', 'pickup', 'wagon', 'coupe'] as const
export const fuels = ['petrol', 'diesel', 'hybrid', 'plug-in-hybrid', 'electric'] as const
const transmissions = ['manual', 'automatic'] as const
const drives = ['front', 'rear', 'all'] as const

interface CodeAttribute {
  readonly kind: 'code'
  readonly better: null
  readonly codes: readonly string[]
}

/** `plausible` holds the least and the most that a figure can be without being a slip; `null`: the market says. */
interface NumberAttribute {
  readonly kind: 'number'
  readonly better: 'more' | 'less' | null
  readonly unit: string
  readonly whole: boolean
  readonly plausible: readonly [number, number] | null
}

/**
 * What a vehicle can be known by. Units are in the names; `better` is the direction that serves a customer who
 * cares, `null` where it is a matter of taste or of fit. `unit` is how a catalogue file writes the unit; for the
 * price it is the market's currency.
 */
export const attributes = {
  body: { kind: 'code', better: null, codes: bodies },
  seats: { kind: 'number', better: 'more', unit: 'persons', whole: true, plausible: [1, 30] },
  bootLitres: { kind: 'number', better: 'more', unit: 'L', whole: false, plausible: [20, 3000] },
  groundClearanceMm: { kind: 'number', better: 'more', unit: 'mm', whole: false, plausible: [80, 400] },
  engineCc: { kind: 'number', better: null, unit: 'cc', whole: true, plausible: [300, 9000] },
  fuel: { kind: 'code', better: null, codes: fuels },
  consumptionKmPerLitre: { kind: 'number', better: 'more', unit: 'km/l', whole: false, plausible: [2, 60] },
  electricRangeKm: { kind: 'number', better: 'more', unit: 'km', whole: false, plausible: [10, 1500] },
  batteryKwh: { kind: 'number', better: null, unit: 'kWh', whole: false, plausible: [0.5, 250] },
  powerHp: { kind: 'number', better: 'more', unit: 'hp', whole: false, plausible: [10, 2000] },
  transmission: { kind: 'code', better: null, codes: transmissions },
  priceMinor: { kind: 'number', better: 'less', unit: 'currency', whole: true, plausible: null },
  drive: { kind: 'code', better: null, codes: drives },
  modelYear: { kind: 'number', better: 'more', unit: 'year', whole: true, plausible: [1950, 2100] },
  airbags: { kind: 'number', better: 'more', unit: 'airbags', whole: true, plausible: [0, 20] },
  torqueNm: { kind: 'number', better: 'more', unit: 'Nm', whole: false, plausible: [20, 2500] },
  lengthMm: { kind: 'number', better: null, unit: 'mm', whole: false, plausible: [2000, 7500] },
  widthMm: { kind: 'number', better: null, unit: 'mm', whole: false, plausible: [1000, 2700] },
  heightMm: { kind: 'number', better: null, unit: 'mm', whole: false, plausible: [900, 3500] },
  kerbWeightKg: { kind: 'number', better: null, unit: 'kg', whole: false, plausible: [300, 5000] },
  topSpeedKmh: { kind: 'number', better: 'more', unit: 'km/h', whole: false, plausible: [40, 500] },
  tankLitres: { kind: 'number', better: null, unit: 'L', whole: false, plausible: [5, 250] },
  chargingHours: { kind: 'number', better: 'less', unit: 'h', whole: false, plausible: [0.1, 72] },
  consumptionKwhPer100Km: {
    kind: 'number',
    better: 'less',
    unit: 'kWh/100km',
    whole: false,
    plausible: [5, 80],
  },
  valueLossPercentPerYear: {
    kind: 'number',
    better: 'less',
    unit: '%/year',
    whole: false,
    plausible: [0, 60],
  },
  consumptionCityKmPerLitre: {
    kind: 'number',
    better: 'more',
    unit: 'km/l',
    whole: false,
    plausible: [2, 60],
  },
  consumptionHighwayKmPerLitre: {
    kind: 'number',
    better: 'more',
    unit: 'km/l',
    whole: false,
    plausible: [2, 60],
  },
  /** By road from the store to the nearest workshop that the maker has named. */
  workshopKm: { kind: 'number', better: 'less', unit: 'km', whole: false, plausible: [0, 2000] },
  /** Of ten parts that wear, how many can be had within a day. */
  partsScore: { kind: 'number', better: 'more', unit: 'points', whole: true, plausible: [0, 10] },
} as const satisfies Record<string, CodeAttribute | NumberAttribute>

export type Attribute = keyof typeof attributes
export const attributeNames = keysOf(attributes)
export const attributeSchema = z.enum(attributeNames)

/** ISO 8601 with reduced precision: a year, a month or a day, as precise as the source is. */
export const asOfSchema = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?$/)
  .refine((text) => text.length < 10 || z.iso.date().safeParse(text).success)

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
