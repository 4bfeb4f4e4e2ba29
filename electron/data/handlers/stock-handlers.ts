import type { z } from 'zod'
import { Refusal } from '../../../contract/errors.ts'
import type { stockUnitViewSchema } from '../../../contract/stock-contract.ts'
import { changeIdSchema, type StockUnitId } from '../../../core/ids.ts'
import { daysBetween } from '../../../core/market/days-between.ts'
import { readVehicleNumber } from '../../../core/stock/vehicle-number.ts'
import type { EntityFields } from '../../../core/sync/entities.ts'
import type { Edit } from '../../../db/change-sets.ts'
import type { StockClaim, StockUnit } from '../../../db/stock.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Showroom } from '../showroom.ts'
import type { StockClaims } from '../stock-claims.ts'
import { alreadyMade } from './already-made.ts'
import { standingWords } from './standing-words.ts'

type UnitView = z.infer<typeof stockUnitViewSchema>
type Seen = Readonly<Record<string, string>>
const unitFields = ['variantId', 'number', 'colour', 'place', 'state', 'arrivedOn', 'expectedOn'] as const
type UnitFields = Pick<EntityFields<'stockUnit'>, (typeof unitFields)[number]>

/** The store's cars: what there is, where it stands, and for whom it is kept. */
export function createStockHandlers(
  contract: Implementer,
  showroom: Showroom,
  { claims }: { readonly claims: StockClaims },
) {
  const { db, clock } = showroom

  const known = (unitId: StockUnitId): StockUnit => {
    const unit = db.stock.unit(unitId)
    if (!unit) throw new Refusal('NOT_FOUND')
    return unit
  }
  /** @throws Refusal VEHICLE_NUMBER_NOT_VALID, VEHICLE_NUMBER_THERE */
  const readNumber = (text: string, unitId: StockUnitId): string => {
    const read = readVehicleNumber(text)
    if (!read) throw new Refusal('VEHICLE_NUMBER_NOT_VALID', { number: text })
    if (db.stock.unitsWithNumber(read.number).some(({ id }) => id !== unitId))
      throw new Refusal('VEHICLE_NUMBER_THERE', { number: read.number })
    return read.number
  }
  const refuseUnseen = (unit: StockUnit, fields: readonly (keyof UnitFields)[], seen: Seen) => {
    const versions = db.fieldVersions.of('stockUnit', unit.id)
    for (const field of fields)
      if (versions.get(field) !== seen[field])
        throw new Refusal('CHANGED_SINCE_SEEN', {
          value: standingWords.stockField(unit[field], showroom.device().language),
        })
  }
  const write = (edits: readonly Edit[]) => {
    const savedAt = clock()
    if (edits.length > 0) showroom.write({ visitId: null, occurredAt: savedAt, edits })
    return { savedAt }
  }

  const claimView = (claim: StockClaim): UnitView['claim'] => {
    const [holder, ...alsoPromisedTo] = claims
      .promisedTo(claim)
      .flatMap((opportunityId) => db.stock.holder(opportunityId) ?? [])
    return holder === undefined ? null : { hour: claim.hour, holder, alsoPromisedTo }
  }
  const view = (unit: StockUnit, isNumberTwice: boolean, names: ReadonlyMap<string, string>): UnitView => {
    const claimsOf = db.stock.claimsOf(unit.id)
    const today = showroom.today()
    return {
      ...unit,
      vehicleName: names.get(unit.variantId) ?? unit.variantId,
      isNumberTwice,
      ageDays: unit.arrivedOn === null || unit.arrivedOn > today ? null : daysBetween(unit.arrivedOn, today),
      claim: claimsOf.filter(({ hour }) => hour === null).map(claimView)[0] ?? null,
      hours: claimsOf
        .filter(({ hour }) => hour !== null && hour >= today)
        .map(claimView)
        .filter((claim) => claim !== null),
      seen: Object.fromEntries(
        [...db.fieldVersions.of('stockUnit', unit.id)].map(([field, id]) => [
          field,
          changeIdSchema.parse(id),
        ]),
      ),
    }
  }

  return {
    stock: {
      list: contract.stock.list.handler(() => {
        const variants = showroom.catalogue()?.catalogue.variants ?? []
        const names = new Map<string, string>(
          variants.map(({ id, brand, model, name }) => [id, `${brand} ${model} ${name}`]),
        )
        const units = db.stock.units()
        const byNumber = Map.groupBy(units, ({ number }) => number)
        const views = units.map((unit) => view(unit, (byNumber.get(unit.number)?.length ?? 0) > 1, names))
        const isAboutSomebody = ({ claim, hours }: UnitView) =>
          [...(claim ? [claim] : []), ...hours].some(({ holder }) => holder.customerId !== null)
        if (views.some(isAboutSomebody)) showroom.listSeen('stock')
        return { units: views }
      }),
      add: contract.stock.add.handler(({ input: { unitId, ...fields } }) => {
        if (alreadyMade(db.tables, 'stockUnit', unitId, {})) return { savedAt: clock() }
        const number = readNumber(fields.number, unitId)
        return write([{ entity: 'stockUnit', rowId: unitId, fields: { ...fields, number, deleted: false } }])
      }),
      change: contract.stock.change.handler(({ input: { unitId, seen, ...wanted } }) => {
        const unit = known(unitId)
        const read = { ...wanted, number: readNumber(wanted.number, unitId) }
        const fields = Object.fromEntries(
          Object.entries(read).filter(([field, value]) => new Map(Object.entries(unit)).get(field) !== value),
        )
        const changed = unitFields.filter((field) => field in fields)
        refuseUnseen(unit, changed, seen)
        return write(changed.length === 0 ? [] : [{ entity: 'stockUnit', rowId: unitId, fields }])
      }),
      remove: contract.stock.remove.handler(({ input: { unitId, seen } }) => {
        const unit = db.stock.unit(unitId)
        // Taken out already: the same call again.
        if (!unit && db.tables.isThere('stockUnit', unitId)) return { savedAt: clock() }
        refuseUnseen(known(unitId), unitFields, seen)
        const today = showroom.today()
        for (const claim of db.stock.claimsOf(unitId))
          if (claim.hour === null || claim.hour >= today) claims.refuseTaken(claims.promisedTo(claim)[0])
        return write([{ entity: 'stockUnit', rowId: unitId, fields: { deleted: true } }])
      }),
      claim: contract.stock.claim.handler(({ input: { unitId, hour, visitId } }) => {
        const { opportunityId } = showroom.visit(visitId)
        known(unitId)
        return write(claims.claiming(unitId, hour, opportunityId))
      }),
      release: contract.stock.release.handler(({ input: { unitId, hour, opportunityId } }) =>
        write(claims.releasing(unitId, hour, opportunityId)),
      ),
    },
  }
}
