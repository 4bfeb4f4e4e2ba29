import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readCatalogueCsv } from '../core/catalogue/read-catalogue-csv.ts'
import { slug } from '../core/catalogue/vehicle-id.ts'
import { ownWeekOf } from '../core/discovery/own-week.ts'
import { ratesWithEdits } from '../core/market/rate-edits.ts'
import { fiveYearCost } from '../core/ownership/five-year-cost.ts'
import { listMarkets, readBaseCatalogueFiles, readMarketPack, readQuestionBank } from './read-packs.ts'

const packsFolder = fileURLToPath(new URL('.', import.meta.url))

describe.each(listMarkets(packsFolder))('what owning costs in %s', (id) => {
  const pack = readMarketPack(packsFolder, id)
  const bank = readQuestionBank(packsFolder, pack)
  const read = readCatalogueCsv({
    ...readBaseCatalogueFiles(packsFolder, pack),
    market: pack,
    language: 'en',
  })
  if (read.type !== 'read') throw new Error(read.reason)
  const { variants, sources } = read.catalogue
  const costs = variants.map((variant) => ({
    variant,
    cost: fiveYearCost({
      variant,
      sources,
      rates: ratesWithEdits(pack.rates, []),
      pack,
      week: ownWeekOf(bank.ownWeek, []),
      bank,
      facts: {},
      day: '2026-11-22',
      language: 'en',
    }),
  }))

  test('is told of every vehicle, the energy of each whose consumption is known', () => {
    expect(costs.length).toBeGreaterThan(60)
    for (const { variant, cost } of costs) {
      const { consumptionKmPerLitre, fuel } = variant.figures
      const energy = cost.parts.find(({ code }) => code === 'energy')
      if (consumptionKmPerLitre === undefined || fuel?.type !== 'code' || fuel.codes.length > 1) continue
      if (fuel.codes[0] === 'plug-in-hybrid') continue
      expect(energy?.amountMinor, variant.id).not.toBeNull()
    }
  })

  test('names whatever is missing of it, for the insurance of no market is known', () => {
    for (const { variant, cost } of costs) {
      const insurance = cost.parts.find(({ code }) => code === 'insurance')
      expect(cost.missing, variant.id).toContain(insurance?.name)
    }
  })

  test('goes by what is known of resale as the catalogue does, where both say something', () => {
    for (const { make, model, lossPercentPerYear, source } of pack.resale) {
      const ofModel = variants.filter(
        (variant) => slug(variant.brand) === slug(make) && slug(variant.model) === slug(model),
      )
      for (const { figures } of ofModel)
        expect([make, model, figures.valueLossPercentPerYear]).toEqual([
          make,
          model,
          expect.objectContaining({ min: lossPercentPerYear, max: lossPercentPerYear, source: source.id }),
        ])
    }
  })
})
