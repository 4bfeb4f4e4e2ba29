import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** What `npm run installers` packed for this system. */
export interface Packaged {
  /** What is started. */
  readonly program: string
  /** What holds the fuses: on macOS the application as a whole. */
  readonly fused: string
}

/** @param root the project's folder; `null` where nothing is packed for this system */
export function packagedProgram(root: string): Packaged | null {
  const dist = join(root, 'dist')
  const packaged = {
    win32: alike(join(dist, 'win-unpacked', 'Northstar.exe')),
    darwin: ofMac(join(dist, 'mac-universal', 'Northstar.app')),
    linux: alike(join(dist, 'linux-unpacked', 'northstar')),
  }
  const here = Object.entries(packaged).find(([platform]) => platform === process.platform)?.[1]
  return here !== undefined && existsSync(here.program) ? here : null
}

const alike = (program: string): Packaged => ({ program, fused: program })
const ofMac = (app: string): Packaged => ({
  program: join(app, 'Contents', 'MacOS', 'Northstar'),
  fused: app,
})
