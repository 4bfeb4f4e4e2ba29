import type { Attribute, fuels } from '../catalogue/attribute.ts'
import type { PreparedCatalogue } from './prepare-catalogue.ts'

type Fuel = (typeof fuels)[number]

const withEngine: readonly Fuel[] = ['petrol', 'diesel', 'hybrid', 'plug-in-hybrid']

/** The fuels that an attribute can be spoken of with; an attribute left out can be with any. */
const fuelsOf: ReadonlyMap<Attribute, readonly string[]> = new Map<Attribute, readonly Fuel[]>([
  ['engineCc', withEngine],
  ['consumptionKmPerLitre', withEngine],
  ['consumptionCityKmPerLitre', withEngine],
  ['consumptionHighwayKmPerLitre', withEngine],
  ['electricRangeKm', ['plug-in-hybrid', 'electric']],
  ['batteryKwh', ['hybrid', 'plug-in-hybrid', 'electric']],
  ['tankLitres', withEngine],
  ['chargingHours', ['plug-in-hybrid', 'electric']],
  ['consumptionKwhPer100Km', ['plug-in-hybrid', 'electric']],
])

/** Whether a vehicle can have the attribute at all: an electric car has no litres. Yes where its fuel is not known. */
export function appliesAt(prepared: PreparedCatalogue, index: number, attribute: Attribute): boolean {
  const wanted = fuelsOf.get(attribute)
  const fuel = prepared.codes.get('fuel')
  const codes = fuel?.sets[fuel.setOf[index] ?? -1]
  return wanted === undefined || codes === undefined || codes.some((code) => wanted.includes(code))
}
