import type { Attribute, Figure } from '../catalogue/attribute.ts'
import type { CellRefusal } from './refusal.ts'

/** What one row says of a vehicle; an empty `variant` says it of the whole model. */
export interface VehicleRow {
  readonly brand: string
  readonly model: string
  readonly variant: string
  readonly figures: Readonly<Partial<Record<Attribute, Figure>>>
}

/**
 * What reading one row came to. A bad cell refuses its own figure, and the rest of the row goes in; `refused` is a row
 * of which nothing can, `left-out` one that the person did not ask for.
 */
export type VehicleRowReading =
  | { readonly type: 'vehicle'; readonly row: VehicleRow; readonly refusals: readonly CellRefusal[] }
  /** `name` is the vehicle as far as the row says it. */
  | { readonly type: 'refused'; readonly name: string; readonly refusals: readonly CellRefusal[] }
  | { readonly type: 'left-out' }

/** Reads the cells of one row, as many as the table has columns. */
export type ReadVehicleRow = (cells: readonly string[]) => VehicleRowReading
