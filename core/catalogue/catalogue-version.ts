import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { type Attribute, attributeNames, type Figure } from './attribute.ts'
import type { Catalogue, CatalogueSource, Variant } from './catalogue.ts'

/**
 * The version of a catalogue: 16 hexadecimal digits of the SHA-256 of its vehicles, figures and sources, the same
 * whatever order they come in. A figure written as `unknown` counts as left out.
 */
export function catalogueVersion({ variants, sources }: Omit<Catalogue, 'version'>): string {
  const lines = [
    ...variants.map((variant) => JSON.stringify(['variant', ...variantParts(variant)])),
    ...sources.map((source) => JSON.stringify(['source', ...sourceParts(source)])),
  ]
  return bytesToHex(sha256(utf8ToBytes(lines.sort().join('\n')))).slice(0, 16)
}

function variantParts({ id, brand, model, name, figures }: Variant): readonly unknown[] {
  return [
    id,
    brand,
    model,
    name,
    attributeNames.map((attribute) => figureParts(attribute, figures[attribute])),
  ]
}

function figureParts(attribute: Attribute, figure: Figure | undefined): readonly unknown[] {
  if (figure === undefined || figure.type === 'unknown') return [attribute]
  const value = figure.type === 'number' ? [figure.min, figure.max] : figure.codes.toSorted()
  return [attribute, value, figure.source, figure.asOf]
}

function sourceParts({ id, title, collected, status, note }: CatalogueSource): readonly unknown[] {
  return [id, title, collected, status, note]
}
