import { amountInFigures } from '../market/format-money.ts'
import type { Language } from '../market/language.ts'
import type { Market } from '../market/market-pack.ts'
import { onRoadWord } from '../market/on-road-word.ts'
import type { AmountRange, OnRoadPrice, PriceLine } from '../pricing/on-road-price.ts'
import type { PriceRow } from './take-home-page.ts'
import { sayTakeHome } from './take-home-words.ts'

/** One side of a vehicle's price: what it takes to be so, `null` where there is one side. */
export interface PricedSide {
  readonly label: string | null
  readonly price: OnRoadPrice
}

interface PriceTable {
  readonly rows: readonly PriceRow[]
  readonly hasEstimate: boolean
  readonly hasOld: boolean
  /** By name, what belongs to a price and is in no total. */
  readonly notKnown: readonly string[]
}

/**
 * The prices of several vehicles line by line, one column each. A line that is the same on every side stands once, one
 * that is not stands once for each side, and so does the total. What is known of no vehicle is in `notKnown` alone.
 */
export function priceTable(
  vehicles: readonly (readonly PricedSide[])[],
  market: Pick<Market, 'currency' | 'words'>,
  language: Language,
): PriceTable {
  const said = new Set(vehicles.flat().map(({ label }) => label))
  // A vehicle with one side stands beside each side of another.
  const named = [...said].filter((label) => label !== null)
  const labels: readonly (string | null)[] = named.length > 0 ? named : [null]
  const sideOf = (sides: readonly PricedSide[], label: string | null) =>
    (sides.find((side) => side.label === label) ?? (sides.length === 1 ? sides[0] : undefined))?.price
  const columnsOf = (label: string | null) => vehicles.map((sides) => sideOf(sides, label))
  const linesOf = (label: string | null, code: string) =>
    columnsOf(label).map((price) => price?.lines.find((line) => line.code === code))

  /** A row for each side, or one row where all sides say the same. */
  const together = (
    key: string,
    rowOf: (label: string | null) => Omit<PriceRow, 'key'>,
  ): readonly PriceRow[] => {
    const rows = labels.map((label) => ({ label, row: rowOf(label) }))
    const isSame = new Set(rows.map(({ row }) => JSON.stringify([row.cells, row.asOf]))).size === 1
    const [first] = rows
    if (isSame && first) return [{ key, ...first.row }]
    return rows.map(({ label, row }) => ({
      key: `${key} ${labels.indexOf(label)}`,
      ...row,
      name: label === null ? row.name : sayTakeHome('side', language, { name: row.name, side: label }),
    }))
  }

  const all = vehicles.flat().flatMap(({ price }) => price.lines)
  const codes = [...new Set(all.map(({ code }) => code))]
  // What nobody knows of any vehicle is said by name and needs no line.
  const isKnown = (code: string) => all.some((line) => line.code === code && line.amountMinor !== null)
  const lineRows = codes.filter(isKnown).flatMap((code) =>
    together(code, (label) => {
      const lines = linesOf(label, code)
      const first = lines.find((line) => line !== undefined) ?? all.find((line) => line.code === code)
      return {
        name: first?.name[language] ?? code,
        payee: first?.payee[language] ?? null,
        cells: lines.map((line) => cellText(line, market, language)),
        asOf: lines.flatMap((line) => line?.asOf ?? []).toSorted()[0] ?? null,
        isTotal: false,
      }
    }),
  )
  const notKnown = [
    ...new Set(all.filter(({ amountMinor }) => amountMinor === null).map(({ name }) => name[language])),
  ]
  const totalRows = together('total', (label) => ({
    name: sayTakeHome(notKnown.length > 0 ? 'totalKnown' : 'total', language, {
      onRoad: onRoadWord(market, language),
    }),
    payee: null,
    cells: columnsOf(label).map((price) =>
      price?.totalMinor
        ? markedText(price.totalMinor, price.lines, market, language)
        : sayTakeHome('cellNotKnown', language),
    ),
    asOf: null,
    isTotal: true,
  }))
  const known = all.filter(({ amountMinor }) => amountMinor !== null)
  return {
    rows: [...lineRows, ...totalRows],
    hasEstimate: known.some(({ basis }) => basis === 'estimate'),
    hasOld: known.some(({ isOld }) => isOld),
    notKnown,
  }
}

function cellText(line: PriceLine | undefined, market: Pick<Market, 'currency'>, language: Language): string {
  if (line === undefined) return sayTakeHome('cellNone', language)
  if (line.amountMinor === null) return sayTakeHome('cellNotKnown', language)
  return markedText(line.amountMinor, [line], market, language)
}

/** An amount with the marks of the lines that it is of, as far as they are known. */
function markedText(
  range: AmountRange,
  lines: readonly PriceLine[],
  market: Pick<Market, 'currency'>,
  language: Language,
): string {
  const known = lines.filter(({ amountMinor }) => amountMinor !== null)
  const amount = rangeText(range, market, language)
  const isEstimate = known.some(({ basis }) => basis === 'estimate')
  const marks = `${isEstimate ? '*' : ''}${known.some(({ isOld }) => isOld) ? '†' : ''}`
  return marks === '' ? amount : sayTakeHome('marked', language, { amount, marks })
}

function rangeText(
  { least, most }: AmountRange,
  { currency }: Pick<Market, 'currency'>,
  language: Language,
): string {
  if (least === most) return amountInFigures(least, currency)
  return sayTakeHome('cellRange', language, {
    least: amountInFigures(least, currency),
    most: amountInFigures(most, currency),
  })
}
