const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]']

/** What stands against an address of head office: it is none, or what goes there could be read on the way. */
type HeadofficeUrlFault = 'not-an-address' | 'not-safe'

type Read =
  | { readonly type: 'address'; readonly url: string }
  | { readonly type: 'refused'; readonly fault: HeadofficeUrlFault }

/**
 * Reads a head office's address as a person types it: `https` anywhere, plain `http` on this machine only. Left out,
 * the one is meant that is allowed there.
 * @returns the address without path or trailing slash, e.g. `https://sync.example.com`
 */
export function readHeadofficeAddress(text: string): Read {
  const notAnAddress: Read = { type: 'refused', fault: 'not-an-address' }
  const trimmed = text.trim()
  const typed = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : withScheme(trimmed)
  if (!URL.canParse(typed)) return notAnAddress
  const { protocol, hostname, origin, pathname, search, hash, username, password } = new URL(typed)
  const isBare = pathname === '/' && search === '' && hash === ''
  const isNameless = username === '' && password === ''
  if (!isBare || !isNameless || (protocol !== 'https:' && protocol !== 'http:')) return notAnAddress
  // Without its scheme anything is a name; one that stands alone is a slip.
  if (typed !== trimmed && !/[.:]/.test(hostname) && !loopbackHosts.includes(hostname)) return notAnAddress
  if (protocol === 'http:' && !loopbackHosts.includes(hostname)) return { type: 'refused', fault: 'not-safe' }
  return { type: 'address', url: origin }
}

function withScheme(typed: string): string {
  const isHere = loopbackHosts.some(
    (host) => typed === host || typed.startsWith(`${host}:`) || typed === `${host}/`,
  )
  return `${isHere ? 'http' : 'https'}://${typed}`
}
