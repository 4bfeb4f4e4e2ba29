import { startBrowserHost } from './browser-host.ts'
import { createLog } from './log.ts'
import { handleTopLevel } from './rejections.ts'

/**
 * Runs the browser host as a program in a terminal until it is told to stop. This is what `out/browser-host.js` holds.
 * @param deps.onAddress is given the first address only, for a browser to be opened with
 * @returns the exit code
 * @throws Refusal as `startBrowserHost` does
 */
export async function runBrowserHost(
  options: { readonly root: string; readonly folder: string; readonly port: number; readonly demo: boolean },
  deps: {
    readonly process: NodeJS.Process
    readonly say: (line: string) => void
    readonly onAddress: (url: string) => void
  },
): Promise<number> {
  const { process, say } = deps
  const log = createLog(options.folder, 'browser-host')
  const stopped = Promise.withResolvers<number>()
  handleTopLevel(process, {
    log,
    onCrash: () => {
      say(
        'Northstar stopped because of an error inside it. Everything said to be saved is safe. Start it again.',
      )
      process.exit(1)
    },
  })
  const host = await startBrowserHost({ ...options, log })
  say(`Northstar is open at ${host.url}`)
  say('The address works once. Press Enter for a new one, Ctrl+C to stop.')
  deps.onAddress(host.url)
  process.stdin.on('data', () => say(`Northstar is open at ${host.newUrl()}`))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => stopped.resolve(0))

  const code = await stopped.promise
  process.stdin.destroy()
  await host.close()
  return code
}
