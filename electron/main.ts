import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  app,
  autoUpdater,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  protocol,
  safeStorage,
  session,
  shell,
  utilityProcess,
} from 'electron'
import type { Logger } from 'pino'
import { Refusal } from '../contract/errors.ts'
import { dataFolder } from './data-folder.ts'
import type { ElectronApi } from './electron-api.ts'
import { createLog } from './log.ts'
import { createMain } from './main-wiring.ts'
import { handleTopLevel } from './rejections.ts'
import { newSecret } from './security/new-secret.ts'
import { after } from './timer.ts'
import { readUpdateKeys } from './updates/update-keys.ts'
import { updatesItself } from './updates/updates-itself.ts'

const electron: ElectronApi = {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  MessageChannelMain,
  protocol,
  safeStorage,
  session,
  shell,
  utilityProcess,
}

/** Electron becomes ready only once this module has been evaluated: awaiting the start here would wait for ever. */
function start(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(app.isPackaged ? 1 : 2),
    options: { data: { type: 'string' }, demo: { type: 'boolean', default: false } },
    // Chromium's own switches stand among ours.
    strict: false,
  })
  const named = typeof values.data === 'string' ? values.data : undefined
  const isDemo = values.demo === true
  const folder = dataFolder({ named, isDemo, env: process.env, platform: process.platform })
  const log = createLog(folder, 'window')
  // Electron refuses a folder that is not there.
  const profileFolder = join(folder, 'window')
  mkdirSync(profileFolder, { recursive: true, mode: 0o700 })
  handleTopLevel(process, { log, onCrash: () => app.exit(1) })
  return createMain(electron, {
    root: app.getAppPath(),
    dataFolder: folder,
    profileFolder,
    demo: isDemo,
    platform: process.platform,
    installUpdate: updateInstall(folder, log),
    nowMs: () => performance.now(),
    after,
    newNonce: newSecret,
    log,
    onWindowOpen: () => process.stdout.write('northstar: window open\n'),
  }).start()
}

/** @returns `undefined` where this installation does not update itself */
function updateInstall(dataFolder: string, log: Logger): (() => Promise<void>) | undefined {
  const { platform, arch, env, resourcesPath } = process
  const keys = readUpdateKeys(app.getAppPath())
  if (keys.length === 0 || !updatesItself({ isPackaged: app.isPackaged, platform, env })) return undefined
  const deps = { dataFolder, keys, version: app.getVersion(), platform, arch, resourcesPath, after, log }
  // Read only when there is something to install: a start is quicker without it.
  return () =>
    import('./updates/install-by-electron-updater.ts').then(({ installByElectronUpdater }) =>
      installByElectronUpdater({ ...deps, nativeUpdater: autoUpdater }),
    )
}

function fail(error: unknown): void {
  // Whoever started this from a terminal need not look for another reason.
  if (error instanceof Refusal) process.stdout.write('northstar: refused\n')
  dialog.showErrorBox('Northstar', error instanceof Error ? error.message : String(error))
  app.exit(1)
}

try {
  start().catch(fail)
} catch (error) {
  fail(error)
}
