import { createHash } from 'node:crypto'
import { consultantIdSchema, opportunityIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import type { FeedRow } from '../core/sync/protocol.ts'
import { systemClock } from '../electron/doors.ts'
import { changeSetOf, type Draft, saying } from '../headoffice/testing/changes.ts'
import { enrolledLaptop } from '../headoffice/testing/http-laptop.ts'
import type { RunningHeadoffice } from './headoffice.ts'

/** Another laptop of the store: without a screen, speaking to head office over HTTP as any laptop does. */
export async function openOtherLaptop(headoffice: RunningHeadoffice) {
  const newEnrolmentCode = (of: { readonly storeCode: string }) => headoffice.newCode(of.storeCode)
  const laptop = await enrolledLaptop({ url: headoffice.url, operator: { newEnrolmentCode } }, 'KHI-01')
  const rowsOf = async (entity: string): Promise<readonly FeedRow[]> =>
    (await laptop.pull()).rows.filter((row) => row.entity === entity)
  const onlyRow = async (entity: string): Promise<FeedRow> => {
    const [row, ...more] = await rowsOf(entity)
    if (row === undefined || more.length > 0) throw new Error(`${more.length + 1} rows of ${entity}, not one`)
    return row
  }
  const write = async (...drafts: readonly Draft[]) => {
    const { rowId } = await onlyRow('consultant')
    const now = systemClock()
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Karachi' }).format(now)
    const [receipt] = await laptop.push({
      ...changeSetOf(...drafts),
      authorId: consultantIdSchema.parse(rowId),
      occurredAt: now,
      businessDay: businessDaySchema.parse(day),
    })
    return receipt?.outcome
  }
  return {
    write,
    onlyRow,
    /** Edits a field over what was seen of its row, which may have been changed since. */
    async edit(seen: FeedRow, field: string, value: string) {
      const before = seen.fields[field]
      if (before === undefined) throw new Error(`${seen.entity} has no ${field}`)
      return write(saying(seen.entity, seen.rowId, { [field]: value }, before.changeId))
    },
    /** A visit of the same consultant that goes on. */
    async walkIn(ids: { readonly visitId: string; readonly opportunityId: string }) {
      const { rowId: ownerId } = await onlyRow('consultant')
      const now = systemClock()
      const opportunityId = opportunityIdSchema.parse(ids.opportunityId)
      return write(
        saying('opportunity', opportunityId, {
          ownerId,
          customerId: null,
          state: 'open',
          lostReason: null,
          lostNote: null,
          lostVisitId: null,
          lostBusinessDay: null,
          openedAt: now,
        }),
        saying('visit', ids.visitId, {
          opportunityId,
          ownerId,
          arrival: 'unknown',
          startedAt: now,
          businessDay: new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Karachi' }).format(now),
          endedAt: null,
          leftBeforeContact: false,
          enteredLate: false,
        }),
      )
    },
    /** Whether head office has the whole of the only picture for this laptop, byte by byte as it is named. */
    async hasPicture() {
      const [row] = await rowsOf('picture')
      const hash = row?.fields.hash?.value
      if (typeof hash !== 'string') return false
      const { blobs } = await laptop.client.blobState({ hashes: [hash] })
      const [blob] = blobs
      if (!blob || blob.received < blob.total) return false
      const parts: Buffer[] = []
      for (let offset = 0; offset < blob.total; ) {
        const part = await laptop.client.getBlob({ hash, offset })
        const bytes = Buffer.from(part.content, 'base64')
        parts.push(bytes)
        offset += bytes.length
      }
      return createHash('sha256').update(Buffer.concat(parts)).digest('hex') === hash
    },
  }
}
