interface Months {
  readonly schedule: readonly { readonly payMinor: number }[]
}

/** Whether the first month costs more than the last by more than rounding leaves. */
export function growsCheaper({ schedule }: Months): boolean {
  const [first, last] = [schedule[0], schedule.at(-1)]
  return first !== undefined && last !== undefined && first.payMinor - last.payMinor > schedule.length
}
