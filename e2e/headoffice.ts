import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A trial head office that runs as its operator runs it: `npm run headoffice` in a terminal. */
export interface RunningHeadoffice {
  readonly url: string
  /** A one-time code for a laptop of a store. @param more what the operator says of a store that is not there yet */
  readonly newCode: (storeCode: string, more?: readonly string[]) => Promise<string>
  readonly close: () => Promise<void>
}

const bin = join(import.meta.dirname, '..', 'bin', 'northstar.js')

export async function startHeadoffice(): Promise<RunningHeadoffice> {
  const folder = await mkdtemp(join(tmpdir(), 'northstar-headoffice-'))
  const child = spawn(process.execPath, [bin, 'headoffice', '--folder', folder, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    let heard = ''
    child.stdout.on('data', (chunk: Buffer) => {
      heard += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(heard)?.[0]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => reject(new Error(`Head office ended without an address:\n${heard}`)))
  })
  return {
    url,
    async newCode(storeCode, more = []) {
      const enrol = [bin, 'headoffice', 'enrol', '--folder', folder, '--store', storeCode, ...more]
      const { stdout } = await promisify(execFile)(process.execPath, enrol)
      const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(stdout)?.[0]
      if (code === undefined) throw new Error(`Head office gave no code:\n${stdout}`)
      return code
    },
    async close() {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
