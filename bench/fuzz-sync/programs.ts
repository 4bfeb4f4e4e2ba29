import type { LaptopProgram } from './laptop-program.ts'
import type { OlderVersion } from './older-version.ts'

/** The versions of Northstar that are about in a seed. */
export interface Programs {
  readonly current: LaptopProgram
  /** `null` where all have the current one. */
  readonly older: OlderVersion | null
}
