/** Small enough for a slow line, where there are not many. */
const pageBytes = 400_000
/** Sealed and as base64 still less than a body may have. */
const mostPageBytes = 2_600_000
/** Head office takes a hundred parts, of which the change sets are a few. */
const mostPages = 80

export interface SizedPicture {
  readonly hash: string
  readonly bytes: number
}

/**
 * Cuts pictures, in their order, into pages that head office takes all of.
 * @returns the pages, and the pictures that are more than fits
 */
export function picturePages(pictures: readonly SizedPicture[]): {
  readonly pages: readonly (readonly string[])[]
  readonly left: readonly string[]
} {
  const total = pictures.reduce((sum, { bytes }) => sum + bytes, 0)
  // A page ends where the next picture does not fit any more, so it may be emptier than the bound by one picture.
  const largest = pictures.reduce((most, { bytes }) => Math.max(most, bytes), 0)
  const bound = Math.min(mostPageBytes, Math.max(pageBytes, Math.ceil(total / mostPages) + largest))
  const pages: string[][] = []
  let room = 0
  for (const { hash, bytes } of pictures) {
    if (bytes > room) {
      pages.push([])
      room = bound
    }
    pages.at(-1)?.push(hash)
    room -= bytes
  }
  return { pages: pages.slice(0, mostPages), left: pages.slice(mostPages).flat() }
}
