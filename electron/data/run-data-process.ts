import { RPCHandler } from '@orpc/server/message-port'
import type { Logger } from 'pino'
import { assertNever } from '../../core/assert-never.ts'
import { type ToMain, toDataSchema } from '../data-process-messages.ts'
import { createPrintRequests } from '../print-requests.ts'
import type { After } from '../timer.ts'
import type { openLaptop } from './open-laptop.ts'
import { createSealRequests } from './seal-requests.ts'

/** The line to the main process, as a utility process has it. */
export interface ParentLine {
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly PagePort[] }) => void,
  ): unknown
  postMessage(message: unknown): void
}

/** One end of a channel to a page. */
export interface PagePort {
  on(event: string, listener: (event?: { readonly data: unknown }) => void): unknown
  postMessage(message: unknown): void
  start(): void
}

/**
 * Runs the laptop's data behind the ports that the main process sends.
 * @throws Refusal as `openLaptop` does
 */
export async function runDataProcess(deps: {
  /** The folder that holds `out/`, `packs/` and `db/migrations/`. */
  readonly root: string
  readonly folder: string
  readonly demo: boolean
  /** Whether this installation updates itself. */
  readonly updates?: boolean
  readonly parent: ParentLine
  readonly after: After
  readonly log: Logger
  readonly exit: () => void
  readonly loadLaptop: () => Promise<typeof openLaptop>
}): Promise<void> {
  const { parent, log } = deps
  const send = (message: ToMain): void => parent.postMessage(message)
  const prints = createPrintRequests({ send, after: deps.after })
  const sealer = createSealRequests({ send, after: deps.after })
  const open = await deps.loadLaptop()
  const { laptop, router, options } = open({
    root: deps.root,
    folder: deps.folder,
    host: { kind: 'electron', updatesItself: deps.updates ?? false, printPage: prints.printPage },
    demo: deps.demo,
    sealer,
    log,
  })
  const handler = new RPCHandler(router, options)
  const mayUpdate = (): boolean => {
    try {
      return laptop.service()?.mayUpdate() ?? false
    } catch (err) {
      log.error({ err }, 'whether to update cannot be told')
      return false
    }
  }

  parent.on('message', ({ data, ports }) => {
    const message = toDataSchema.safeParse(data)
    if (!message.success) return log.error('main process sent something unknown')
    switch (message.data.type) {
      case 'port': {
        const [port] = ports
        if (port === undefined) return log.error('a port message came without its port')
        handler.upgrade(port)
        return port.start()
      }
      case 'printed':
        return prints.printed(message.data.id, message.data.pdf)
      case 'sealing':
      case 'sealed':
      case 'unsealed':
        return sealer.answered(message.data)
      case 'may-update':
        return send({ type: 'update', isNow: mayUpdate() })
      case 'stop':
        laptop.close().then(deps.exit, (err: unknown) => {
          log.error({ err }, 'closing the data failed')
          deps.exit()
        })
        return
      default:
        return assertNever(message.data)
    }
  })
  send({ type: 'ready' })
}
