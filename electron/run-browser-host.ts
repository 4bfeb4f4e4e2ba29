import { startBrowserHost } from './browser-host.ts'
import { createLog } from './log.ts'
import { handleTopLevel } from './rejections.ts'

/** New files are for this account alone, also in a folder that was there before and that others may look into. */
const ownerOnly = 0o077

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
  const usualUmask = process.umask(ownerOnly)
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
  process.stdin.on('data', () => say(`Northstar is open at ${host.newUrl()}`))
  // Under nohup there is an input that cannot be read: nobody will press Enter, and nothing else is lost.
  process.stdin.on('error', (err) => log.warn({ err }, 'the input cannot be read'))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.resolve(0))
  // A hang-up says that the terminal is gone. Started without one (`nohup npm start &`, a service) there is none to
  // lose; it must still be listened to, because Node by itself ends on it even where nohup had it ignored.
  const endsByHangUp = process.stdin.isTTY
  process.on('SIGHUP', () => {
    if (endsByHangUp) stopped.resolve(0)
  })
  // A browser that is opened here is not ours: what it saves is for its owner to share or not.
  process.umask(usualUmask)
  deps.onAddress(host.url)
  process.umask(ownerOnly)

  const code = await stopped.promise
  process.stdin.destroy()
  await host.close()
  return code
}
