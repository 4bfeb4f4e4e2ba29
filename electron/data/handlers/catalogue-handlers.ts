import { Refusal } from '../../../contract/errors.ts'
import { type Attribute, attributeNames, type Figure } from '../../../core/catalogue/attribute.ts'
import { attributeLabel, figureText } from '../../../core/catalogue/figure-text.ts'
import { mergeCatalogue } from '../../../core/catalogue/merge-import.ts'
import { catalogueColumns, readCatalogueCsv } from '../../../core/catalogue/read-catalogue-csv.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Showroom } from '../showroom.ts'

/** The vehicles on this laptop, and new figures from a file. */
export function createCatalogueHandlers(contract: Implementer, showroom: Showroom) {
  const { db, clock, pack } = showroom
  const unknown: Figure = { type: 'unknown' }
  return {
    catalogue: {
      list: contract.catalogue.list.handler(({ input: { language } }) => {
        const atHand = showroom.catalogue()
        if (!atHand) throw new Refusal('NO_CATALOGUE')
        const text = (attribute: Attribute, figure: Figure) => figureText(attribute, figure, { language, pack })
        const { catalogue } = atHand
        return {
          version: catalogue.version,
          origin: atHand.origin,
          importedAt: atHand.importedAt,
          sources: [...catalogue.sources],
          vehicles: catalogue.variants.map(({ id, brand, model, name, figures }) => ({
            id,
            brand,
            model,
            name,
            body: figures.body?.type === 'code' ? (figures.body.codes[0] ?? null) : null,
            priceText: figures.priceMinor ? text('priceMinor', figures.priceMinor) : null,
            lines: attributeNames.map((attribute) => {
              const figure = figures[attribute] ?? unknown
              return {
                attribute,
                label: attributeLabel(attribute, language),
                text: text(attribute, figure),
                figure,
              }
            }),
          })),
        }
      }),
      importCsv: contract.catalogue.importCsv.handler(async ({ input }) => {
        const bytes = new Uint8Array(await input.content.arrayBuffer())
        const read = readCatalogueCsv({ fileName: input.fileName, bytes, pack })
        if (read.type === 'not-a-catalogue')
          throw new Refusal('CATALOGUE_NOT_READABLE', {
            file: input.fileName,
            reason: read.reason,
            columns: catalogueColumns.join(', '),
          })
        const inUse = showroom.catalogue()?.catalogue
        const merged = inUse ? mergeCatalogue(inUse, read.catalogue) : read.catalogue
        if (!input.dryRun && read.figures > 0) db.catalogues.use(merged, input.fileName, clock())
        return {
          rows: read.rows,
          figures: read.figures,
          models: new Set(read.catalogue.variants.map(({ brand, model }) => `${brand} ${model}`)).size,
          variants: read.catalogue.variants.length,
          refused: [...read.refused],
          version: input.dryRun || read.figures === 0 ? null : merged.version,
        }
      }),
    },
  }
}
