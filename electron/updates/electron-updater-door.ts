import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  AppImageUpdater,
  type AppUpdater,
  MacUpdater,
  NsisUpdater,
  Provider,
  type ResolvedUpdateFileInfo,
  type UpdateInfo,
} from 'electron-updater'
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js'
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js'
import type { Logger } from 'pino'
import type { After } from '../timer.ts'
import { type Installer, NotTheSignedFile } from './install-update.ts'

/** macOS's own updater, which Electron has: it looks at the application's code signature before it takes an update. */
export interface NativeUpdater {
  once(event: 'update-downloaded', listener: () => void): unknown
  once(event: 'error', listener: (error: Error) => void): unknown
}

/** Squirrel unpacks the whole application and checks its signature. */
const nativePatienceMs = 300_000

/**
 * Installs through electron-updater: it knows how each system replaces an application, and looks at the publisher's
 * code signature where the system has one. It fetches nothing: head office's answer and the file are here already, so
 * it is given the first by a provider and the second in the place of a download.
 */
export function createElectronUpdaterInstaller(deps: {
  readonly platform: string
  readonly version: string
  /** The folder of `app-update.yml`, which says who must have signed the installer. */
  readonly resourcesPath: string
  readonly nativeUpdater: NativeUpdater
  readonly after: After
  readonly log: Logger
}): Installer {
  return async ({ release, file, path, workFolder }) => {
    const app: AppAdapter = {
      version: deps.version,
      name: 'Northstar',
      isPackaged: true,
      appUpdateConfigPath: join(deps.resourcesPath, 'app-update.yml'),
      userDataPath: workFolder,
      baseCachePath: workFolder,
      whenReady: async () => {},
      // Northstar is ending already, and starts when somebody starts it.
      quit: () => {},
      relaunch: () => {},
      onQuit: () => {},
    }
    const { version, releaseDate, minimumSystemVersion } = release
    const { url, sha512, size } = file
    const info: UpdateInfo = {
      version,
      files: [{ url, sha512, size }],
      path: url,
      sha512,
      releaseDate,
      ...(minimumSystemVersion !== undefined && { minimumSystemVersion }),
    }
    const updater = updaterFor(deps.platform, app)
    prepare(updater, deps.log)
    updater.setFeedURL({ provider: 'custom', updateProvider: providerOf(info) })
    // Instead of its own way to the network: the file is copied and compared on the way.
    Object.defineProperty(updater, 'httpExecutor', {
      value: { download: (_url: URL, destination: string) => copySigned(path, destination, sha512) },
    })

    const found = await updater.checkForUpdates()
    if (found?.isUpdateAvailable !== true) throw new Error('electron-updater does not take this version here')
    if (updater instanceof MacUpdater) {
      const taken = takenBySquirrel(deps)
      const handedOver = updater.downloadUpdate()
      // It waits for its answer to Squirrel to finish, which never does where Squirrel has read it and hung up before.
      handedOver.catch(() => {})
      await Promise.race([handedOver, taken])
      return taken
    }
    await updater.downloadUpdate()
    if (!updater.install(true, false)) throw new Error('electron-updater did not start the installer')
  }
}

function updaterFor(platform: string, app: AppAdapter): NsisUpdater | MacUpdater | AppImageUpdater {
  if (platform === 'win32') return new NsisUpdater(null, app)
  return platform === 'darwin' ? new MacUpdater(undefined, app) : new AppImageUpdater(null, app)
}

function prepare(updater: AppUpdater, log: Logger): void {
  updater.logger = {
    info: () => {},
    warn: (text: unknown) => log.warn({ updater: String(text) }, 'electron-updater warns'),
    error: (text: unknown) => log.error({ updater: String(text) }, 'electron-updater failed'),
  }
  updater.autoDownload = false
  updater.allowDowngrade = false
  updater.disableWebInstaller = true
  // It would ask head office for maps of blocks.
  updater.disableDifferentialDownload = true
  // Only Squirrel has to be asked to take it; the others are told to install.
  updater.autoInstallOnAppQuit = updater instanceof MacUpdater
}

/** The addresses are never called; they only name the files. */
const baseAddress = 'https://headoffice.invalid/updates/'

function providerOf(info: UpdateInfo) {
  return class extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtimeOptions: ProviderRuntimeOptions) {
      super(runtimeOptions)
    }
    override async getLatestVersion(): Promise<UpdateInfo> {
      return info
    }
    override resolveFiles(): ResolvedUpdateFileInfo[] {
      return info.files.map((file) => ({ url: new URL(file.url, baseAddress), info: file }))
    }
  }
}

/** @throws NotTheSignedFile */
async function copySigned(from: string, to: string, sha512: string): Promise<void> {
  const hash = createHash('sha512')
  const hashed = new Transform({
    transform(piece, _encoding, done) {
      hash.update(piece)
      done(null, piece)
    },
  })
  await pipeline(createReadStream(from), hashed, createWriteStream(to, { flush: true, mode: 0o700 }))
  if (hash.digest('base64') !== sha512) throw new NotTheSignedFile()
}

/** Resolves when macOS has taken the update, which it installs once the application has ended. */
function takenBySquirrel({
  nativeUpdater,
  after,
}: {
  readonly nativeUpdater: NativeUpdater
  readonly after: After
}): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const callOff = after(nativePatienceMs, () => reject(new Error('macOS did not take the update in time')))
  nativeUpdater.once('update-downloaded', () => {
    callOff()
    resolve()
  })
  nativeUpdater.once('error', (error) => {
    callOff()
    reject(error)
  })
  // Whoever waits may not be there yet when it fails.
  promise.catch(() => {})
  return promise
}
