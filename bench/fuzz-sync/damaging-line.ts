import type { Socket } from 'node:net'
import { openRelay, type Way } from '../../bin/sync-testing/relay.ts'

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
  const relay = await openRelay(headofficeUrl, carry)
  return {
    url: relay.url,
    damageNext(way, at) {
      fault = { way, isCut: false, left: at }
    },
    cutNext(way, after) {
      fault = { way, isCut: true, left: after }
    },
    mend() {
      fault = null
    },
    close: relay.close,
  }
}
