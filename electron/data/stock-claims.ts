import { createHash } from 'node:crypto'
import { Refusal } from '../../contract/errors.ts'
import type { OpportunityId, StockUnitId } from '../../core/ids.ts'
import { claimId } from '../../core/sync/claim-id.ts'
import type { Edit } from '../../db/change-sets.ts'
import type { StockClaim } from '../../db/stock.ts'
import { standingWords } from './handlers/standing-words.ts'
import type { Showroom } from './showroom.ts'

/** Who has a car, or an hour of a demo car: what is to be written to keep it for somebody and to let it go. */
export interface StockClaims {
  /**
   * Nothing where it is kept for them already.
   * @param hour as `2026-11-22T15`, `null` for the car itself
   * @throws Refusal STOCK_UNIT_GONE, STOCK_UNIT_TAKEN
   */
  readonly claiming: (
    unitId: StockUnitId,
    hour: string | null,
    opportunityId: OpportunityId,
  ) => readonly Edit[]
  /**
   * Promised to two, it is then the other one's.
   * @throws Refusal NOT_FOUND, STOCK_PROMISED_TO_MORE
   */
  readonly releasing: (
    unitId: StockUnitId,
    hour: string | null,
    opportunityId: OpportunityId,
  ) => readonly Edit[]
  /** Everybody to whom it stands promised, who has it by head office's order first. */
  readonly promisedTo: (claim: StockClaim) => readonly OpportunityId[]
  /** @throws Refusal STOCK_UNIT_TAKEN where it is kept for somebody */
  readonly refuseTaken: (opportunityId: OpportunityId | undefined) => void
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

export function createStockClaims({ db, device }: Pick<Showroom, 'db' | 'device'>): StockClaims {
  const promisedTo = ({ opportunityId, besides }: StockClaim) =>
    [opportunityId, ...besides].filter((id) => id !== null)
  const claimOf = (unitId: StockUnitId, hour: string | null) =>
    db.stock.claimsOf(unitId).find((claim) => claim.hour === hour)
  const refuseTaken = (opportunityId: OpportunityId | undefined) => {
    if (opportunityId === undefined) return
    const holder = db.stock.holder(opportunityId)
    const customer = holder?.customerId ? db.customers.get(holder.customerId) : null
    throw new Refusal('STOCK_UNIT_TAKEN', {
      customer: standingWords.somebody(customer, device().language),
      consultant: holder?.ownerName ?? '',
    })
  }

  return {
    promisedTo,
    refuseTaken,
    claiming(stockUnitId, hour, opportunityId) {
      const unit = db.stock.unit(stockUnitId)
      if (!unit || unit.state === 'sold' || (hour !== null && unit.state !== 'demo'))
        throw new Refusal('STOCK_UNIT_GONE')
      const claim = claimOf(stockUnitId, hour)
      const rowId = claimId({ stockUnitId, hour }, sha256)
      if (!claim) return [{ entity: 'claim', rowId, fields: { stockUnitId, hour, opportunityId } }]
      const holders = promisedTo(claim)
      if (holders.includes(opportunityId)) return []
      refuseTaken(holders[0])
      return [{ entity: 'claim', rowId, fields: { opportunityId } }]
    },
    releasing(unitId, hour, opportunityId) {
      const claim = claimOf(unitId, hour)
      if (!claim || !promisedTo(claim).includes(opportunityId)) throw new Refusal('NOT_FOUND')
      const [next = null, ...more] = promisedTo(claim).filter((id) => id !== opportunityId)
      if (more.length > 0) throw new Refusal('STOCK_PROMISED_TO_MORE')
      // Whoever lets it go has seen to whom it was promised too.
      return [{ entity: 'claim', rowId: claim.id, fields: { opportunityId: next }, settles: true }]
    },
  }
}
