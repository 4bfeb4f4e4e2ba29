import type { Pick } from './shortlist.ts'

/** What is not known of a vehicle, without what its catch says already. @returns whole phrases: "Boot: not known" */
export function leftUncertain({ unknown, catch: caught }: Pick): readonly string[] {
  return unknown.filter(({ attribute }) => attribute !== caught.attribute).map(({ label }) => label)
}
