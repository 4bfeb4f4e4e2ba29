import type { ContentsApi } from './electron-api.ts'
import { appOrigin } from './security/app-address.ts'
import type { After } from './timer.ts'
import type { Windows } from './window.ts'

const pollMs = 50
const patienceMs = 30_000
/** Any isolated world that neither the page (0) nor the preload script (999) runs in. */
const readingWorld = 1001
const readyScript = "document.body?.dataset.ready === 'true'"

/**
 * Prints a screen in a hidden window, one at a time. The page says that it is complete by `data-ready="true"` on its
 * body. That is read from an isolated world, where the page's own scripts can change nothing but the answer, and only
 * the literal `true` is believed.
 * @throws when the screen is not complete in time
 */
export function createPrintWindow(deps: {
  readonly windows: Windows
  readonly after: After
}): (path: string) => Promise<Uint8Array> {
  let last: Promise<unknown> = Promise.resolve()
  const pause = (): Promise<void> => new Promise((resolve) => void deps.after(pollMs, resolve))

  const print = async (path: string): Promise<Uint8Array> => {
    const window = deps.windows.open()
    let late = false
    const callOff = deps.after(patienceMs, () => {
      late = true
    })
    try {
      await window.loadURL(`${appOrigin}${path}`)
      while (!(await isReady(window.webContents))) {
        if (late) throw new Error('The screen to print was not complete in time')
        await pause()
      }
      return await window.webContents.printToPDF({
        // Where a page does not say: those of a market with other paper do.
        pageSize: 'A4',
        printBackground: true,
        preferCSSPageSize: true,
        generateTaggedPDF: true,
      })
    } finally {
      callOff()
      window.destroy()
    }
  }

  return (path) => {
    const printed = last.then(() => print(path))
    // Whoever asked for this one hears why it failed; the next only waits for its turn.
    last = printed.catch(() => undefined)
    return printed
  }
}

async function isReady(contents: ContentsApi): Promise<boolean> {
  return (await contents.executeJavaScriptInIsolatedWorld(readingWorld, [{ code: readyScript }])) === true
}
