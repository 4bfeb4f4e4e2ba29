import type { Catalogue, Variant } from './catalogue.ts'
import { catalogueVersion } from './catalogue-version.ts'
import { sourceIds } from './read-catalogue-csv.ts'

/**
 * The catalogue in use after an import: an imported figure takes the place of the same vehicle's same attribute,
 * new vehicles are added, and everything else stays. A vehicle and a source that were known keep their names; a
 * source that no figure names any more goes. Merging the same import twice changes nothing.
 */
export function mergeCatalogue(inUse: Catalogue, imported: Omit<Catalogue, 'version'>): Catalogue {
  const byId = new Map<string, Variant>(inUse.variants.map((variant) => [variant.id, variant]))
  for (const variant of imported.variants) {
    const known = byId.get(variant.id)
    const figures = { ...known?.figures, ...variant.figures }
    byId.set(variant.id, { ...(known ?? variant), figures })
  }
  const variants = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))

  const sourceById = new Map([...imported.sources, ...inUse.sources].map((source) => [source.id, source]))
  const sources = [...sourceIds(variants)].sort().flatMap((id) => sourceById.get(id) ?? [])
  return { version: catalogueVersion({ variants, sources }), variants, sources }
}
