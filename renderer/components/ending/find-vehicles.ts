import { hasEveryWord } from '../../has-every-word.ts'

/** The vehicles whose name holds every word of the text, in any order and case; none for an empty text. */
export function findVehicles<V extends { readonly name: string }>(
  vehicles: readonly V[],
  text: string,
): readonly V[] {
  return text.trim() === '' ? [] : vehicles.filter(({ name }) => hasEveryWord(name, text))
}
