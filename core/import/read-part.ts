/** Between the numbers of a cell such as `4495 x 1816 x 1425 mm`. */
const cross = /\s*[x×*✕X]\s*(?=[A-Za-z]{0,10}\s*[:=]?\s*[\d.,])/

/** One number of a cell with several between crosses, with the unit that stands behind the last; `null` for none. */
export function readPart(text: string, part: number): string | null {
  const parts = text.split(cross)
  const own = parts[part]
  if (parts.length < 2 || own === undefined) return null
  const bare = own.replace(/^[^\d]*(?=\d)/, '')
  const unit = /[^\d\s.,][^\d]*$/.exec(parts.at(-1) ?? '')?.[0] ?? ''
  return /[^\d\s.,\-–]/.test(bare) || unit === '' ? bare : `${bare} ${unit}`
}
