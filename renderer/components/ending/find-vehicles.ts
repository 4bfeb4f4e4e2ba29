/** The vehicles whose name holds every word of the text, in any order and case; none for an empty text. */
export function findVehicles<V extends { readonly name: string }>(
  vehicles: readonly V[],
  text: string,
): readonly V[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  return vehicles.filter(({ name }) => {
    const folded = name.toLowerCase()
    return words.every((word) => folded.includes(word))
  })
}
