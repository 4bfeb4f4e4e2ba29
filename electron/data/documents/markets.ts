import { Refusal } from '../../../contract/errors.ts'
import type { Catalogue } from '../../../core/catalogue/catalogue.ts'
import { readCatalogueCsv } from '../../../core/catalogue/read-catalogue-csv.ts'
import type { MarketPack } from '../../../core/market/market-pack.ts'
import { priceExample } from '../../../core/market/price-example.ts'
import { timeZonesOf } from '../../../core/market/time-zones.ts'
import { listMarkets, readBaseCatalogueFiles, readMarketPack } from '../../../packs/read-packs.ts'

/** The markets that this installation has a pack of, as the packs came with it. */
export interface Markets {
  /** The one that counts where nothing tells another. */
  readonly usual: () => string
  readonly has: (market: string) => boolean
  /** @throws Refusal MARKET_MISSING */
  readonly pack: (market: string) => MarketPack
  /** The zones that a store of this market can be in, the usual one first. @throws Refusal MARKET_MISSING */
  readonly timeZones: (market: string) => readonly string[]
  /** The catalogue that a store of this market begins with. @throws Refusal MARKET_MISSING */
  readonly baseCatalogue: (market: string) => Catalogue
  /** All of them as they are chosen by, the usual one first. */
  readonly onOffer: () => readonly MarketOnOffer[]
}

interface MarketOnOffer extends Pick<MarketPack, 'id' | 'name' | 'languages'> {
  readonly examples: Pick<MarketPack['examples'], 'storeName' | 'storeCode'>
  readonly timeZones: readonly string[]
  readonly country: string
  readonly priceExample: MarketPack['name']
  readonly catalogue: {
    readonly models: number
    readonly variants: number
    readonly from: string
    readonly to: string
  }
}

/** @param packs the folder of the packs */
export function createMarkets(packs: string): Markets {
  const ids = listMarkets(packs)
  const [usual] = ids
  if (usual === undefined) throw new Error(`There is no market in ${packs}`)
  const pack = (market: string): MarketPack => {
    if (!ids.includes(market)) throw new Refusal('MARKET_MISSING', { market })
    return readMarketPack(packs, market)
  }
  const baseCatalogue = (market: string): Catalogue => {
    const of = pack(market)
    const read = readCatalogueCsv({ ...readBaseCatalogueFiles(packs, of), market: of, language: 'en' })
    if (read.type === 'not-a-catalogue') throw new Error(`The base catalogue cannot be read: ${read.reason}`)
    return read.catalogue
  }
  // Read from files that no running application changes.
  let offered: readonly MarketOnOffer[] | null = null
  return {
    usual: () => usual,
    has: (market) => ids.includes(market),
    pack,
    timeZones: (market) => timeZonesOf(pack(market)),
    baseCatalogue,
    onOffer() {
      offered ??= ids.map((id) => onOffer(pack(id), baseCatalogue(id)))
      return offered
    },
  }
}

function onOffer(pack: MarketPack, { variants }: Catalogue): MarketOnOffer {
  const { id, name, languages, examples, phoneCountry: country } = pack
  const dates = variants
    .flatMap(({ figures }) => Object.values(figures))
    .flatMap((figure) => (figure.type === 'unknown' ? [] : [figure.asOf]))
    .toSorted()
  return {
    id,
    name,
    languages,
    examples: { storeName: examples.storeName, storeCode: examples.storeCode },
    timeZones: timeZonesOf(pack),
    country,
    priceExample: priceExample(pack),
    catalogue: {
      models: new Set(variants.map(({ brand, model }) => `${brand} ${model}`)).size,
      variants: variants.length,
      from: dates.at(0) ?? '',
      to: dates.at(-1) ?? '',
    },
  }
}
