const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Reads a head office's address as a person types it; only this machine's own addresses until laptops are enrolled.
 * @returns the address without path or trailing slash, e.g. `http://127.0.0.1:4700`; `null` when it is not one
 */
export function readHeadofficeUrl(text: string): string | null {
  const trimmed = text.trim()
  if (!URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  const isBare = url.pathname === '/' && url.search === '' && url.hash === ''
  const isNameless = url.username === '' && url.password === ''
  return url.protocol === 'http:' && loopbackHosts.includes(url.hostname) && isBare && isNameless
    ? url.origin
    : null
}
