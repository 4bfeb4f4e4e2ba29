import { Refusal } from '../../../contract/errors.ts'
import { attributeNames } from '../../../core/catalogue/attribute.ts'
import { attributeLabel, figureProvenance, figureText } from '../../../core/catalogue/figure-text.ts'
import { mergeCatalogue } from '../../../core/catalogue/merge-catalogue.ts'
import { readCatalogueCsv } from '../../../core/catalogue/read-catalogue-csv.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Showroom } from '../showroom.ts'

/** Read in one go, while answers wait: this much takes about a third of a second. */
const largestFileBytes = 2_000_000

/** The vehicles on this laptop, and new figures from a file. */
export function createCatalogueHandlers(contract: Implementer, showroom: Showroom) {
  const { db, clock, pack } = showroom
  return {
    catalogue: {
      list: contract.catalogue.list.handler(({ input: { language } }) => {
        const atHand = showroom.catalogue()
        if (!atHand) throw new Refusal('NO_CATALOGUE')
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
            priceText: figures.priceMinor
              ? figureText('priceMinor', figures.priceMinor, pack, language)
              : null,
            lines: attributeNames.map((attribute) => {
              const figure = figures[attribute] ?? { type: 'unknown' as const }
              return {
                attribute,
                label: attributeLabel(attribute, language),
                text: figureText(attribute, figure, pack, language),
                provenance: figureProvenance(figure, catalogue.sources, language),
                figure,
              }
            }),
          })),
        }
      }),
      importCsv: contract.catalogue.importCsv.handler(async ({ input }) => {
        if (input.content.size > largestFileBytes)
          throw new Refusal('FILE_TOO_LARGE', {
            file: input.fileName,
            size: (input.content.size / 1e6).toFixed(1),
            most: (largestFileBytes / 1e6).toFixed(0),
          })
        const content = await input.content.arrayBuffer()
        // From here to the write without a pause: of two imports at once, the second builds on the first.
        const inUse = showroom.catalogue()?.catalogue
        const read = readCatalogueCsv({
          figuresText: new TextDecoder().decode(content),
          sources: inUse?.sources ?? [],
          origin: input.fileName,
          market: pack,
          language: showroom.device().language,
        })
        if (read.type === 'not-a-catalogue')
          throw new Refusal('CATALOGUE_NOT_READABLE', {
            file: input.fileName,
            reason: read.reason,
            columns: read.columns,
          })
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
