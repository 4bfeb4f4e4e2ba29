import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { PagePort, ParentLine } from '../data/run-data-process.ts'
import type { Sealer } from '../data/vault/sealer.ts'
import { answerSeal } from '../seal-answers.ts'
import { createSealerStandIn, isSealRequest } from './sealer-stand-in.ts'

/**
 * The main process as the data process sees it, over real channels of this process. What it is asked to seal it answers
 * by itself and does not count among what it heard.
 */
export function createParentStandIn(sealer: Sealer = createSealerStandIn()) {
  const events = new EventEmitter()
  const heard: unknown[] = []
  const opened: MessagePort[] = []
  const parent: ParentLine = {
    on: (event, listener) => events.on(event, listener),
    postMessage: (message) => {
      if (isSealRequest(message))
        return void answerSeal(sealer, message).then((data) => events.emit('message', { data, ports: [] }))
      heard.push(message)
      events.emit('heard', message)
    },
  }
  return {
    parent,
    heard,
    send: (data: unknown, ports: readonly PagePort[] = []): void =>
      void events.emit('message', { data, ports }),
    /** Resolves with the next message that the data process sends. */
    next: (): Promise<unknown> => new Promise((resolve) => events.once('heard', resolve)),
    /** Hands over one end of a channel. @returns the page's end */
    openPort: (): MessagePort => {
      const { port1, port2 } = new MessageChannel()
      opened.push(port1, port2)
      events.emit('message', { data: { type: 'port' }, ports: [asElectronPort(port1)] })
      return port2
    },
    closePorts: (): void => {
      for (const port of opened) port.close()
    },
  }
}

/** Electron's ports give an event with `data`, Node's give the data itself. */
function asElectronPort(port: MessagePort): PagePort {
  return {
    on: (event, listener) => port.on(event, (data: unknown) => listener({ data })),
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
  }
}
