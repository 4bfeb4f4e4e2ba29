import type { z } from 'zod'
import type {
  CustomerContent,
  CustomerPage,
  CustomerVehicle,
  customerViewSchema,
} from '../../contract/customer-view.ts'
import { assertNever } from '../../core/assert-never.ts'
import type { Variant } from '../../core/catalogue/catalogue.ts'
import { compareVehicles } from '../../core/catalogue/compare-vehicles.ts'
import { attributeLabel, figureText } from '../../core/catalogue/figure-text.ts'
import { modelKeyOf } from '../../core/catalogue/vehicle-id.ts'
import type { VariantId } from '../../core/ids.ts'
import type { Language } from '../../core/market/language.ts'
import { leftUncertain } from '../../core/shortlist/left-uncertain.ts'
import type { Shortlist } from '../../core/shortlist/shortlist.ts'
import { createVehiclePhotos } from '../../db/vehicle-photos.ts'
import type { Adviser } from './adviser.ts'
import type { RoadPrices } from './road-prices.ts'
import type { Showroom } from './showroom.ts'
import { createStockAvailability } from './stock-availability.ts'
import { createStockClaims } from './stock-claims.ts'

type Shown = Readonly<z.infer<typeof customerViewSchema>>
type ContentOf<T extends CustomerPage> = Extract<CustomerContent, { type: T }>
type ShownPick = Shortlist['picks'][number]

/**
 * The pages that a customer is shown, each put together of what is theirs: an answer of the application's own screens
 * has staff words in it, so none is passed on whole.
 */
export function createCustomerPages(
  showroom: Showroom,
  deps: { readonly adviser: Pick<Adviser, 'shortlist'>; readonly roadPrices: RoadPrices },
): (shown: Shown) => Promise<CustomerContent> {
  const { db, pack } = showroom
  const photos = createVehiclePhotos(db.connection)
  const availability = createStockAvailability(showroom, createStockClaims(showroom))

  const photoOf = (id: VariantId) => photos.of(id, modelKeyOf(id)).find(({ isHere }) => isHere)?.id ?? null
  const shortlistOf = ({ opportunityId, language }: Shown) => deps.adviser.shortlist(opportunityId, language)
  const pickToVehicle = ({ variantId, brand, model, name, body, price }: ShownPick): CustomerVehicle => ({
    variantId,
    brand,
    model,
    name,
    body,
    photoId: photoOf(variantId),
    price: price && { text: price.text, asOf: price.asOf },
  })
  const variantToVehicle = (variant: Variant, language: Language): CustomerVehicle => {
    const { id, brand, model, name, figures } = variant
    const { body, priceMinor } = figures
    return {
      variantId: id,
      brand,
      model,
      name,
      body: body?.type === 'code' ? (body.codes[0] ?? null) : null,
      photoId: photoOf(id),
      price:
        priceMinor?.type === 'number'
          ? { text: figureText('priceMinor', priceMinor, pack, language), asOf: priceMinor.asOf }
          : null,
    }
  }
  /** Those that were chosen to be shown, else the shortlist's; one that the catalogue has not any more is left out. */
  const variantsOf = async (shown: Shown): Promise<readonly Variant[]> => {
    const ids =
      shown.variantIds.length > 0
        ? shown.variantIds
        : (await shortlistOf(shown)).picks.map(({ variantId }) => variantId)
    const wanted = new Set<string>(ids)
    const found = new Map(
      (showroom.catalogue()?.catalogue.variants ?? [])
        .filter(({ id }) => wanted.has(id))
        .map((variant) => [variant.id, variant]),
    )
    return ids.flatMap((id) => found.get(id) ?? [])
  }

  const shortlist = async (shown: Shown): Promise<ContentOf<'shortlist'>> => {
    const { opportunityId, language } = shown
    const { picks, sure, nothingLeft } = await shortlistOf(shown)
    const deliverable = availability(
      picks.map(({ variantId }) => variantId),
      opportunityId,
      language,
    )
    return {
      type: 'shortlist',
      picks: picks.map((pick) => ({
        ...pickToVehicle(pick),
        reasons: pick.reasons.map(({ sentence }) => sentence),
        catch: pick.catch.sentence,
        notCertain: [...leftUncertain(pick)],
        availability: deliverable.get(pick.variantId) ?? null,
      })),
      sure: sure?.sentence ?? null,
      nothingLeft: nothingLeft.map(({ sentence }) => sentence),
    }
  }
  const compare = async (shown: Shown): Promise<ContentOf<'compare'>> => {
    const { language } = shown
    const compared = await variantsOf(shown)
    return {
      type: 'compare',
      vehicles: compared.map((variant) => variantToVehicle(variant, language)),
      rows:
        compared.length < 2
          ? []
          : compareVehicles(compared).map(({ attribute, type, best }) => ({
              attribute,
              label: attributeLabel(attribute, language, pack),
              type,
              cells: compared.map(({ figures }, place) => {
                const figure = figures[attribute]
                return {
                  text:
                    figure === undefined || figure.type === 'unknown'
                      ? null
                      : figureText(attribute, figure, pack, language),
                  isBest: best.includes(place),
                }
              }),
            })),
    }
  }
  const price = async (shown: Shown): Promise<ContentOf<'price'>> => {
    const { opportunityId, language } = shown
    const ofShortlist = await variantsOf({ ...shown, variantIds: [] })
    const [first = ofShortlist[0], ...chosen] = shown.variantIds.length > 0 ? await variantsOf(shown) : []
    const vehicles = [
      ...new Map([...ofShortlist, ...(first ? [first] : []), ...chosen].map((one) => [one.id, one])).values(),
    ]
    const sides = first ? deps.roadPrices.sides({ opportunityId, variantId: first.id, language }) : []
    return {
      type: 'price',
      vehicles: vehicles.slice(0, 4).map((variant) => variantToVehicle(variant, language)),
      variantId: first?.id ?? null,
      sides: sides.map(({ label, said }) => ({
        label,
        lines: said.lines.map(
          ({ code, name, payee, amountText, basisText, asOfText, note, whyNotKnown }) => ({
            code,
            name,
            payee,
            amount: amountText,
            // What has no amount is said once beneath, by name.
            basis: whyNotKnown === null ? basisText : null,
            asOf: asOfText,
            note: whyNotKnown === null ? note : null,
          }),
        ),
        total: said.totalText,
        notKnown: said.notKnownText,
        rounding: said.roundingText,
        notes: said.notes.map(({ sentence }) => sentence),
      })),
    }
  }

  return async (shown) => {
    switch (shown.page) {
      case 'felt-heard':
        return { type: 'felt-heard' }
      case 'shortlist':
        return shortlist(shown)
      case 'compare':
        return compare(shown)
      case 'price':
        return price(shown)
      default:
        return assertNever(shown.page)
    }
  }
}
