import type { TakeHomePage } from './take-home-page.ts'
import { sayTakeHome } from './take-home-words.ts'

/**
 * The page in a few lines to paste in a message: the vehicles with their price, their first reason and their catch,
 * what was written down and who to ask. It names nobody but whoever is to be asked. In Urdu each line is marked as right
 * to left, because a message has no markup to say so.
 */
export function takeHomeToText(page: TakeHomePage): string {
  const { language, store, day, vehicles, labels, price, promised, ask } = page
  const apart = (text: string) => (language === 'ur' ? `\u2068${text}\u2069` : text)
  const totals = price?.rows.filter(({ isTotal }) => isTotal) ?? []
  const totalsOf = (variantId: string) => {
    const column = price?.columns.findIndex((one) => one.variantId === variantId) ?? -1
    return totals.flatMap((row) =>
      row.cells[column] === undefined ? [] : [`${row.name}: ${row.cells[column]}`],
    )
  }
  return [
    `${apart(store)}${separator}${apart(day)}`,
    ...vehicles.flatMap(({ variantId, name, variant, price: priceText, reasons, catch: itsCatch }, at) => [
      '',
      `${at + 1}. ${apart(`${name} ${variant}`)}: ${priceText}`,
      ...totalsOf(variantId),
      ...reasons.slice(0, 1),
      `${labels.catch}: ${itsCatch}`,
    ]),
    ...(totals.length > 0 && price
      ? [
          '',
          price.title,
          ...(price.notKnown === null ? [] : [price.notKnown]),
          ...price.marks,
          ...price.notes.slice(-1),
        ]
      : []),
    ...(promised === null ? [] : ['', ...promised.lines]),
    '',
    sayTakeHome('ask', language),
    ...ask.lines,
  ]
    .map((line) => (language === 'ur' && line !== '' ? `\u200F${line}` : line))
    .join('\n')
}

const separator = ' · '
