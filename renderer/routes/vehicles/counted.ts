/** A count for the words of the screen: what the plural goes by, and the number as it is written, `10,104`. */
export function counted(count: number): { readonly count: number; readonly number: string } {
  return { count, number: count.toLocaleString('en') }
}
