/**
 * How vehicles are called when they are spoken of together, by id: brand and model, and the variant only where two of
 * them are of one model. Nobody says a variant aloud that needs no telling apart.
 */
export function nameVehicles(
  vehicles: readonly {
    readonly id: string
    readonly brand: string
    readonly model: string
    readonly name: string
  }[],
): ReadonlyMap<string, string> {
  const idsByModel = new Map<string, Set<string>>()
  const modelOf = ({ brand, model }: (typeof vehicles)[number]) => `${brand} ${model}`
  for (const vehicle of vehicles) {
    const ids = idsByModel.get(modelOf(vehicle)) ?? new Set()
    idsByModel.set(modelOf(vehicle), ids.add(vehicle.id))
  }
  return new Map(
    vehicles.map((vehicle) => {
      const isAlone = idsByModel.get(modelOf(vehicle))?.size === 1
      return [vehicle.id, isAlone ? modelOf(vehicle) : `${modelOf(vehicle)} ${vehicle.name}`]
    }),
  )
}
