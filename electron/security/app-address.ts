/** The page's own scheme and origin inside Electron. */
export const appScheme = 'app'
export const appOrigin = 'app://northstar'

/** Navigating here, from the screen that says that Northstar stopped, means "try again". It is never loaded. */
export const tryAgainAddress = `${appOrigin}/try-again`
export const stoppedPath = '/stopped'

/** Whether an address is one of the page's own. */
export function isAppAddress(address: string): boolean {
  const url = URL.parse(address)
  if (url === null || url.protocol !== `${appScheme}:`) return false
  return url.host === 'northstar' && url.username === '' && url.password === ''
}

/** Whether an address names something the page itself made in memory, such as a file to save. */
export const isAppBlob = (address: string): boolean => address.startsWith(`blob:${appOrigin}/`)
