import type { ElectronApi, WindowApi, WindowOptions } from './electron-api.ts'

/** Held in memory only: the name has no `persist:` before it, so nothing of the page outlives the process. */
export const sessionPartition = 'showroom'

/** How every window of Northstar is made; a test lists it, exactly. */
export function windowOptions(options: {
  readonly preload: string
  readonly devTools: boolean
}): WindowOptions {
  return {
    title: 'Northstar',
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      partition: sessionPartition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: options.devTools,
    },
  }
}

/** The windows this process has opened: the showroom's, and hidden ones that print. */
export interface Windows {
  readonly open: () => WindowApi
  /** By the id of its contents; `undefined` when it is not, or no longer, one of ours. */
  readonly byContentsId: (id: number) => WindowApi | undefined
  readonly all: () => readonly WindowApi[]
}

export function createWindows(electron: Pick<ElectronApi, 'BrowserWindow'>, options: WindowOptions): Windows {
  const windowById = new Map<number, WindowApi>()
  return {
    open: () => {
      const window = new electron.BrowserWindow(options)
      const { id } = window.webContents
      windowById.set(id, window)
      window.on('closed', () => windowById.delete(id))
      return window
    },
    byContentsId: (id) => windowById.get(id),
    all: () => [...windowById.values()],
  }
}
