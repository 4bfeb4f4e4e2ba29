import type { ChangeSet } from '../../../core/sync/protocol.ts'
import { changeSetSchema } from '../../../core/sync/protocol.ts'
import { createBlobs } from '../../../db/blobs.ts'
import { readChain } from '../../../db/chain-file.ts'
import type { Connection } from '../../../db/connect.ts'
import type { DatabaseKey } from '../../../db/database-key.ts'
import { createFeedPosition } from '../../../db/feed-position.ts'
import { isOfStores } from '../../../db/journal-of-store.ts'
import { createOutboxJournal } from '../../../db/outbox-journal.ts'
import { createChangeSetReader, type JournalRecord } from '../../../db/outbox-journal-record.ts'
import { storesOf } from '../../../db/stores-of-laptop.ts'

/** What this laptop recorded and head office does not have: no receipt came for it, or one that says it was refused. */
export interface Unsent {
  readonly changeSets: readonly ChangeSet[]
  /** Of a store that was set up on this laptop apart from the one it is of now. */
  readonly ofOtherStores: readonly ChangeSet[]
  /** Hashes of pictures whose bytes are here alone, whatever came of their records, the newest first. */
  readonly pictures: readonly string[]
}

export const hasUnsent = ({ changeSets, ofOtherStores, pictures }: Unsent): boolean =>
  changeSets.length + ofOtherStores.length + pictures.length > 0

/** Everything in the outbox, what head office refused, and what is in the journal alone because a restore could not bring it back. */
export function readUnsent(
  connection: Connection,
  place: {
    readonly folder: string
    readonly key: DatabaseKey
    readonly randomBytes: (count: number) => Uint8Array
  },
): Unsent {
  const reader = createChangeSetReader(connection)
  const stores = storesOf(connection, readChain(place.folder))
  const waiting: ChangeSet[] = []
  for (let page = reader.notTakenAfter(0); page.upTo !== null; page = reader.notTakenAfter(page.upTo))
    waiting.push(...page.records.map(toChangeSet))
  const journaled = [...createOutboxJournal(place).records()].filter(({ id }) => !reader.has(id))
  const own = journaled.filter((record) => isOfStores(record, stores))
  const others = journaled.filter((record) => !isOfStores(record, stores))
  return {
    changeSets: [...waiting, ...own.map(toChangeSet)],
    ofOtherStores: others.map(toChangeSet),
    pictures: createBlobs(connection).toSend(createFeedPosition(connection).read().epoch ?? '', allOfThem),
  }
}

/** SQLite takes a limit below zero for none. */
const allOfThem = -1

/** Without what is this laptop's own business: the schema takes only what a change set has. */
const toChangeSet = (record: JournalRecord): ChangeSet => changeSetSchema.parse(record)
