import { z } from 'zod'
import {
  customerIdSchema,
  type OpportunityId,
  opportunityIdSchema,
  type StockUnitId,
  stockUnitIdSchema,
  type VariantId,
  variantIdSchema,
} from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { entities } from '../core/sync/entities.ts'
import type { Connection } from './connect.ts'

const unitSchema = z
  .object({
    id: stockUnitIdSchema,
    variant_id: variantIdSchema,
    number: z.string(),
    colour: z.string(),
    place: z.string(),
    state: entities.stockUnit.fields.shape.state,
    arrived_on: businessDaySchema.nullable(),
    expected_on: businessDaySchema.nullable(),
  })
  .transform(({ variant_id: variantId, arrived_on: arrivedOn, expected_on: expectedOn, ...unit }) => ({
    ...unit,
    variantId,
    arrivedOn,
    expectedOn,
  }))
export type StockUnit = Readonly<z.infer<typeof unitSchema>>

const claimSchema = z.object({
  id: z.string(),
  hour: z.string().nullable(),
  opportunity_id: opportunityIdSchema.nullable(),
})
const sideSchema = z.object({ value: z.string() })
const sideValueSchema = opportunityIdSchema.nullable()
const holderSchema = z
  .object({
    opportunity_id: opportunityIdSchema,
    customer_id: customerIdSchema.nullable(),
    customer_name: z.string().nullable(),
    owner_name: z.string(),
  })
  .transform((row) => ({
    opportunityId: row.opportunity_id,
    customerId: row.customer_id,
    customerName: row.customer_name,
    ownerName: row.owner_name,
  }))
/** An opportunity that has a car, with what it goes by. */
type StockHolder = Readonly<z.infer<typeof holderSchema>>

export interface StockClaim {
  readonly id: string
  /** As `2026-11-22T15`, `null` for the car itself. */
  readonly hour: string | null
  /** Who has it by the order of head office; `null` where it was let go. */
  readonly opportunityId: OpportunityId | null
  /** To whom it was promised too, `null` for a side that let it go: not settled yet. */
  readonly besides: readonly (OpportunityId | null)[]
}

export interface Stock {
  /** The cars that are in the stock, by number. */
  readonly units: () => readonly StockUnit[]
  /** `null` for one that is not there or was taken out. */
  readonly unit: (unitId: StockUnitId) => StockUnit | null
  /** Whether the store has its stock written down at all. */
  readonly hasAny: () => boolean
  readonly unitsOfVariant: (variantId: VariantId) => readonly StockUnit[]
  readonly unitsWithNumber: (number: string) => readonly StockUnit[]
  /** Everything that was ever claimed of a car. */
  readonly claimsOf: (unitId: StockUnitId) => readonly StockClaim[]
  readonly holder: (opportunityId: OpportunityId) => StockHolder | null
}

export function createStock(connection: Connection): Stock {
  const columns = 'id, variant_id, number, colour, place, state, arrived_on, expected_on'
  const all = connection.prepare(`SELECT ${columns} FROM stock_unit WHERE deleted = 0 ORDER BY number, id`)
  const byId = connection.prepare(`SELECT ${columns} FROM stock_unit WHERE deleted = 0 AND id = ?`)
  const any = connection.prepare('SELECT 1 FROM stock_unit WHERE deleted = 0 LIMIT 1')
  const byVariant = connection.prepare(
    `SELECT ${columns} FROM stock_unit WHERE deleted = 0 AND variant_id = ? ORDER BY number, id`,
  )
  const byNumber = connection.prepare(`SELECT ${columns} FROM stock_unit WHERE deleted = 0 AND number = ?`)
  const claims = connection.prepare(
    'SELECT id, hour, opportunity_id FROM claim WHERE stock_unit_id = ? ORDER BY hour, id',
  )
  const sides = connection.prepare(
    `SELECT value FROM field_beside
     WHERE entity = 'claim' AND row_id = ? AND field = 'opportunityId'
       AND reason IN ('conflict', 'refused') ORDER BY change_id`,
  )
  const holder = connection.prepare(
    `SELECT o.id AS opportunity_id, o.customer_id, c.name AS customer_name, p.name AS owner_name
     FROM opportunity o JOIN consultant p ON p.id = o.owner_id LEFT JOIN customer c ON c.id = o.customer_id
     WHERE o.id = ?`,
  )
  const many = z.array(unitSchema)
  return {
    units: () => many.parse(all.all()),
    unit: (unitId) => unitSchema.optional().parse(byId.get(unitId)) ?? null,
    hasAny: () => any.get() !== undefined,
    unitsOfVariant: (variantId) => many.parse(byVariant.all(variantId)),
    unitsWithNumber: (number) => many.parse(byNumber.all(number)),
    claimsOf: (unitId) =>
      z
        .array(claimSchema)
        .parse(claims.all(unitId))
        .map(({ opportunity_id: opportunityId, ...claim }) => ({
          ...claim,
          opportunityId,
          besides: z
            .array(sideSchema)
            .parse(sides.all(claim.id))
            .map(({ value }) => sideValueSchema.parse(JSON.parse(value)))
            .filter((value, index, values) => value !== opportunityId && values.indexOf(value) === index),
        })),
    holder: (opportunityId) => holderSchema.optional().parse(holder.get(opportunityId)) ?? null,
  }
}
