import { Refusal } from '../../../contract/errors.ts'
import { carriedVersion } from '../../../core/carry/carried-file.ts'
import { createCountToSend } from '../../../db/blobs.ts'
import { carryWords } from '../carry/carry-words.ts'
import { openAnswer, takeAnswer } from '../carry/read-carried-answer.ts'
import { writeCarriedFile } from '../carry/write-carried-file.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { HeadofficeLine } from '../headoffice-line.ts'
import type { CarryKeys } from '../identity/device-identity.ts'
import type { Showroom } from '../showroom.ts'

/** Unsent records to head office on a stick, and its answer back. */
export function createCarryHandlers(
  contract: Implementer,
  showroom: Showroom,
  { identity, syncClient }: Pick<HeadofficeLine, 'identity' | 'syncClient'>,
) {
  const { clock, newId, log } = showroom
  const picturesWaiting = createCountToSend(showroom.db.connection)
  const keysNow = (): CarryKeys => {
    const keys = identity.state() === 'enrolled' ? identity.carryKeys() : null
    if (keys === null) throw new Refusal('NOT_ENROLLED')
    return keys
  }
  return {
    carry: {
      write: contract.carry.write.handler(async () => {
        const keys = keysNow()
        const { storeId, storeCode } = showroom.device()
        const personId = showroom.session.manager()
        return syncClient.alone(async (parts) => {
          const writtenAt = clock()
          const { content, changeSets } = await writeCarriedFile(parts, keys, {
            format: 'northstar-carry',
            version: carriedVersion,
            from: 'laptop',
            carryId: newId(),
            storeId,
            deviceId: keys.deviceId,
            writtenAt,
          })
          logCarried(personId, { way: 'out', changeSets: String(changeSets) })
          const fileName = `northstar-${storeCode}-${instantInName(writtenAt)}.carry`
          return { fileName, content, changeSets, writtenAt }
        })
      }),
      read: contract.carry.read.handler(async ({ input: { content, language } }) => {
        const keys = keysNow()
        const personId = showroom.session.manager()
        const answer = await openAnswer(content, keys, showroom.device().storeId)
        const { came, waiting, pictures } = await syncClient.alone(async (parts) => {
          const taken = await takeAnswer(parts, answer, { log })
          const { epoch } = parts.feed.position()
          return { came: taken, waiting: parts.outbox.count(), pictures: picturesWaiting(epoch) }
        })
        const { outcome, receipts, rows } = came
        logCarried(personId, { way: 'in', outcome, receipts: String(receipts), rows: String(rows) })
        return { ...came, waiting, sentence: carryWords(came, { records: waiting, pictures }, language) }
      }),
    },
  }

  function logCarried(
    personId: ReturnType<Showroom['session']['manager']>,
    detail: Readonly<Record<string, string>>,
  ): void {
    showroom.db.accessLog.append({ at: clock(), personId, act: 'carried-by-hand', customerId: null, detail })
  }
}

/** As `20261122-1405` in UTC: so that the newest of several on a stick is seen. */
const instantInName = (ms: number): string =>
  new Date(ms).toISOString().slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-')
