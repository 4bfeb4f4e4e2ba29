import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfStale } from './build-if-stale.ts'
import { electronProgram, fetchElectron, fetchPatienceS, runElectron } from './electron-program.ts'
import { hasDisplay, openInBrowser } from './open-in-browser.ts'
import { readStartOptions, type StartOptions } from './start-options.ts'

const root = join(import.meta.dirname, '..')

/** `npm start`: opens the showroom, in Electron where that can be had and otherwise in a browser. */
export async function run(args: readonly string[]): Promise<number> {
  const read = readStartOptions(args, { root, env: process.env })
  if (read.type === 'refused') return refuse(read.sentence)
  const { options } = read
  if (options.demo && !existsSync(join(options.folder, 'northstar.db')))
    return refuse(
      'There is no such demo day here yet. Run `npm run demo` first, with the same `--market` if any.',
    )
  const built = await buildIfStale()
  if (built !== 0) return built

  const whyNot = options.inBrowser ? null : await whyNotElectron()
  const program = options.inBrowser || whyNot !== null ? null : electronProgram(root)
  if (program !== null) {
    const code = await runElectron(program, [
      root,
      '--data',
      options.folder,
      ...(options.demo ? ['--demo'] : []),
    ])
    if (code !== null) return code
    say('Electron could not open a window on this machine, so the showroom opens in the browser.')
  }
  if (whyNot !== null) say(whyNot)
  return runInBrowser(options)
}

/** The one sentence that says why the showroom opens in the browser; `null` when Electron is there to run. */
async function whyNotElectron(): Promise<string | null> {
  if (!hasDisplay()) return 'There is no display here, so the showroom waits at an address for a browser.'
  if (process.getuid?.() === 0)
    return 'You are root, for whom Electron is neither fetched nor run, so the showroom opens in the browser.'
  if (electronProgram(root) !== null) return null
  say(`Fetching Electron, Northstar's own window, for at most ${fetchPatienceS} seconds.`)
  return (await fetchElectron(root))
    ? null
    : 'Electron could not be fetched, so the showroom opens in the browser (`npx install-electron --no` fetches it without a limit).'
}

async function runInBrowser(options: StartOptions): Promise<number> {
  const bundle = pathToFileURL(join(root, 'out', 'browser-host.js')).href
  const { runBrowserHost }: typeof import('../electron/run-browser-host.ts') = await import(bundle)
  const onAddress = (url: string): void => {
    if (options.openWindow && hasDisplay()) openInBrowser(url)
  }
  return runBrowserHost({ root, ...options }, { process, say, onAddress })
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 1
}
