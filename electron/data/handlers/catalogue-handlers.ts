import { Refusal } from '../../../contract/errors.ts'
import type { CatalogueSource } from '../../../core/catalogue/catalogue.ts'
import { compareVehicles } from '../../../core/catalogue/compare-vehicles.ts'
import { figureGroups } from '../../../core/catalogue/figure-groups.ts'
import { attributeLabel, figureText } from '../../../core/catalogue/figure-text.ts'
import { findVehicles, type Wishes } from '../../../core/catalogue/find-vehicles.ts'
import { searchVehicles } from '../../../core/catalogue/search-vehicles.ts'
import { modelKeyOf } from '../../../core/catalogue/vehicle-id.ts'
import { createVehicleIndex, type VehicleIndex } from '../../../core/catalogue/vehicle-index.ts'
import type { VariantId } from '../../../core/ids.ts'
import { keysOf } from '../../../core/keys-of.ts'
import type { Language } from '../../../core/market/language.ts'
import { createFreeStock } from '../../../db/free-stock.ts'
import { createVehiclePhotos } from '../../../db/vehicle-photos.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Showroom } from '../showroom.ts'
import { createStockAvailability } from '../stock-availability.ts'
import { createStockClaims } from '../stock-claims.ts'
import { createVehicleViews } from '../vehicle-views.ts'

const othersShown = 8

interface AtHand {
  readonly index: VehicleIndex
  readonly sourceById: ReadonlyMap<string, CatalogueSource>
}

/** What the catalogue holds, found, read and compared. */
export function createCatalogueHandlers(contract: Implementer, showroom: Showroom) {
  const { db, pack } = showroom
  const photos = createVehiclePhotos(db.connection)
  const freeStock = createFreeStock(db.connection)
  const claims = createStockClaims(showroom)
  const availability = createStockAvailability(showroom, claims)
  let atHand: AtHand | null = null

  const inUse = () => {
    const found = showroom.catalogue()
    if (!found) throw new Refusal('NO_CATALOGUE')
    return found
  }
  /** Made once for each version of the catalogue: it takes a while over tens of thousands of vehicles. */
  const vehicles = (): AtHand => {
    const { catalogue } = inUse()
    if (atHand?.index.catalogue !== catalogue)
      atHand = {
        index: createVehicleIndex(catalogue),
        sourceById: new Map(catalogue.sources.map((source) => [source.id, source])),
      }
    return atHand
  }
  const viewsIn = (language: Language) => {
    const free = freeStock()
    const { index, sourceById } = vehicles()
    const views = createVehicleViews({
      index,
      sourceById,
      pack,
      language,
      today: showroom.today(),
      freeStock: free,
    })
    return { index, views, free }
  }
  const found = (
    index: VehicleIndex,
    wished: Omit<Wishes, 'among'> & { readonly inStock: boolean },
    free: ReadonlyMap<VariantId, number>,
  ) => findVehicles(index, { ...wished, among: wished.inStock ? new Set(free.keys()) : null })

  return {
    catalogue: {
      overview: contract.catalogue.overview.handler(() => {
        const { origin, importedAt } = inUse()
        const { index } = vehicles()
        const { version, sources } = index.catalogue
        const { body, fuel, transmission, drive } = index.codes
        return {
          version,
          origin,
          importedAt,
          variants: index.variants.length,
          models: index.models.length,
          sources: [...sources],
          choices: {
            body: [...body.codes],
            fuel: [...fuel.codes],
            transmission: [...transmission.codes],
            drive: [...drive.codes],
          },
          hasStock: db.stock.hasAny(),
        }
      }),
      find: contract.catalogue.find.handler(({ input }) => {
        const { language, fit, order, offset, limit } = input
        const { index, views, free } = viewsIn(language)
        const { page, fitting, cannotTell, isSpelledOtherwise } = found(index, input, free)
        const total = fit === 'fitting' ? fitting.models : cannotTell.models
        return {
          version: index.catalogue.version,
          fitting,
          cannotTell: {
            ...cannotTell,
            because: cannotTell.because.map(({ attribute, variants }) => ({
              attribute,
              label: attributeLabel(attribute, language, pack),
              variants,
            })),
          },
          isSpelledOtherwise,
          models: page(fit, order, offset, limit).map((one) =>
            views.model(one, photos.ofModel(one.model.key)),
          ),
          nextOffset: offset + limit < total ? offset + limit : null,
        }
      }),
      variants: contract.catalogue.variants.handler(({ input }) => {
        const { language, fit, model, offset, limit } = input
        const { index, views, free } = viewsIn(language)
        const positions = found(index, input, free).variantsOf(fit, model)
        if (positions === null) throw new Refusal('NOT_FOUND')
        return {
          variants: views.variants(positions.slice(offset, offset + limit)),
          nextOffset: offset + limit < positions.length ? offset + limit : null,
        }
      }),
      search: contract.catalogue.search.handler(({ input: { language, words, ids, limit } }) => {
        const { index, views, free } = viewsIn(language)
        const inStock = new Set(free.keys())
        const asked = ids.flatMap((id) => index.positionById.get(id) ?? [])
        const positions = new Set([...asked, ...searchVehicles(index, words, { limit, inStock })])
        return {
          vehicles: [...positions]
            .flatMap((position) => index.variants[position] ?? [])
            .map((variant) => ({
              ...views.name(variant),
              priceText: variant.figures.priceMinor
                ? figureText('priceMinor', variant.figures.priceMinor, pack, language)
                : null,
              inStock: free.get(variant.id) ?? 0,
            })),
        }
      }),
      vehicle: contract.catalogue.vehicle.handler(({ input: { language, variantId } }) => {
        const { index, views } = viewsIn(language)
        const position = index.positionById.get(variantId)
        const variant = position === undefined ? undefined : index.variants[position]
        if (position === undefined || variant === undefined) throw new Refusal('NOT_FOUND')
        const { figures } = variant
        const modelKey = modelKeyOf(variantId)
        const model = index.models[index.modelOf[position] ?? 0]
        const others = model === undefined ? [] : positionsBut(model, position)
        return {
          ...views.name(variant),
          modelKey,
          groups: keysOf(figureGroups).map((group) => ({
            group,
            lines: figureGroups[group].map((attribute) => views.line(attribute, figures[attribute])),
          })),
          sources: views.sources(Object.values(figures)),
          photos: [...photos.of(variantId, modelKey)],
          availability: availability([variantId], null, language).get(variantId) ?? null,
          stock: db.stock.unitsOfVariant(variantId).flatMap(({ id, colour, place, state, expectedOn }) => {
            const isKept = db.stock
              .claimsOf(id)
              .some((claim) => claim.hour === null && claims.promisedTo(claim).length > 0)
            return state === 'sold' ? [] : [{ colour, place, state, expectedOn, isKept }]
          }),
          others: { count: others.length, variants: views.variants(others.slice(0, othersShown)) },
        }
      }),
      compare: contract.catalogue.compare.handler(({ input: { language, variantIds } }) => {
        const { index, views } = viewsIn(language)
        const asked = [...new Set(variantIds)]
        const compared = asked.flatMap((id) => index.variants[index.positionById.get(id) ?? -1] ?? [])
        const ids = compared.map(({ id }) => id)
        const deliverable = availability(ids, null, language)
        return {
          vehicles: compared.map((variant) => ({
            ...views.name(variant),
            photoId: photos.of(variant.id, modelKeyOf(variant.id)).find(({ isHere }) => isHere)?.id ?? null,
            availability: deliverable.get(variant.id) ?? null,
          })),
          notFound: asked.filter((id) => !ids.includes(id)),
          rows: compareVehicles(compared).map(({ attribute, type, best, apart }) => ({
            attribute,
            label: attributeLabel(attribute, language, pack),
            type,
            apart,
            cells: compared.map(({ figures }, place) => ({
              figure: views.known(attribute, figures[attribute]),
              isBest: best.includes(place),
            })),
          })),
          sources: views.sources(compared.flatMap(({ figures }) => Object.values(figures))),
        }
      }),
    },
  }
}

/** The positions of a model's variants but for one. */
function positionsBut(
  { from, to }: { readonly from: number; readonly to: number },
  position: number,
): readonly number[] {
  return Array.from({ length: to - from }, (_, step) => from + step).filter((at) => at !== position)
}
