import { connect, createServer, type Socket } from 'node:net'
import { portOf, renamed } from './poor-line.ts'

export interface CutLine {
  /** Stands for head office's own address. */
  readonly url: string
  /** Lets so many more bytes through in one direction and breaks for good then, until it is mended. */
  readonly cutAfter: (direction: 'request' | 'answer', bytes: number) => void
  /** @returns whether it was cut since it was set to */
  readonly mend: () => boolean
  readonly close: () => Promise<void>
}

/** A line to a head office on this machine that breaks at a byte that a test names. */
export async function openCutLine(headofficeUrl: string): Promise<CutLine> {
  const { hostname, port } = new URL(headofficeUrl)
  const sockets = new Set<Socket>()
  let left = { request: Number.POSITIVE_INFINITY, answer: Number.POSITIVE_INFINITY }
  let isCut = false
  const carry = (direction: 'request' | 'answer', from: Socket, to: Socket, chunk: Buffer) => {
    if (isCut) return
    const through = chunk.subarray(0, left[direction])
    left[direction] -= through.length
    if (through.length === chunk.length) return void to.write(chunk)
    isCut = true
    from.pause()
    // What came through arrives before the break does; by then the line may be mended and have others on it.
    const broken = [...sockets]
    to.end(through, () => {
      for (const socket of broken) socket.destroy()
    })
  }
  const server = createServer((near) => {
    if (isCut) return void near.destroy()
    const far = connect(Number(port), hostname)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      // A break is what this line is for: either end going takes the other with it.
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
    cutAfter(direction, bytes) {
      left = { ...left, [direction]: bytes }
    },
    mend() {
      const wasCut = isCut
      isCut = false
      left = { request: Number.POSITIVE_INFINITY, answer: Number.POSITIVE_INFINITY }
      return wasCut
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
