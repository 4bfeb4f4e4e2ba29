import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { Refusal } from '../../../contract/errors.ts'
import { changeIdSchema, type RateEditId } from '../../../core/ids.ts'
import type { Rate } from '../../../core/market/rate.ts'
import { rateEditId } from '../../../core/market/rate-edit-id.ts'
import { rateRefusalSentence } from '../../../core/market/rate-refusal.ts'
import { rateValueText } from '../../../core/market/rate-unit.ts'
import { type RateRefusal, readRateOfAnySource } from '../../../core/market/read-rates-csv.ts'
import type { EntityFields } from '../../../core/sync/entities.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Showroom } from '../showroom.ts'
import { listRates } from './list-rates.ts'

type Fields = EntityFields<'rateEdit'>
type Seen = Readonly<Record<string, string>>

/** The rates of the market as the store has them, and the way to set one. */
export function createRateHandlers(contract: Implementer, showroom: Showroom) {
  const { db, clock, pack } = showroom

  const seenOf = (id: RateEditId): Readonly<Record<string, ReturnType<typeof changeIdSchema.parse>>> =>
    Object.fromEntries(
      [...db.fieldVersions.of('rateEdit', id)].map(([field, change]) => [
        field,
        changeIdSchema.parse(change),
      ]),
    )
  const standing = (id: RateEditId): Fields | null => {
    const edit = db.rateEdits.all().find((known) => known.id === id)
    if (!edit) return null
    const { id: _, from: validFrom, until: validUntil, ...fields } = edit
    return { ...fields, validFrom, validUntil, deleted: false }
  }
  /** @throws Refusal CHANGED_SINCE_SEEN */
  const refuseUnseen = (id: RateEditId, seen: Seen) => {
    const now = standing(id)
    const versions = now === null ? {} : seenOf(id)
    if (isDeepStrictEqual(versions, seen)) return
    const { language } = showroom.device()
    throw new Refusal('CHANGED_SINCE_SEEN', {
      value: now === null ? marketsOwn[language] : rateValueText(now.value, now.unit, pack, language),
    })
  }
  const refuse = (why: RateRefusal) =>
    new Refusal('RATE_NOT_VALID', { reason: rateRefusalSentence(why, showroom.device().language) })
  const write = (id: RateEditId, fields: Partial<Fields>, { rate, from }: Pick<Rate, 'rate' | 'from'>) => {
    const savedAt = clock()
    showroom.write({
      visitId: null,
      occurredAt: savedAt,
      edits: [{ entity: 'rateEdit', rowId: id, fields }],
      alongside: () => showroom.accessLog('settings-changed', null, { setting: 'rate', rate, from }),
    })
    return { savedAt }
  }

  return {
    rates: {
      list: contract.rates.list.handler(({ input: { language } }) =>
        listRates(
          {
            pack,
            edits: db.rateEdits.all(),
            people: db.consultants.all(),
            seenOf,
            today: showroom.today(),
          },
          language,
        ),
      ),
      change: contract.rates.change.handler(({ input: { seen, ...typed } }) => {
        const cells = { ...typed, until: typed.until ?? '', as_of: typed.asOf }
        const read = readRateOfAnySource(cells, pack)
        if ('why' in read) throw refuse(read.why)
        if (read.asOf > showroom.today().slice(0, read.asOf.length))
          throw refuse({ type: 'as-of-ahead', asOf: read.asOf })
        const id = rateEditId(read, sha256)
        const { from: validFrom, until: validUntil, ...rest } = read
        const wanted = { ...rest, validFrom, validUntil, deleted: false }
        const now = standing(id)
        // The same call again.
        if (now !== null && isDeepStrictEqual({ ...now, authorId: null }, { ...wanted, authorId: null }))
          return { savedAt: clock() }
        refuseUnseen(id, seen)
        return write(id, { ...wanted, authorId: showroom.author() }, read)
      }),
      takeBack: contract.rates.takeBack.handler(({ input: { seen, ...name } }) => {
        const edit = db.rateEdits
          .all()
          .find(({ rate, applies, from }) => isDeepStrictEqual({ rate, applies, from }, name))
        // Taken back already: the same call again.
        if (!edit) return { savedAt: clock() }
        refuseUnseen(edit.id, seen)
        return write(edit.id, { deleted: true, authorId: showroom.author() }, edit)
      }),
    },
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const marketsOwn = { en: 'the market’s own rate', ur: 'مارکیٹ کی اپنی شرح' }
