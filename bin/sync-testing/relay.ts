import { connect, createServer, type Socket } from 'node:net'
import { portOf, renamed } from './poor-line.ts'

export type Way = 'request' | 'answer'

/** Every connection that goes through a relay, both ends of each. */
export interface Relay {
  /** Stands for head office's own address. */
  readonly url: string
  readonly sockets: ReadonlySet<Socket>
  readonly close: () => Promise<void>
}

/**
 * Real connections to a head office on this machine, with somebody in between.
 * @param carry passes on what came from one end, or does what it likes with it
 * @param isOpen whether new connections are taken
 */
export async function openRelay(
  headofficeUrl: string,
  carry: (way: Way, from: Socket, to: Socket, chunk: Buffer) => void,
  isOpen: () => boolean = () => true,
): Promise<Relay> {
  const { hostname, port } = new URL(headofficeUrl)
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    if (!isOpen()) return void near.destroy()
    const far = connect(Number(port), hostname)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      // A break is what such a line is for: either end going takes the other with it.
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
    // Head office takes calls for its own name only.
    near.on('data', (chunk: Buffer) => carry('request', near, far, renamed(chunk, portOf(server), port)))
    far.on('data', (chunk: Buffer) => carry('answer', far, near, chunk))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    sockets,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
