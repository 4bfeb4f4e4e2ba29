import { EventEmitter } from 'node:events'
import type {
  AppApi,
  ContentsApi,
  ElectronApi,
  FrameApi,
  MenuRole,
  PdfOptions,
  PortApi,
  ProcessApi,
  SafeStorageApi,
  SessionApi,
  WindowApi,
  WindowOptions,
} from '../electron-api.ts'

/** A port that knows its other end, and whether it was closed. */
class StandInPort implements PortApi {
  closed = false
  other: StandInPort | null = null

  close(): void {
    this.closed = true
  }
}

export class StandInFrame implements FrameApi {
  readonly received: { readonly channel: string; readonly ports: readonly PortApi[] }[] = []
  url: string
  readonly parent: unknown

  constructor(url: string, parent: unknown = null) {
    this.url = url
    this.parent = parent
  }

  postMessage(channel: string, _message: null, transfer: PortApi[] = []): void {
    this.received.push({ channel, ports: transfer })
  }
}

class StandInContents extends EventEmitter implements ContentsApi {
  readonly id: number
  readonly mainFrame = new StandInFrame('app://northstar/')
  readonly scripts: { readonly world: number; readonly code: string }[] = []
  readonly printed: PdfOptions[] = []
  /** What the page answers when it is asked whether it is complete; the last answer stays. */
  readyAnswers: unknown[] = [true]
  openWindow: ((details: { readonly url: string }) => { action: 'deny' }) | null = null

  constructor(id: number) {
    super()
    this.id = id
  }

  setWindowOpenHandler(handler: (details: { readonly url: string }) => { action: 'deny' }): void {
    this.openWindow = handler
  }

  async executeJavaScriptInIsolatedWorld(world: number, [script]: { code: string }[]): Promise<unknown> {
    this.scripts.push({ world, code: script?.code ?? '' })
    return this.readyAnswers.length > 1 ? this.readyAnswers.shift() : this.readyAnswers[0]
  }

  async printToPDF(options: PdfOptions): Promise<Uint8Array> {
    this.printed.push(options)
    return new TextEncoder().encode('%PDF stand-in')
  }
}

class StandInWindow extends EventEmitter implements WindowApi {
  readonly webContents: StandInContents
  readonly loaded: string[] = []
  readonly options: WindowOptions
  shown = false
  destroyed = false
  focused = false
  minimized = false

  constructor(id: number, options: WindowOptions) {
    super()
    this.options = options
    this.webContents = new StandInContents(id)
  }

  async loadURL(url: string): Promise<void> {
    this.loaded.push(url)
    this.webContents.mainFrame.url = url
  }
  show(): void {
    this.shown = true
  }
  focus(): void {
    this.focused = true
  }
  isMinimized(): boolean {
    return this.minimized
  }
  restore(): void {
    this.minimized = false
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
  destroy(): void {
    this.destroyed = true
    this.emit('closed')
  }
}

export class StandInProcess extends EventEmitter implements ProcessApi {
  readonly sent: { readonly message: unknown; readonly ports: readonly PortApi[] }[] = []
  killed = false
  readonly args: readonly string[]

  constructor(args: readonly string[]) {
    super()
    this.args = args
  }

  postMessage(message: unknown, transfer: PortApi[] = []): void {
    this.sent.push({ message, ports: transfer })
  }
  kill(): boolean {
    this.killed = true
    this.emit('exit', 0)
    return true
  }
}

export class StandInSession extends EventEmitter implements SessionApi {
  handler: ((request: { readonly url: string; readonly method: string }) => Promise<Response>) | null = null
  scheme = ''
  spellChecker = true
  mayRequest: ((contents: unknown, permission: string, callback: (granted: boolean) => void) => void) | null =
    null
  mayCheck: (() => boolean) | null = null
  mayUseDevice: (() => boolean) | null = null
  beforeRequest:
    | ((details: { readonly url: string }, callback: (response: { cancel: boolean }) => void) => void)
    | null = null
  readonly protocol = {
    handle: (
      scheme: string,
      handler: (request: { readonly url: string; readonly method: string }) => Promise<Response>,
    ): void => {
      this.scheme = scheme
      this.handler = handler
    },
  }
  readonly webRequest = {
    onBeforeRequest: (
      listener: (
        details: { readonly url: string },
        callback: (response: { cancel: boolean }) => void,
      ) => void,
    ): void => {
      this.beforeRequest = listener
    },
  }

  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, callback: (granted: boolean) => void) => void,
  ): void {
    this.mayRequest = handler
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.mayCheck = handler
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.mayUseDevice = handler
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled
  }
}

/** Seals by turning a text round, behind a mark as Electron writes it. */
export class StandInSafeStorage implements SafeStorageApi {
  readonly isReady: () => boolean
  isAvailable = true
  backend = 'gnome_libsecret'
  mark = 'v11'
  /** What was sealed with another key cannot be unsealed. */
  keyId = 1
  shouldReEncrypt = false
  /** How many times more it says that the keyring is not there yet. */
  notYet = 0

  constructor(isReady: () => boolean) {
    this.isReady = isReady
  }

  async isAsyncEncryptionAvailable(): Promise<boolean> {
    this.refuseEarly()
    return this.isAvailable
  }
  async encryptStringAsync(plainText: string): Promise<Buffer> {
    this.refuseEarly()
    return Buffer.from(`${this.mark}${this.keyId}${[...plainText].reverse().join('')}`)
  }
  async decryptStringAsync(encrypted: Buffer): Promise<{ shouldReEncrypt: boolean; result: string }> {
    this.refuseEarly()
    if (this.notYet > 0) {
      this.notYet -= 1
      throw new Error('safeStorage.decryptStringAsync is temporarily unavailable. Please try again.')
    }
    const [, keyId, text = ''] = /^v1\d(\d)(.*)$/s.exec(encrypted.toString()) ?? []
    if (keyId !== String(this.keyId))
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')
    return { shouldReEncrypt: this.shouldReEncrypt, result: [...text].reverse().join('') }
  }
  getSelectedStorageBackend(): string {
    return this.isReady() ? this.backend : 'unknown'
  }

  private refuseEarly(): void {
    if (!this.isReady()) throw new Error('safeStorage cannot be used before app is ready')
  }
}

class StandInApp extends EventEmitter implements AppApi {
  readonly calls: string[] = []
  ready = false
  readonly isPackaged: boolean
  lockIsFree = true

  constructor(isPackaged: boolean) {
    super()
    this.isPackaged = isPackaged
  }

  enableSandbox(): void {
    this.calls.push('enableSandbox')
  }
  requestSingleInstanceLock(): boolean {
    this.calls.push('requestSingleInstanceLock')
    return this.lockIsFree
  }
  setPath(name: 'userData', path: string): void {
    this.calls.push(`setPath ${name} ${path}`)
  }
  quit(): void {
    this.calls.push('quit')
  }
  exit(): void {
    this.calls.push('exit')
  }
  async whenReady(): Promise<void> {
    this.calls.push('whenReady')
    // macOS sends this while an application starts, when no window can be made yet.
    this.emit('activate')
    this.ready = true
  }
}

/** An Electron that shows nothing and remembers everything it was asked. */
export function createElectronStandIn(isPackaged: boolean) {
  const app = new StandInApp(isPackaged)
  const session = new StandInSession()
  const safeStorage = new StandInSafeStorage(() => app.ready)
  const ipcMain = new EventEmitter()
  const windows: StandInWindow[] = []
  const processes: StandInProcess[] = []
  const channels: { readonly port1: StandInPort; readonly port2: StandInPort }[] = []
  const schemes: unknown[] = []
  const partitions: unknown[] = []
  const menus: (readonly MenuRole[] | null)[] = []
  const opened: string[] = []
  const api: ElectronApi = {
    app,
    ipcMain,
    BrowserWindow: class extends StandInWindow {
      constructor(options: WindowOptions) {
        if (!app.ready) throw new Error('Cannot create BrowserWindow before app is ready')
        super(windows.length + 1, options)
        windows.push(this)
        app.emit('web-contents-created', { preventDefault: () => undefined }, this.webContents)
      }
    },
    Menu: {
      buildFromTemplate: (template) => template.map(({ role }) => role),
      setApplicationMenu: (menu) => void menus.push(Array.isArray(menu) ? menu : null),
    },
    MessageChannelMain: class {
      readonly port1 = new StandInPort()
      readonly port2 = new StandInPort()
      constructor() {
        this.port1.other = this.port2
        this.port2.other = this.port1
        channels.push(this)
      }
    },
    safeStorage,
    protocol: { registerSchemesAsPrivileged: (registered) => void schemes.push(...registered) },
    session: {
      fromPartition: (partition, options) => {
        partitions.push({ partition, ...options })
        if (partitions.length === 1) app.emit('session-created', session)
        return session
      },
    },
    shell: {
      openExternal: async (url) => void opened.push(url),
    },
    utilityProcess: {
      fork: (file, args) => {
        const child = new StandInProcess([file, ...args])
        processes.push(child)
        return child
      },
    },
  }
  return {
    api,
    app,
    safeStorage,
    session,
    ipcMain,
    windows,
    processes,
    channels,
    schemes,
    partitions,
    menus,
    opened,
  }
}

/** A clock and timer moved by hand. */
export function createHandClock() {
  let now = 0
  let waiting: { readonly at: number; readonly run: () => void }[] = []
  return {
    nowMs: () => now,
    after: (pauseMs: number, run: () => void): (() => void) => {
      const timer = { at: now + pauseMs, run }
      waiting.push(timer)
      return () => {
        waiting = waiting.filter((other) => other !== timer)
      }
    },
    /** Runs what has come due, in order. */
    pass: (ms: number): void => {
      now += ms
      const due = waiting.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)
      waiting = waiting.filter(({ at }) => at > now)
      for (const { run } of due) run()
    },
  }
}
