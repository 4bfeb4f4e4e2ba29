import type { Logger } from 'pino'
import type { DeviceId } from '../../../core/ids.ts'
import { nothingSealed } from '../../../core/sealing/farewell.ts'
import { createBlobs } from '../../../db/blobs.ts'
import type { Connection } from '../../../db/connect.ts'
import type { DatabaseKey } from '../../../db/database-key.ts'
import { createChangeSetReader } from '../../../db/outbox-journal-record.ts'
import { type Farewell, markReceived, readFarewell, sealedPart, sealFarewell } from './farewell-parts.ts'
import { hasUnsent, readUnsent } from './unsent.ts'

/** Says one sealed part to head office; resolves with its receipt: when it took it, UTC milliseconds. */
type SayFarewell = (sealed: string, changeSets: number, signal: AbortSignal) => Promise<number>

interface HandOver {
  readonly folder: string
  readonly key: DatabaseKey
  readonly connection: Connection
  readonly deviceId: DeviceId
  /** Raw X25519; `null` where none was pinned: then only a laptop with nothing to hand over says farewell. */
  readonly escrowKey: Uint8Array | null
  readonly randomBytes: (count: number) => Uint8Array
  readonly say: SayFarewell
  readonly onCount: (counts: HandOverCounts) => void
  readonly signal: AbortSignal
  readonly log: Logger
}

/** What there is to hand over. */
export interface HandOverCounts {
  readonly changeSets: number
  readonly pictures: number
  /** Pictures that are more than head office takes: they go with the laptop. */
  readonly picturesLeft: number
}

interface HandedOver extends HandOverCounts {
  /** When head office took the last part, UTC milliseconds. */
  readonly at: number
}

/**
 * Seals what a revoked laptop had not sent to the escrow key that it pinned, and gives it to head office, part by part.
 * Broken off anywhere, it goes on with the same sealed bytes. Nothing of the laptop is destroyed here.
 * @param onCount told how much there is, before the first call
 * @returns how much was handed over, and when head office took the last part
 * @throws HeadofficeFailure, NotLetIn as `say` does
 */
export async function handOver(deps: HandOver): Promise<HandedOver> {
  const { folder, connection, deviceId, escrowKey, say, signal, log } = deps
  if (escrowKey === null) return sayNothing(deps)
  const of = { deviceId, escrowKey, newestPosition: createChangeSetReader(connection).newestPosition() }
  let farewell: Farewell =
    readFarewell(folder, of) ??
    (await sealFarewell(folder, readUnsent(connection, deps), of, createBlobs(connection).get))
  const { changeSets, pictures, picturesLeft } = farewell
  const counts = { changeSets, pictures, picturesLeft }
  deps.onCount(counts)
  for (const part of farewell.parts) {
    if (part.receivedAt !== null) continue
    const { file } = part
    const at = await say(sealedPart(folder, file), part.changeSets, signal)
    farewell = markReceived(folder, farewell, file, at)
    log.warn({ deviceId, part: file, changeSets: part.changeSets }, 'head office took a part of the farewell')
  }
  const at = Math.max(...farewell.parts.map((part) => part.receivedAt ?? 0))
  return { ...counts, at }
}

async function sayNothing({ connection, say, onCount, signal, ...place }: HandOver): Promise<HandedOver> {
  if (hasUnsent(readUnsent(connection, place)))
    throw new Error('Nothing is handed over that cannot be sealed')
  const none = { changeSets: 0, pictures: 0, picturesLeft: 0 }
  onCount(none)
  return { ...none, at: await say(nothingSealed, 0, signal) }
}
