/**
 * The few functions of Electron that the main process uses, as the least type that holds them. `main.ts` passes the real
 * module, so the compiler checks that each one is there as written; tests pass a stand-in of the same type.
 */
export interface ElectronApi {
  readonly app: AppApi
  readonly BrowserWindow: new (options: WindowOptions) => WindowApi
  readonly ipcMain: {
    on(channel: string, listener: (event: FrameMessage) => void): unknown
  }
  readonly Menu: {
    buildFromTemplate(template: { role: MenuRole }[]): object
    setApplicationMenu(menu: object | null): void
  }
  readonly MessageChannelMain: new () => { readonly port1: PortApi; readonly port2: PortApi }
  readonly protocol: {
    registerSchemesAsPrivileged(
      schemes: { scheme: string; privileges: { standard: boolean; secure: boolean } }[],
    ): void
  }
  readonly safeStorage: SafeStorageApi
  readonly session: { fromPartition(partition: string, options: { cache: boolean }): SessionApi }
  readonly shell: { openExternal(url: string): Promise<void> }
  readonly utilityProcess: {
    fork(modulePath: string, args: string[], options: { serviceName: string; stdio: 'inherit' }): ProcessApi
  }
}

export type MenuRole = 'appMenu' | 'editMenu' | 'viewMenu' | 'windowMenu'

export interface AppApi {
  readonly isPackaged: boolean
  enableSandbox(): void
  requestSingleInstanceLock(): boolean
  setPath(name: 'userData', path: string): void
  quit(): void
  exit(): void
  whenReady(): Promise<void>
  on(event: 'second-instance', listener: () => void): unknown
  on(event: 'window-all-closed', listener: () => void): unknown
  on(event: 'activate', listener: () => void): unknown
  on(event: 'will-quit', listener: (event: Cancellable) => void): unknown
  on(event: 'session-created', listener: (session: SessionApi) => void): unknown
  on(event: 'web-contents-created', listener: (event: Cancellable, contents: ContentsApi) => void): unknown
}

/** Only after the application is ready. */
export interface SafeStorageApi {
  isAsyncEncryptionAvailable(): Promise<boolean>
  encryptStringAsync(plainText: string): Promise<Buffer>
  decryptStringAsync(encrypted: Buffer): Promise<{ shouldReEncrypt: boolean; result: string }>
  /** Linux only; elsewhere it is not there. */
  getSelectedStorageBackend(): string
}

interface Cancellable {
  preventDefault(): void
}

export interface Navigation extends Cancellable {
  readonly url: string
}

export interface PortApi {
  close(): void
}

export interface FrameApi {
  readonly url: string
  readonly parent: unknown
  postMessage(channel: string, message: null, transfer?: PortApi[]): void
}

export interface FrameMessage {
  readonly sender: { readonly id: number }
  readonly senderFrame: FrameApi | null
}

export interface ContentsApi {
  readonly id: number
  readonly mainFrame: FrameApi
  on(event: 'will-navigate', listener: (event: Navigation) => void): unknown
  on(event: 'will-redirect', listener: (event: Navigation) => void): unknown
  on(event: 'will-frame-navigate', listener: (event: Navigation) => void): unknown
  on(event: 'will-attach-webview', listener: (event: Cancellable) => void): unknown
  on(
    event: 'render-process-gone',
    listener: (event: Cancellable, details: { readonly reason: string }) => void,
  ): unknown
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { action: 'deny' }): void
  executeJavaScriptInIsolatedWorld(worldId: number, scripts: { code: string }[]): Promise<unknown>
  printToPDF(options: PdfOptions): Promise<Uint8Array>
}

export interface PdfOptions {
  readonly pageSize: 'A4'
  readonly printBackground: boolean
  readonly preferCSSPageSize: boolean
  readonly generateTaggedPDF: boolean
}

export interface WindowOptions {
  readonly title: string
  readonly width: number
  readonly height: number
  readonly minWidth: number
  readonly minHeight: number
  readonly show: boolean
  readonly autoHideMenuBar: boolean
  readonly webPreferences: {
    readonly preload: string
    readonly partition: string
    readonly sandbox: boolean
    readonly contextIsolation: boolean
    readonly nodeIntegration: boolean
    readonly nodeIntegrationInSubFrames: boolean
    readonly nodeIntegrationInWorker: boolean
    readonly webSecurity: boolean
    readonly allowRunningInsecureContent: boolean
    readonly experimentalFeatures: boolean
    readonly webviewTag: boolean
    readonly plugins: boolean
    readonly navigateOnDragDrop: boolean
    readonly spellcheck: boolean
    readonly devTools: boolean
  }
}

export interface WindowApi {
  readonly webContents: ContentsApi
  loadURL(url: string): Promise<void>
  show(): void
  focus(): void
  isMinimized(): boolean
  restore(): void
  isDestroyed(): boolean
  destroy(): void
  once(event: 'ready-to-show', listener: () => void): unknown
  on(event: 'closed', listener: () => void): unknown
}

export interface SessionApi {
  readonly protocol: {
    handle(
      scheme: string,
      handler: (request: { readonly url: string; readonly method: string }) => Promise<Response>,
    ): void
  }
  readonly webRequest: {
    onBeforeRequest(
      listener: (
        details: { readonly url: string },
        callback: (response: { cancel: boolean }) => void,
      ) => void,
    ): void
  }
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, callback: (granted: boolean) => void) => void,
  ): void
  setPermissionCheckHandler(handler: () => boolean): void
  setDevicePermissionHandler(handler: () => boolean): void
  setSpellCheckerEnabled(enabled: boolean): void
  on(event: 'will-download', listener: (event: Cancellable, item: { getURL(): string }) => void): unknown
}

export interface ProcessApi {
  postMessage(message: unknown, transfer?: PortApi[]): void
  kill(): boolean
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
}
