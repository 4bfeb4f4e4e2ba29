import type { Attribute } from './attribute.ts'

/** What a person reads together of a vehicle, in the order of reading. */
export const figureGroups = {
  money: ['priceMinor', 'valueLossPercentPerYear'],
  room: ['body', 'seats', 'bootLitres', 'airbags', 'modelYear'],
  energy: [
    'fuel',
    'consumptionKmPerLitre',
    'consumptionCityKmPerLitre',
    'consumptionHighwayKmPerLitre',
    'tankLitres',
    'electricRangeKm',
    'consumptionKwhPer100Km',
    'batteryKwh',
    'chargingHours',
  ],
  care: ['workshopKm', 'partsScore'],
  engine: ['engineCc', 'powerHp', 'torqueNm', 'transmission', 'drive', 'topSpeedKmh'],
  size: ['lengthMm', 'widthMm', 'heightMm', 'groundClearanceMm', 'kerbWeightKg'],
} as const satisfies Readonly<Record<string, readonly Attribute[]>>

/** Every attribute once, in the order of reading. */
export const attributesAsRead: readonly Attribute[] = Object.values(figureGroups).flat()
