import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { type Attribute, attributeNames, type Figure } from './attribute.ts'
import type { Catalogue, CatalogueSource, Variant } from './catalogue.ts'

/**
 * The version of a catalogue: 16 hexadecimal digits of the SHA-256 of its vehicles, figures and sources, the same
 * whatever order they come in. A figure written as `unknown` counts as left out, so that an attribute which a later
 * version of the application knows of changes the version of no catalogue without it.
 */
export function catalogueVersion({ variants, sources }: Omit<Catalogue, 'version'>): string {
  const figureText = createFigureTexts()
  const lines = [
    ...variants.map((variant) => variantText(variant, figureText)),
    ...sources.map((source) => JSON.stringify(['source', ...sourceParts(source)])),
  ]
  return bytesToHex(sha256(utf8ToBytes(lines.sort().join('\n')))).slice(0, 16)
}

/** A variant as a JSON list: `["variant",id,brand,model,name,[figures]]`. */
function variantText({ id, brand, model, name, figures }: Variant, figureText: FigureText): string {
  const known = namesInOrder.flatMap((attribute) => figureText(attribute, figures[attribute]) ?? [])
  return `["variant",${[id, brand, model, name].map((text) => JSON.stringify(text)).join(',')},[${known.join(',')}]]`
}

/** By name: the order in which attributes are listed for people may change. */
const namesInOrder = attributeNames.toSorted()

type FigureText = (attribute: Attribute, figure: Figure | undefined) => string | null

/** Vehicles of one file share most of their figures: each is written once. */
function createFigureTexts(): FigureText {
  const made = new Map<Attribute, Map<Figure, string>>(attributeNames.map((name) => [name, new Map()]))
  return (attribute, figure) => {
    if (figure === undefined || figure.type === 'unknown') return null
    const known = made.get(attribute)?.get(figure)
    if (known !== undefined) return known
    const value = figure.type === 'number' ? [figure.min, figure.max] : figure.codes.toSorted()
    const text = JSON.stringify([attribute, value, figure.source, figure.asOf])
    made.get(attribute)?.set(figure, text)
    return text
  }
}

function sourceParts({ id, title, collected, status, note }: CatalogueSource): readonly unknown[] {
  return [id, title, collected, status, note]
}
