import { connect, createServer, type Server, type Socket } from 'node:net'

export interface PoorLine {
  /** Stands for head office's own address. */
  readonly url: string
  /** How many bytes went over it both ways, and how often it was cut. */
  readonly carried: () => { readonly bytes: number; readonly cuts: number }
  readonly close: () => Promise<void>
}

export interface PoorLineOptions {
  /** As of a line of 32 kbit/s: 4,000. */
  readonly bytesPerS: number
  /** The share of packets that are lost; each waits for TCP to send it again, twice as long each time. */
  readonly lossShare: number
  /** Each connection is cut after about so many bytes; never when left out. */
  readonly cutAfterBytes?: number
  /** From 0 up to but not including 1. */
  readonly random: () => number
}

const packetBytes = 1_400
/** TCP's own least wait before it sends a packet again, in milliseconds. */
const firstRetryMs = 200

/**
 * A bad line to a head office on this machine, as the programs on its ends see it: bytes trickle, stall where a packet
 * was lost, and now and then the connection is gone.
 */
export async function openPoorLine(headofficeUrl: string, options: PoorLineOptions): Promise<PoorLine> {
  const { hostname, port } = new URL(headofficeUrl)
  const sockets = new Set<Socket>()
  let bytes = 0
  let cuts = 0
  const server = createServer({ allowHalfOpen: false }, (near) => {
    const far = connect(Number(port), hostname)
    let left = (options.cutAfterBytes ?? Number.POSITIVE_INFINITY) * (0.5 + options.random())
    const end = () => {
      near.destroy()
      far.destroy()
      sockets.delete(near)
      sockets.delete(far)
    }
    const count = (length: number): boolean => {
      bytes += length
      left -= length
      if (left > 0) return true
      cuts += 1
      end()
      return false
    }
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', end)
      socket.on('close', end)
    }
    // Head office takes calls for its own name only.
    trickle(near, far, { ...options, say: (chunk) => renamed(chunk, portOf(server), port) }, count)
    trickle(far, near, options, count)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    carried: () => ({ bytes, cuts }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** Packet after packet in one direction, each as long under way as the line is slow and lossy. */
function trickle(
  from: Socket,
  to: Socket,
  {
    bytesPerS,
    lossShare,
    random,
    say = (chunk) => chunk,
  }: PoorLineOptions & {
    readonly say?: (chunk: Buffer) => Buffer
  },
  count: (length: number) => boolean,
): void {
  from.on('data', (came: Buffer) => {
    const chunk = say(came)
    from.pause()
    const next = (at: number): void => {
      const packet = chunk.subarray(at, at + packetBytes)
      if (packet.length === 0) return void from.resume()
      let waitMs = (packet.length / bytesPerS) * 1000
      for (let retryMs = firstRetryMs; random() < lossShare; retryMs *= 2) waitMs += retryMs
      setTimeout(() => {
        if (to.destroyed || !count(packet.length)) return
        to.write(packet)
        next(at + packetBytes)
      }, waitMs)
    }
    next(0)
  })
  from.on('end', () => to.end())
}

/**
 * A request by the name of a line in front of head office, by head office’s own. Ports of this kind have five digits, so
 * nothing else of a request moves.
 */
export function renamed(chunk: Buffer, from: number, to: string): Buffer {
  const at = chunk.indexOf(`127.0.0.1:${from}`)
  if (at === -1 || String(from).length !== to.length) return chunk
  const copy = Buffer.from(chunk)
  copy.write(to, at + '127.0.0.1:'.length)
  return copy
}

export function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The line has no port')
  return address.port
}
