import type { Socket } from 'node:net'
import { openRelay, type Way } from './relay.ts'

export interface CutLine {
  /** Stands for head office's own address. */
  readonly url: string
  /** Lets so many more bytes through in one direction and breaks for good then, until it is mended. */
  readonly cutAfter: (direction: Way, bytes: number) => void
  /** @returns whether it was cut since it was set to */
  readonly mend: () => boolean
  readonly close: () => Promise<void>
}

/** A line to a head office on this machine that breaks at a byte that a test names. */
export async function openCutLine(headofficeUrl: string): Promise<CutLine> {
  let left = { request: Number.POSITIVE_INFINITY, answer: Number.POSITIVE_INFINITY }
  let isCut = false
  const carry = (direction: Way, from: Socket, to: Socket, chunk: Buffer) => {
    if (isCut) return
    const through = chunk.subarray(0, left[direction])
    left[direction] -= through.length
    if (through.length === chunk.length) return void to.write(chunk)
    isCut = true
    from.pause()
    // What came through arrives before the break does; by then the line may be mended and have others on it.
    const broken = [...relay.sockets]
    to.end(through, () => {
      for (const socket of broken) socket.destroy()
    })
  }
  const relay = await openRelay(headofficeUrl, carry, () => !isCut)
  return {
    url: relay.url,
    cutAfter(direction, bytes) {
      left = { ...left, [direction]: bytes }
    },
    mend() {
      const wasCut = isCut
      isCut = false
      left = { request: Number.POSITIVE_INFINITY, answer: Number.POSITIVE_INFINITY }
      return wasCut
    },
    close: relay.close,
  }
}
