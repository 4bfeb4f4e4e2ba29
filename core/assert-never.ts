/** Ends a switch over a union: the compiler refuses a case left out, and a value from outside the types throws. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`)
}
