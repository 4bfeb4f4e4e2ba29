import { connect, createServer, type Socket } from 'node:net'
import { portOf, renamed } from '../../bin/sync-testing/poor-line.ts'

type Way = 'request' | 'answer'

/** A real connection to a head office on this machine that can damage what it passes on. */
export interface DamagingLine {
  /** Stands for head office's own address. */
  readonly url: string
  /** Changes the byte at that place of what comes next on that way, its headers counted too. */
  readonly damageNext: (way: Way, at: number) => void
  /** Lets so many bytes more through on that way, and then breaks. */
  readonly cutNext: (way: Way, after: number) => void
  readonly mend: () => void
  readonly close: () => Promise<void>
}

export async function openDamagingLine(headofficeUrl: string): Promise<DamagingLine> {
  const { hostname, port } = new URL(headofficeUrl)
  const sockets = new Set<Socket>()
  let fault: { readonly way: Way; readonly isCut: boolean; left: number } | null = null

  const carry = (way: Way, from: Socket, to: Socket, chunk: Buffer) => {
    if (fault === null || fault.way !== way) return void to.write(chunk)
    const { left, isCut } = fault
    fault.left -= chunk.length
    if (left >= chunk.length) return void to.write(chunk)
    fault = null
    if (isCut) {
      from.pause()
      return void to.end(chunk.subarray(0, left), () => from.destroy())
    }
    const other = Buffer.from(chunk)
    other[left] = (other[left] ?? 0) ^ 1
    to.write(other)
  }
  const server = createServer((near) => {
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
    damageNext(way, at) {
      fault = { way, isCut: false, left: at }
    },
    cutNext(way, after) {
      fault = { way, isCut: true, left: after }
    },
    mend() {
      fault = null
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
