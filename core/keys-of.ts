/** The keys of a registry written as one literal, typed: TypeScript widens them, for an object may have more than its type. */
export function keysOf<T extends object>(registry: T): readonly (keyof T & string)[] {
  return Object.keys(registry) as (keyof T & string)[]
}
