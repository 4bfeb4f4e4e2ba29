import type { Logger } from 'pino'
import type { ContentsApi, Navigation, SessionApi } from '../electron-api.ts'
import { isAppAddress, isAppBlob, tryAgainAddress } from './app-address.ts'
import type { OpenExternal } from './open-external.ts'

/** Refuses every permission, every request that is not the page's own, and every download the page did not make. */
export function lockDownSession(session: SessionApi, options: { readonly devTools: boolean }): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    const own = isAppAddress(url) || isAppBlob(url) || url.startsWith('data:')
    callback({ cancel: !own && !(options.devTools && url.startsWith('devtools:')) })
  })
  session.on('will-download', (event, item) => {
    if (!isAppBlob(item.getURL())) event.preventDefault()
  })
}

/** Keeps a page where it is: no navigation away, no new window, no webview. */
export function lockDownContents(
  contents: ContentsApi,
  deps: { readonly openOutside: OpenExternal; readonly onTryAgain: () => void; readonly log: Logger },
): void {
  const stay = (event: Navigation): void => {
    if (isAppAddress(event.url)) return
    event.preventDefault()
    deps.log.warn({ scheme: URL.parse(event.url)?.protocol }, 'navigation refused')
  }
  contents.on('will-navigate', (event) => {
    if (event.url !== tryAgainAddress) return stay(event)
    event.preventDefault()
    deps.onTryAgain()
  })
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (!deps.openOutside(url)) deps.log.warn({ scheme: URL.parse(url)?.protocol }, 'new window refused')
    return { action: 'deny' }
  })
}
