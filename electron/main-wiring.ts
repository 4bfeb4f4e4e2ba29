import { join } from 'node:path'
import type { Logger } from 'pino'
import { createCrashLimit } from './crash-limit.ts'
import { createDataProcessSupervisor, type Stopped } from './data-process-supervisor.ts'
import type { ElectronApi, MenuRole, WindowApi } from './electron-api.ts'
import { createKeySealing } from './key-sealing.ts'
import { createPortBroker } from './port-broker.ts'
import { createPrintWindow } from './print-window.ts'
import { appOrigin, appScheme, isAppAddress, stoppedPath, tryAgainAddress } from './security/app-address.ts'
import { lockDownContents, lockDownSession } from './security/lock-down.ts'
import type { NewSecret } from './security/new-secret.ts'
import { createOpenExternal } from './security/open-external.ts'
import { plainPage } from './security/plain-page.ts'
import { createStaticFiles, type StaticAnswer } from './security/static-files.ts'
import type { After } from './timer.ts'
import { createWindows, sessionPartition, windowOptions } from './window.ts'

export interface MainDeps {
  /** The folder that holds the built application in `out/`, and `packs/` and `db/migrations/`. */
  readonly root: string
  readonly dataFolder: string
  /** Where Chromium keeps what is its own, inside the data folder; it must be there. */
  readonly profileFolder: string
  readonly demo: boolean
  readonly platform: NodeJS.Platform
  /** Installs the update that is ready; left out where this installation does not update itself. */
  readonly installUpdate?: (() => Promise<void>) | undefined
  readonly nowMs: () => number
  readonly after: After
  readonly newNonce: NewSecret
  readonly log: Logger
  /** Called once, when the showroom can be seen. */
  readonly onWindowOpen: () => void
}

/**
 * Everything the main process does, on the few functions of Electron it is given: locks the application down, opens the
 * window, keeps the data process running and brings the two together. No SQL and no business rule.
 */
export function createMain(electron: ElectronApi, deps: MainDeps): { readonly start: () => Promise<void> } {
  const { app } = electron
  const { log } = deps
  const devTools = !app.isPackaged
  const windows = createWindows(
    electron,
    windowOptions({ preload: join(deps.root, 'out', 'electron', 'preload.cjs'), devTools }),
  )
  const pageCrashes = createCrashLimit({ limit: 3, withinMs: 60_000, nowMs: deps.nowMs })
  let showroom: WindowApi | null = null
  let stopped: Stopped | null = null

  const broker = createPortBroker(electron, { windows, log })
  const supervisor = createDataProcessSupervisor({
    ...deps,
    fork: () =>
      electron.utilityProcess.fork(
        join(deps.root, 'out', 'electron', 'data.js'),
        [
          '--root',
          deps.root,
          '--data',
          deps.dataFolder,
          ...(deps.demo ? ['--demo'] : []),
          ...(deps.installUpdate ? ['--updates'] : []),
        ],
        { serviceName: 'Northstar data', stdio: 'inherit' },
      ),
    printPage: createPrintWindow({ windows, after: deps.after }),
    sealer: createKeySealing(electron.safeStorage, deps),
    onReady: broker.handToAll,
    onStopped: (why) => showStopped(why),
  })

  const load = (path: string): void => {
    showroom
      ?.loadURL(`${appOrigin}${path}`)
      .catch((err: unknown) => log.error({ err }, 'loading the page failed'))
  }
  const showStopped = (why: Stopped): void => {
    stopped = why
    load(stoppedPath)
  }
  const tryAgain = (): void => {
    if (stopped === null) return
    stopped = null
    pageCrashes.forget()
    supervisor.tryAgain()
    load('/')
  }

  const openShowroom = (): void => {
    const window = windows.open()
    showroom = window
    window.once('ready-to-show', () => {
      window.show()
      deps.onWindowOpen()
    })
    window.on('closed', () => {
      showroom = null
    })
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit') return
      const { times, tryAgain: again } = pageCrashes.note()
      log.error({ reason, times }, 'page ended')
      if (again) load('/')
      else showStopped({ code: 'WINDOW_STOPPED', detail: { times: String(times) } })
    })
    load(stopped === null ? '/' : stoppedPath)
  }

  const beforeReady = (): void => {
    app.enableSandbox()
    electron.protocol.registerSchemesAsPrivileged([
      { scheme: appScheme, privileges: { standard: true, secure: true } },
    ])
    const openOutside = createOpenExternal(electron.shell, (err) =>
      log.error({ err }, 'opening outside failed'),
    )
    app.on('web-contents-created', (_event, contents) =>
      lockDownContents(contents, { openOutside, onTryAgain: tryAgain, log }),
    )
    // Every session: the showroom's, Electron's own, and one that nobody meant to make.
    app.on('session-created', (session) => lockDownSession(session, { devTools }))
    app.on('second-instance', () => {
      if (showroom?.isMinimized()) showroom.restore()
      showroom?.focus()
    })
    app.on('window-all-closed', () => app.quit())
    app.on('will-quit', (event) => {
      event.preventDefault()
      end().then(
        () => app.exit(),
        (err: unknown) => {
          log.error({ err }, 'stopping failed')
          app.exit()
        },
      )
    })
  }

  /** The data is closed before anything is put in this application's place. */
  const end = async (): Promise<void> => {
    const isUpdated = deps.installUpdate !== undefined && (await supervisor.mayUpdate())
    await supervisor.stop()
    if (isUpdated) await deps.installUpdate?.()
  }

  const servePage = (): void => {
    const session = electron.session.fromPartition(sessionPartition, { cache: false })
    const files = createStaticFiles({
      folder: join(deps.root, 'out', 'renderer'),
      newNonce: deps.newNonce,
      connect: () => [],
    })
    session.protocol.handle(appScheme, async ({ url, method }) => {
      if (method !== 'GET' || !isAppAddress(url)) return new Response(null, { status: 404 })
      const path = new URL(url).pathname
      if (path === stoppedPath && stopped !== null) return toResponse(files.page(stoppedPage(stopped)))
      return toResponse(await files.answer(path))
    })
  }

  return {
    start: async () => {
      // The lock lies in it: two data folders are two applications, and one folder is never opened twice.
      app.setPath('userData', deps.profileFolder)
      if (!app.requestSingleInstanceLock()) return app.quit()
      beforeReady()
      await app.whenReady()
      setMenu(electron, devTools, deps.platform)
      servePage()
      broker.listen(supervisor)
      supervisor.start()
      openShowroom()
      // Not before: macOS sends it while the application starts as well, when no window can be made.
      app.on('activate', () => {
        if (showroom === null) openShowroom()
      })
    },
  }
}

/** A packaged application has no menu that could reload the page; macOS needs one for copy, paste and quit. */
function setMenu({ Menu }: Pick<ElectronApi, 'Menu'>, devTools: boolean, platform: NodeJS.Platform): void {
  const roles: readonly MenuRole[] = [
    ...(platform === 'darwin' ? (['appMenu'] as const) : []),
    'editMenu',
    ...(devTools ? (['viewMenu'] as const) : []),
    'windowMenu',
  ]
  const isNeeded = devTools || platform === 'darwin'
  Menu.setApplicationMenu(isNeeded ? Menu.buildFromTemplate(roles.map((role) => ({ role }))) : null)
}

function stoppedPage(why: Stopped): string {
  return plainPage({
    ...why,
    action: { href: tryAgainAddress, label: { en: 'Try again', ur: 'دوبارہ کوشش کریں' } },
  })
}

const toResponse = ({ status, headers, body }: StaticAnswer): Response =>
  new Response(body, { status, headers })
