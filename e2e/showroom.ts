import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { madeOnce } from './made-once.ts'

/** A showroom that runs as a person runs it: `npm start` in a terminal, on a folder of its own. */
interface Showroom {
  readonly folder: string
  /** The address printed last; each opens the showroom once. */
  readonly url: string
  /** Presses Enter in the terminal. @returns the new address */
  readonly newUrl: () => Promise<string>
  /** Ends the program at once, as a power cut does, and starts it again on the same folder. */
  readonly killAndReopen: () => Promise<Showroom>
  /** Ends the program as Ctrl+C does. */
  readonly close: () => Promise<void>
}

interface Showrooms {
  /** On an empty folder. */
  readonly showroom: Showroom
  /** On the folder of a laptop that was set up, as `setUp` does it, and closed. */
  readonly readyShowroom: Showroom
}

/** Each test gets a showroom on a folder of its own, gone afterwards. */
export const test = base.extend<Showrooms>({
  // Playwright reads what a fixture needs from the pattern of its first argument.
  // biome-ignore lint/correctness/noEmptyPattern: this one needs nothing
  showroom: async ({}, use) => withShowroom(use),
  // biome-ignore lint/correctness/noEmptyPattern: nor does this one
  readyShowroom: async ({}, use) => withShowroom(use, madeOnce('laptop')),
})

export { expect } from '@playwright/test'

async function withShowroom(use: (showroom: Showroom) => Promise<void>, from?: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'northstar-e2e-'))
  const opened: ChildProcess[] = []
  try {
    if (from !== undefined) await cp(from, folder, { recursive: true })
    await use(await openShowroom(folder, opened))
  } finally {
    await Promise.all(opened.map((child) => end(child, 'SIGKILL')))
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function openShowroom(folder: string, opened: ChildProcess[]): Promise<Showroom> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '..', 'bin', 'northstar.js'), 'start', '--no-open', '--data', folder],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  opened.push(child)
  const nextUrl = addresses(child.stdout)
  return {
    folder,
    url: await nextUrl(),
    newUrl: () => {
      child.stdin.write('\n')
      return nextUrl()
    },
    killAndReopen: async () => {
      await end(child, 'SIGKILL')
      return openShowroom(folder, opened)
    },
    close: () => end(child, 'SIGINT'),
  }
}

/** Reads the addresses out of what the program prints, one at a time. */
function addresses(output: NodeJS.ReadableStream): () => Promise<string> {
  let heard = ''
  let waiting: PromiseWithResolvers<string> | null = null
  const look = (): void => {
    const match = /http:\/\/127\.0\.0\.1:\d+\/\S+(?=\s)/.exec(heard)
    if (match === null || waiting === null) return
    heard = heard.slice(match.index + match[0].length)
    waiting.resolve(match[0])
    waiting = null
  }
  output.on('data', (chunk: Buffer) => {
    heard += chunk.toString('utf8')
    look()
  })
  output.on('end', () => waiting?.reject(new Error(`The showroom ended without an address:\n${heard}`)))
  return () => {
    const next = Promise.withResolvers<string>()
    waiting = next
    look()
    return next.promise
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill(signal)
  await ended
}
