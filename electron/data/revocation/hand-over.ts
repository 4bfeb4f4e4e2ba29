import type { Logger } from 'pino'
import type { DeviceId } from '../../../core/ids.ts'
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
  readonly onCount: (changeSets: number) => void
  readonly signal: AbortSignal
  readonly log: Logger
}

interface HandedOver {
  readonly changeSets: number
  /** When head office took the last part, UTC milliseconds. */
  readonly at: number
}

/**
 * Seals what a revoked laptop had not sent to the escrow key that it pinned, and gives it to head office, part by part.
 * Broken off anywhere, it goes on with the same sealed bytes. Nothing of the laptop is destroyed here.
 * @param onCount told how many change sets there are, before the first call
 * @returns how many were handed over, and when head office took the last part
 * @throws HeadofficeFailure, NotLetIn as `say` does
 */
export async function handOver(deps: HandOver): Promise<HandedOver> {
  const { folder, connection, deviceId, escrowKey, say, signal, log } = deps
  if (escrowKey === null) return sayNothing(deps)
  const of = { deviceId, escrowKey, newestPosition: createChangeSetReader(connection).newestPosition() }
  let farewell: Farewell =
    readFarewell(folder, of) ?? (await sealFarewell(folder, readUnsent(connection, deps), of))
  deps.onCount(farewell.changeSets)
  for (const { file, changeSets, receivedAt } of farewell.parts) {
    if (receivedAt !== null) continue
    const at = await say(sealedPart(folder, file), changeSets, signal)
    farewell = markReceived(folder, farewell, file, at)
    log.warn({ deviceId, part: file, changeSets }, 'head office took a part of the farewell')
  }
  const at = Math.max(...farewell.parts.map((part) => part.receivedAt ?? 0))
  return { changeSets: farewell.changeSets, at }
}

/** What stands for a seal where nothing is sealed. */
const nothing = 'AA'

async function sayNothing({ connection, say, onCount, signal, ...place }: HandOver): Promise<HandedOver> {
  if (hasUnsent(readUnsent(connection, place)))
    throw new Error('Nothing is handed over that cannot be sealed')
  onCount(0)
  return { changeSets: 0, at: await say(nothing, 0, signal) }
}
