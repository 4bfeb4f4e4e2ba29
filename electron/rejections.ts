import type { Logger } from 'pino'

/**
 * The process's one top handler. A malformed frame from a page surfaces in oRPC as a rejection nobody waits for: it is
 * logged and counted and harms nobody else. Any other uncaught error ends the process, which its host starts again.
 */
export function handleTopLevel(
  process: { on(event: string, listener: (error: unknown) => void): unknown },
  deps: { readonly log: Logger; readonly onCrash: () => void },
): { readonly rejections: () => number } {
  let rejections = 0
  process.on('unhandledRejection', (err) => {
    rejections += 1
    deps.log.error({ err, rejections }, 'a rejection nobody waited for')
  })
  process.on('uncaughtException', (err) => {
    deps.log.fatal({ err }, 'uncaught error')
    deps.onCrash()
  })
  return { rejections: () => rejections }
}
