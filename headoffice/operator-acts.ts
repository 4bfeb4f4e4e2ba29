import type { Logger } from 'pino'
import type { Clock } from '../core/clock.ts'
import type { DeviceId, NewId } from '../core/ids.ts'
import type { ChangeSet } from '../core/sync/protocol.ts'
import { type CarryIn, createCarryIn } from './carry/carry-in.ts'
import type { CarryDeps } from './carry/take-carried.ts'
import type { Documents, Published } from './documents/documents.ts'
import { beginEpochAnew } from './epoch.ts'
import { type TakenLastPicture, takeLastPicture } from './escrow/take-last-picture.ts'
import { type TakenLastWords, takeLastWords } from './escrow/take-last-words.ts'
import type { Operator } from './identity/operator.ts'
import type { SqlDoor } from './sql.ts'
import { whoHasYetToErase, type YetToErase } from './who-has-yet-to-erase.ts'

/** Everything that whoever runs head office does. */
export interface OperatorActs extends Operator {
  /** The laptops that have yet to do an erasure. */
  readonly erasures: () => Promise<readonly YetToErase[]>
  /** Takes in what a revoked laptop had not sent, after the escrow key opened it. */
  readonly takeLastWords: (of: {
    readonly deviceId: DeviceId
    readonly changeSets: readonly ChangeSet[]
  }) => Promise<TakenLastWords>
  /** Takes in a picture of the same. */
  readonly takeLastPicture: (of: {
    readonly deviceId: DeviceId
    readonly hash: string
    readonly content: Uint8Array
  }) => Promise<TakenLastPicture>
  readonly carryIn: CarryIn
  /** Puts a document in force, for one store or, with `null`, for all. */
  readonly publish: (of: Omit<Parameters<Documents['publish']>[0], 'now'>) => Promise<Published>
  readonly publications: Documents['publications']
  /** The document that a new one would take the place of. */
  readonly contentInForce: Documents['contentInForce']
  /** Begins a new epoch: every laptop sends again what head office lacks, and open enrolment codes end. @returns it */
  readonly beginEpoch: () => Promise<string>
}

/** Identity's acts, and those on the data. */
export function createOperatorActs({
  door,
  identity,
  keys,
  documents,
  newId,
  clock,
  log,
}: Pick<CarryDeps, 'keys'> & {
  readonly documents: Documents
  readonly door: SqlDoor
  readonly identity: Operator
  readonly newId: NewId
  readonly clock: Clock
  readonly log: Logger
}): OperatorActs {
  return {
    ...identity,
    erasures: () => whoHasYetToErase(door),
    async takeLastWords(of) {
      const taken = await takeLastWords(door, of, { now: clock() })
      const { deviceId, changeSets } = of
      log.warn({ deviceId, changeSets: changeSets.length, came: taken.type }, 'last words were brought')
      return taken
    },
    takeLastPicture: (of) => takeLastPicture(door, of, { now: clock() }),
    carryIn: createCarryIn({ door, keys, documents, clock, log }),
    async publish(of) {
      const published = await documents.publish({ ...of, now: clock() })
      log.info({ kind: of.kind, storeCode: of.storeCode, came: published.type }, 'a document was published')
      return published
    },
    publications: documents.publications,
    contentInForce: documents.contentInForce,
    async beginEpoch() {
      const epoch = await beginEpochAnew(door, { newId, clock })
      log.warn({ epoch }, 'a new epoch was begun')
      return epoch
    },
  }
}
