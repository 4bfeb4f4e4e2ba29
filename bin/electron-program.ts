import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** How long a start waits for Electron's binary to be fetched, in seconds. */
export const fetchPatienceS = 20

/**
 * The Electron program inside node_modules, `null` when its binary is not there. It is looked for by hand because
 * `require('electron')` would fetch a missing one without saying so and without an end.
 */
export function electronProgram(root: string): string | null {
  const folder = join(root, 'node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const program = join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'),
    readFileSync(pathFile, 'utf8').trim(),
  )
  return existsSync(program) ? program : null
}

/** Fetches Electron's binary with its own installer. @returns whether it is there afterwards */
export async function fetchElectron(root: string, patienceS: number = fetchPatienceS): Promise<boolean> {
  const installer = spawn(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
    cwd: root,
    stdio: 'ignore',
    timeout: patienceS * 1000,
    killSignal: 'SIGKILL',
  })
  await once(installer, 'exit')
  return electronProgram(root) !== null
}

/**
 * Runs the showroom in Electron until it is closed.
 * @returns the exit code, or `null` when it ended before a window could be seen without saying itself why
 */
export async function runElectron(program: string, args: readonly string[]): Promise<number | null> {
  const child = spawn(program, args, { stdio: ['inherit', 'pipe', 'inherit'] })
  let isTold = false
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (/^northstar: (window open|refused)$/m.test(text)) isTold = true
  })
  // A program that cannot be started at all (a library is missing) ends the same way as one that gives up at once.
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(1))
    child.once('close', (exitCode) => resolve(exitCode ?? 1))
  })
  return isTold || code === 0 ? code : null
}
