import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import type { DiskError, Refused } from './filling.ts'

/** Each a 64-bit number in the control file; the order is that of `struct control` in losing-disk.c. */
const fields = [
  'operations',
  'cutBefore',
  'seed',
  'refuseAfter',
  'refuseErrno',
  'refuseWhat',
  'shortWrite',
  'refused',
  'wasCut',
  'lies',
] as const
type Field = (typeof fields)[number]

const numberBytes = 8

/** Why no losing disk can be had here, in the words of a skipped test; `null` where it can. */
export function whyNoLosingDisk(): string | null {
  if (process.platform !== 'linux') return 'LD_PRELOAD is Linux only'
  if (compiler() === null) return 'no C compiler'
  return null
}

function compiler(): string | null {
  return ['cc', 'gcc', 'clang'].find((name) => spawnSync(name, ['--version']).status === 0) ?? null
}

/**
 * Builds the library that plays the disk.
 * @param folder where it is put
 * @returns its path, for LD_PRELOAD
 */
export function buildLosingDisk(folder: string): string {
  return compile(
    ['losing-disk.c', 'disk-names.c', 'disk-contents.c', 'disk-calls.c'],
    join(folder, 'losing-disk.so'),
    ['-shared', '-fPIC'],
  )
}

/** Compiles C files that lie beside this one. @returns where the program was put */
export function compile(sources: readonly string[], output: string, options: readonly string[]): string {
  const name = compiler()
  if (name === null) throw new Error('There is no C compiler')
  const files = sources.map((source) => join(import.meta.dirname, source))
  const { status, stderr } = spawnSync(
    name,
    ['-O2', '-Wall', '-Wextra', '-Werror', ...options, '-o', output, ...files, '-ldl', '-lpthread'],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`${sources.join(', ')} do not compile:\n${stderr}`)
  return output
}

export interface LosingDisk {
  /** What is on the disk: only what lies in this folder can be lost. */
  readonly root: string
  /** For a process that is to live on it. */
  readonly environment: Readonly<Record<string, string>>
  readonly controlFile: string
}

/**
 * Lays out an empty disk, or goes on with the one in the folder.
 * @param folder holds the disk, its control file and what was removed from it
 */
export function layOutDisk(folder: string, library: string): LosingDisk {
  const root = join(folder, 'disk')
  const graves = join(folder, 'graves')
  const controlFile = join(folder, 'control')
  mkdirSync(root, { recursive: true })
  rmSync(graves, { recursive: true, force: true })
  mkdirSync(graves)
  writeFileSync(controlFile, new Uint8Array(fields.length * numberBytes))
  const control = openControl(controlFile)
  control.set('refuseAfter', -1)
  control.close()
  return {
    root,
    controlFile,
    environment: {
      LD_PRELOAD: library,
      NORTHSTAR_DISK_ROOT: root,
      NORTHSTAR_DISK_GRAVES: graves,
      NORTHSTAR_DISK_CONTROL: controlFile,
    },
  }
}

export interface DiskControl {
  /** Takes effect at once, also on a disk in use. */
  readonly set: (field: Field, value: number) => void
  readonly get: (field: Field) => number
  readonly close: () => void
}

/** What the disk is told and tells; from any process. */
export function openControl(controlFile: string): DiskControl {
  const descriptor = openSync(controlFile, 'r+')
  const bytes = new DataView(new ArrayBuffer(numberBytes))
  const at = (field: Field) => fields.indexOf(field) * numberBytes
  return {
    set(field, value) {
      bytes.setBigInt64(0, BigInt(value), true)
      writeSync(descriptor, bytes, 0, numberBytes, at(field))
    },
    get(field) {
      readSync(descriptor, bytes, 0, numberBytes, at(field))
      return Number(bytes.getBigInt64(0, true))
    },
    close: () => closeSync(descriptor),
  }
}

const refusedBits = { room: 1, syncs: 2 } as const

/** Lets so many more operations through and then refuses each, until `freeDisk`. */
export function fillDisk(
  control: DiskControl,
  of: {
    readonly after: number
    readonly error: DiskError
    readonly what: Refused
    /** The first write refused takes half of its bytes. */
    readonly shortWrite: boolean
  },
): void {
  control.set('refuseErrno', constants.errno[of.error])
  control.set('refuseWhat', refusedBits[of.what])
  control.set('shortWrite', of.shortWrite ? 1 : 0)
  control.set('refused', 0)
  control.set('refuseAfter', of.after)
}

export function freeDisk(control: DiskControl): void {
  control.set('refuseAfter', -1)
}
