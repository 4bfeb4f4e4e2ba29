import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { createMain } from '../main-wiring.ts'
import { createElectronStandIn, createHandClock, type StandInProcess } from './electron-stand-in.ts'

/** A folder with the least of a built page, gone when the test is over. */
export function builtPage(): { readonly root: string; readonly [Symbol.dispose]: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'northstar-main-'))
  mkdirSync(join(root, 'out', 'renderer'), { recursive: true })
  writeFileSync(
    join(root, 'out', 'renderer', 'index.html'),
    '<meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" nonce="__CSP_NONCE__">',
  )
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) }
}

/** The main process, started on the stand-in. */
export async function startMain(
  root: string,
  options: {
    readonly isPackaged?: boolean
    readonly platform?: NodeJS.Platform
    readonly lockIsFree?: boolean
    readonly installUpdate?: () => Promise<void>
  } = {},
) {
  const electron = createElectronStandIn(options.isPackaged ?? true)
  electron.app.lockIsFree = options.lockIsFree ?? true
  const clock = createHandClock()
  let opened = 0
  await createMain(electron.api, {
    root,
    dataFolder: '/laptop',
    profileFolder: '/laptop/window',
    demo: false,
    platform: options.platform ?? 'linux',
    installUpdate: options.installUpdate,
    nowMs: clock.nowMs,
    after: clock.after,
    newNonce: () => 'NONCE',
    log: pino({ level: 'silent' }),
    onWindowOpen: () => {
      opened += 1
    },
  }).start()
  const theOne = <T>([first]: readonly T[]): T => {
    if (first === undefined) throw new Error('main opened nothing')
    return first
  }
  return {
    ...electron,
    clock,
    get window() {
      return theOne(electron.windows)
    },
    get contents() {
      return theOne(electron.windows).webContents
    },
    get data() {
      return theOne(electron.processes)
    },
    windowOpened: () => opened,
  }
}

export type StartedMain = Awaited<ReturnType<typeof startMain>>

/** The data process started last. */
export const newestProcess = (started: StartedMain): StandInProcess =>
  started.processes.at(-1) ?? started.data

export function getReady(started: StartedMain): void {
  newestProcess(started).emit('message', { type: 'ready' })
}

export function request(started: StartedMain, url: string, method = 'GET'): Promise<Response> {
  if (started.session.handler === null) throw new Error('main answers no addresses')
  return started.session.handler({ url, method })
}

/** Has the page try to go somewhere. @returns whether it was let go */
export function navigate(started: StartedMain, event: string, url: string): boolean {
  let prevented = false
  started.contents.emit(event, {
    url,
    preventDefault: () => {
      prevented = true
    },
  })
  return !prevented
}
