import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { madeOnce } from './made-once.ts'

/** A trial head office that runs as its operator runs it: `npm run headoffice` in a terminal. */
export interface RunningHeadoffice {
  readonly url: string
  /** One of the operator's commands, in a second terminal. @returns what it said */
  readonly command: (name: string, ...options: readonly string[]) => Promise<string>
  /** A one-time code for a laptop of a store. @param more what the operator says of a store that is not there yet */
  readonly newCode: (storeCode: string, more?: readonly string[]) => Promise<string>
  /** Ends the program as Ctrl+C does. Its data stays. */
  readonly stop: () => Promise<void>
  /** Starts it again on its data, at the same address. */
  readonly startAgain: () => Promise<void>
  readonly close: () => Promise<void>
}

const bin = join(import.meta.dirname, '..', 'bin', 'northstar.js')

export async function startHeadoffice(): Promise<RunningHeadoffice> {
  const folder = await mkdtemp(join(tmpdir(), 'northstar-headoffice-'))
  // A database made anew takes seconds.
  await cp(madeOnce('trial'), folder, { recursive: true, preserveTimestamps: true })
  let { child, url } = await serve(folder, '0')
  const command = async (name: string, ...options: readonly string[]) => {
    const args = [bin, 'headoffice', name, '--folder', folder, ...options]
    const { stdout } = await promisify(execFile)(process.execPath, args)
    return stdout
  }
  return {
    url,
    command,
    async newCode(storeCode, more = []) {
      const said = await command('enrol', '--store', storeCode, ...more)
      const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(said)?.[0]
      if (code === undefined) throw new Error(`Head office gave no code:\n${said}`)
      return code
    },
    stop: () => end(child),
    async startAgain() {
      const again = await serve(folder, new URL(url).port)
      child = again.child
      url = again.url
    },
    async close() {
      await end(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function serve(folder: string, port: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [bin, 'headoffice', '--folder', folder, '--port', port], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let heard = ''
    child.stdout.on('data', (chunk: Buffer) => {
      heard += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(heard)?.[0]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => reject(new Error(`Head office ended without an address:\n${heard}`)))
  })
  return { child, url }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  await ended
}
