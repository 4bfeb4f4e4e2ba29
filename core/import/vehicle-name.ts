import { slug } from '../catalogue/vehicle-id.ts'
import type { ImportRefusal } from './refusal.ts'

export interface VehicleName {
  readonly brand: string
  readonly model: string
  /** Empty for the whole model. */
  readonly variant: string
}

/** A name that no catalogue has. */
const mostCharacters = 120

/**
 * The name of a vehicle as the catalogue has it: a model without its brand before it, a variant without brand and
 * model (`Audi A1 Sportback` of the Audi A1 is the Sportback).
 */
export function vehicleName(brand: string, model: string, variant: string): VehicleName | ImportRefusal {
  if (brand === '' || model === '') return { type: 'no-vehicle' }
  const names = [brand, model, variant]
  if (names.some((name) => name.includes('\ufffd'))) return { type: 'encoding' }
  if (names.some((name) => name.length > mostCharacters)) return { type: 'too-long', most: mostCharacters }
  const bareModel = withoutStart(model, brand)
  const bareVariant = withoutStart(withoutStart(variant, brand), bareModel)
  const unnamed = [brand, bareModel, bareVariant].find((name) => name !== '' && slug(name) === '')
  if (unnamed !== undefined) return { type: 'no-slug', name: unnamed }
  return { brand, model: bareModel, variant: bareVariant }
}

/** Without the words that it begins with, unless nothing else would be left. */
function withoutStart(name: string, start: string): string {
  if (start === '' || name.length <= start.length + 1) return name
  if (name[start.length] !== ' ' || name.slice(0, start.length).toLowerCase() !== start.toLowerCase())
    return name
  return name.slice(start.length).trim() || name
}
