import { existsSync, readdirSync } from 'node:fs'
import type { LaptopProgram } from './bundle-laptop.ts'
import { startLaptop } from './laptop-process.ts'
import type { Fault, Ledger } from './ledger.ts'
import type { Go, Line } from './messages.ts'

/** How one life of a laptop process ends. */
export interface Ending {
  /** Set for the process, beside what this one has. */
  readonly environment: Readonly<Record<string, string>>
  readonly soon: Go['soon']
  /** Hears the process's lines and kills it when its time has come, or leaves that to something else. */
  readonly watch: (kill: () => void) => (line: Line) => void
}

const hangMs = 60_000

/** One life of a laptop process, from its start to its end; the ledger then knows all that it acknowledged. */
export async function liveOnce(life: {
  readonly program: LaptopProgram
  readonly folder: string
  readonly seed: number
  readonly headoffice: Go['headoffice']
  readonly synchronous: Go['synchronous']
  readonly ledger: Ledger
  readonly ending: Ending
  /**
   * Passing files that the life before left. They must be gone when the laptop is open again; those of a backup that
   * was being made, when the next one is.
   */
  readonly strays: readonly string[]
}): Promise<{ readonly doing: string; readonly faults: readonly Fault[] }> {
  const { folder, ledger, ending, strays } = life
  const faults: Fault[] = []
  const corrupt = (what: string) => void faults.push({ type: 'corrupt', what })
  let doing = 'loading'
  const expectGone = (which: (file: string) => boolean) => {
    const left = passingFiles(folder).filter((file) => strays.includes(file) && which(file))
    if (left.length > 0) corrupt(`left lying about: ${left.join(', ')}`)
  }
  let watch: (line: Line) => void = () => undefined
  const go = {
    folder,
    seed: life.seed,
    headoffice: life.headoffice,
    again: ledger.unanswered(),
    soon: ending.soon,
    synchronous: life.synchronous,
  }
  const laptop = startLaptop(life.program, go, {
    environment: ending.environment,
    hear(line) {
      watch(line)
      switch (line.type) {
        case 'opening':
          doing = 'opening'
          return
        case 'ready':
          doing = 'between calls'
          return expectGone((file) => !isOfBackups(file))
        case 'begun':
          doing = line.call.type
          return ledger.begin(line.call)
        case 'acknowledged':
          if (doing === 'back-up') expectGone(isOfBackups)
          doing = 'between calls'
          return ledger.acknowledge(line.made)
        case 'refused':
          doing = 'between calls'
          return ledger.refuse()
        case 'fault':
          corrupt(`it broke off at ${doing}: ${line.what}`)
          return laptop.kill()
      }
    },
  })
  watch = ending.watch(laptop.kill)
  const hung = setTimeout(() => {
    corrupt(`it hung at ${doing}`)
    laptop.kill()
  }, hangMs)
  const { signal, complaints } = await laptop.ended
  clearTimeout(hung)
  if (signal !== 'SIGKILL') corrupt(`it ended by itself: ${complaints}`)
  else if (complaints !== '') corrupt(`it complained: ${complaints}`)
  return { doing, faults }
}

const isOfBackups = (file: string): boolean => file.startsWith('backups')

/**
 * The files of a laptop's folder that are only ever there while something is under way. The lock's own journal stands
 * as long as the folder is held.
 */
export function passingFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { encoding: 'utf8', recursive: true }).filter(
    (file) => /-journal$|\.partial$|\.tmp$/.test(file) && file !== 'in-use.lock-journal',
  )
}
