import type { Market } from '../../core/market/market-pack.ts'

/** In points, a seventy-second of an inch, rounded. */
const sizes: Readonly<Record<Market['paper'], string>> = { A4: '595 842', Letter: '612 792' }

/** Whether every page of a PDF that Chromium made is of that paper; it has one page at least. */
export function isOnPaper(pdf: Uint8Array, paper: Market['paper']): boolean {
  const text = new TextDecoder('latin1').decode(pdf)
  const found = [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, width, height]) => `${Math.round(Number(width))} ${Math.round(Number(height))}`,
  )
  return found.length > 0 && found.every((size) => size === sizes[paper])
}
