import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMain } from './main-wiring.ts'
import {
  createElectronStandIn,
  createHandClock,
  StandInFrame,
  type StandInProcess,
} from './testing/electron-stand-in.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'northstar-main-'))
  mkdirSync(join(root, 'out', 'renderer'), { recursive: true })
  writeFileSync(
    join(root, 'out', 'renderer', 'index.html'),
    '<meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" nonce="__CSP_NONCE__">',
  )
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

async function startMain(options: { isPackaged?: boolean; platform?: NodeJS.Platform } = {}) {
  const electron = createElectronStandIn(options.isPackaged ?? true)
  const clock = createHandClock()
  let opened = 0
  const main = createMain(electron.api, {
    root,
    dataFolder: '/laptop',
    demo: false,
    platform: options.platform ?? 'linux',
    nowMs: clock.nowMs,
    after: clock.after,
    newNonce: () => 'NONCE',
    log: pino({ level: 'silent' }),
    onWindowOpen: () => {
      opened += 1
    },
  })
  await main.start()
  const [window] = electron.windows
  const [data] = electron.processes
  if (window === undefined || data === undefined) throw new Error('main opened nothing')
  return { ...electron, clock, window, data, contents: window.webContents, windowOpened: () => opened }
}

type Started = Awaited<ReturnType<typeof startMain>>

const newest = (started: Started): StandInProcess => started.processes.at(-1) ?? started.data
const getReady = (started: Started): void => void newest(started).emit('message', { type: 'ready' })
const askForPort = (started: Started, frame: unknown, id = started.contents.id): void =>
  void started.ipcMain.emit('northstar-port', { sender: { id }, senderFrame: frame })
const request = async (started: Started, url: string, method = 'GET'): Promise<Response> => {
  if (started.session.handler === null) throw new Error('no protocol handler')
  return started.session.handler({ url, method })
}
function navigate(started: Started, event: string, url: string): boolean {
  let prevented = false
  started.contents.emit(event, { url, preventDefault: () => (prevented = true) })
  return !prevented
}

describe('the surface of the main process', () => {
  it('opens its window with exactly these preferences', async () => {
    const { window } = await startMain()
    expect(window.options.webPreferences).toStrictEqual({
      preload: join(root, 'out', 'electron', 'preload.cjs'),
      partition: 'showroom',
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
      devTools: false,
    })
  })

  it('turns developer tools on only in an application that is not packaged', async () => {
    const { window } = await startMain({ isPackaged: false })
    expect(window.options.webPreferences.devTools).toBe(true)
  })

  it('sandboxes every process and takes the single-instance lock beside the data before it is ready', async () => {
    const { app } = await startMain()
    expect(app.calls).toEqual([
      `setPath userData ${join('/laptop', 'window')}`,
      'requestSingleInstanceLock',
      'enableSandbox',
      'whenReady',
    ])
  })

  it('leaves at once when the same data is already open, and brings the open window forward', async () => {
    const second = createElectronStandIn(true)
    second.app.lockIsFree = false
    const clock = createHandClock()
    await createMain(second.api, {
      root,
      dataFolder: '/laptop',
      demo: false,
      platform: 'linux',
      ...clock,
      newNonce: () => 'NONCE',
      log: pino({ level: 'silent' }),
      onWindowOpen: () => undefined,
    }).start()
    expect(second.app.calls.at(-1)).toBe('quit')
    expect(second.windows).toEqual([])

    const first = await startMain()
    first.window.minimized = true
    first.app.emit('second-instance')
    expect(first.window).toMatchObject({ minimized: false, focused: true })
  })

  it('registers one scheme, once, with no privilege but being standard and secure', async () => {
    const { schemes, session } = await startMain()
    expect(schemes).toStrictEqual([{ scheme: 'app', privileges: { standard: true, secure: true } }])
    expect(session.scheme).toBe('app')
  })

  it('keeps the page in a session that is never written to disk', async () => {
    const { partitions } = await startMain()
    expect(partitions).toStrictEqual([{ partition: 'showroom', cache: false }])
  })

  it('listens on one channel and no other', async () => {
    const { ipcMain } = await startMain()
    expect(ipcMain.eventNames()).toEqual(['northstar-port'])
  })

  it('has no menu when packaged, except on macOS, where nothing in it reloads the page', async () => {
    expect((await startMain()).menus).toEqual([null])
    expect((await startMain({ platform: 'darwin' })).menus).toEqual([['appMenu', 'editMenu', 'windowMenu']])
    expect((await startMain({ isPackaged: false })).menus).toEqual([['editMenu', 'viewMenu', 'windowMenu']])
  })
})

describe('what the page may not do', () => {
  it.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'openExternal',
    'fileSystem',
    'unknown',
  ])('is refused the permission %s', async (permission) => {
    const { session } = await startMain()
    const granted: boolean[] = []
    session.mayRequest?.(null, permission, (answer) => granted.push(answer))
    expect(granted).toEqual([false])
    expect(session.mayCheck?.()).toBe(false)
    expect(session.mayUseDevice?.()).toBe(false)
    expect(session.spellChecker).toBe(false)
  })

  it.each([
    ['app://northstar/assets/index.js', false],
    ['blob:app://northstar/5f0c', false],
    ['data:image/png;base64,AA', false],
    ['https://example.com/', true],
    ['http://127.0.0.1/', true],
    ['file:///etc/passwd', true],
    ['ws://127.0.0.1/', true],
    ['app://elsewhere/', true],
    ['app://name:word@northstar/', true],
    ['devtools://devtools/bundled/', true],
  ])('requests only its own: %s is cancelled: %s', async (url, cancelled) => {
    const { session } = await startMain()
    const answers: boolean[] = []
    session.beforeRequest?.({ url }, ({ cancel }) => answers.push(cancel))
    expect(answers).toEqual([cancelled])
  })

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
    '%s leaves it where it is',
    async (event) => {
      const started = await startMain()
      expect(navigate(started, event, 'app://northstar/customers')).toBe(true)
      for (const url of [
        'https://example.com/',
        'app://elsewhere/',
        'app://northstar.example.com/',
        'file:///etc/passwd',
        'javascript:alert(1)',
        'about:blank',
        'not an address',
      ])
        expect(navigate(started, event, url), url).toBe(false)
    },
  )

  it('opens no window; only a number to dial goes outside', async () => {
    const { contents, opened } = await startMain()
    expect(contents.openWindow?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' })
    expect(contents.openWindow?.({ url: 'file:///etc/passwd' })).toEqual({ action: 'deny' })
    expect(contents.openWindow?.({ url: 'tel:+923001234567' })).toEqual({ action: 'deny' })
    expect(opened).toEqual(['tel:+923001234567'])
  })

  it('attaches no webview', async () => {
    const { contents } = await startMain()
    let prevented = false
    contents.emit('will-attach-webview', { preventDefault: () => (prevented = true) })
    expect(prevented).toBe(true)
  })

  it('saves only files that it made itself', async () => {
    const { session } = await startMain()
    const prevented: string[] = []
    for (const url of [
      'blob:app://northstar/5f0c',
      'https://example.com/x.exe',
      'app://northstar/index.html',
    ])
      session.emit('will-download', { preventDefault: () => prevented.push(url) }, { getURL: () => url })
    expect(prevented).toEqual(['https://example.com/x.exe', 'app://northstar/index.html'])
  })
})

describe('the page over app://', () => {
  it('comes with a policy that allows nothing by default and connects to nothing', async () => {
    const response = await request(await startMain(), 'app://northstar/')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'nonce-NONCE'; style-src 'nonce-NONCE'; img-src 'self' data: blob:; " +
        "font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    expect(await response.text()).toBe(
      '<meta property="csp-nonce" nonce="NONCE"><script type="module" nonce="NONCE">',
    )
  })

  it('answers no other host, no other method and no path outside its folder', async () => {
    const started = await startMain()
    cpSync(join(root, 'out', 'renderer', 'index.html'), join(root, 'out', 'secret.html'))
    for (const [url, method] of [
      ['app://elsewhere/', 'GET'],
      ['app://northstar/', 'POST'],
      ['app://northstar/..%2fsecret.html', 'GET'],
      ['app://northstar/%2e%2e%5csecret.html', 'GET'],
    ] as const)
      expect((await request(started, url, method)).status, url).toBe(404)
  })
})

describe('the port to the data process', () => {
  it('goes to the main frame of its own window, one end each', async () => {
    const started = await startMain()
    getReady(started)
    askForPort(started, started.contents.mainFrame)
    const [channel] = started.channels
    expect(started.channels).toHaveLength(1)
    expect(started.contents.mainFrame.received).toEqual([
      { channel: 'northstar-port', ports: [channel?.port2] },
    ])
    expect(started.data.sent).toEqual([{ message: { type: 'port' }, ports: [channel?.port1] }])
  })

  it('waits until the data process can answer', async () => {
    const started = await startMain()
    askForPort(started, started.contents.mainFrame)
    expect(started.contents.mainFrame.received).toEqual([])
    getReady(started)
    expect(started.contents.mainFrame.received).toHaveLength(1)
  })

  it('is refused to a frame inside the page, another origin, a window not ours, and a frame that is gone', async () => {
    const started = await startMain()
    getReady(started)
    const strangers = [
      new StandInFrame('app://northstar/', started.contents.mainFrame),
      new StandInFrame('https://example.com/'),
      new StandInFrame('app://elsewhere/'),
      new StandInFrame('about:blank'),
    ]
    for (const frame of strangers) askForPort(started, frame)
    const unknownWindow = new StandInFrame('app://northstar/')
    askForPort(started, unknownWindow, 99)
    askForPort(started, null)
    expect([...strangers, unknownWindow].flatMap(({ received }) => received)).toEqual([])
    expect(started.channels).toEqual([])
  })

  it('is renewed after the data process has crashed and started again', async () => {
    const started = await startMain()
    getReady(started)
    askForPort(started, started.contents.mainFrame)
    started.data.emit('exit', 139)
    started.clock.pass(250)
    expect(started.processes).toHaveLength(2)
    expect(started.contents.mainFrame.received).toHaveLength(1)
    getReady(started)
    expect(started.contents.mainFrame.received).toHaveLength(2)
    expect(newest(started).sent).toHaveLength(1)
  })
})

describe('a data process that will not run', () => {
  function crashThreeTimes(started: Started): void {
    for (const pause of [250, 1_000, 4_000]) {
      getReady(started)
      newest(started).emit('exit', 1)
      started.clock.pass(pause)
    }
  }

  it('is not started a fourth time within a minute; a screen in both languages says so', async () => {
    const started = await startMain()
    crashThreeTimes(started)
    expect(started.processes).toHaveLength(3)
    expect(started.window.loaded).toEqual(['app://northstar/', 'app://northstar/stopped'])
    const page = await (await request(started, 'app://northstar/stopped')).text()
    expect(page).toContain('stopped 3 times within a minute')
    expect(page).toContain('dir="rtl"')
    expect(page).toContain('href="app://northstar/try-again"')
    expect(page).not.toContain('<script')
  })

  it('is started again, and the page loaded, by the button of that screen', async () => {
    const started = await startMain()
    crashThreeTimes(started)
    expect(navigate(started, 'will-navigate', 'app://northstar/try-again')).toBe(false)
    expect(started.processes).toHaveLength(4)
    expect(started.window.loaded.at(-1)).toBe('app://northstar/')
    getReady(started)
    newest(started).emit('exit', 1)
    started.clock.pass(250)
    expect(started.processes).toHaveLength(5)
  })

  it('crashing now and then is started again every time', async () => {
    const started = await startMain()
    for (let crash = 0; crash < 6; crash += 1) {
      newest(started).emit('exit', 1)
      started.clock.pass(31_000)
    }
    expect(started.processes).toHaveLength(7)
    expect(started.window.loaded).toEqual(['app://northstar/'])
  })

  it('says why it refused its data, and is not started again by itself', async () => {
    const started = await startMain()
    started.data.emit('message', {
      type: 'refused',
      code: 'DATABASE_NEWER',
      detail: { folder: '<b>/laptop', found: '9', known: '1' },
    })
    expect(started.data.killed).toBe(true)
    started.clock.pass(120_000)
    expect(started.processes).toHaveLength(1)
    const page = await (await request(started, 'app://northstar/stopped')).text()
    expect(page).toContain('was written by a newer Northstar')
    expect(page).toContain('&#60;b&#62;/laptop')
  })

  it('is not disturbed by the address of the button while it runs', async () => {
    const started = await startMain()
    getReady(started)
    expect(navigate(started, 'will-navigate', 'app://northstar/try-again')).toBe(false)
    expect(started.processes).toHaveLength(1)
    expect(started.window.loaded).toEqual(['app://northstar/'])
  })

  it('that says something unknown is not believed', async () => {
    const started = await startMain()
    started.data.emit('message', { type: 'print', id: 1, path: 'https://example.com/' })
    started.data.emit('message', { type: 'print', id: 1, path: '/settings' })
    started.data.emit('message', { type: 'refused', code: 'toString', detail: {} })
    expect(started.windows).toHaveLength(1)
    expect(started.data.killed).toBe(false)
  })
})

describe('the window', () => {
  it('is shown when it has something to show', async () => {
    const { window, windowOpened } = await startMain()
    expect(window.shown).toBe(false)
    window.emit('ready-to-show')
    expect(window.shown).toBe(true)
    expect(windowOpened()).toBe(1)
  })

  it('loads its page again when the page crashes, but not for ever', async () => {
    const started = await startMain()
    for (let crash = 0; crash < 3; crash += 1)
      started.contents.emit('render-process-gone', {}, { reason: 'crashed' })
    started.contents.emit('render-process-gone', {}, { reason: 'clean-exit' })
    expect(started.window.loaded).toEqual([
      'app://northstar/',
      'app://northstar/',
      'app://northstar/',
      'app://northstar/stopped',
    ])
    expect(await (await request(started, 'app://northstar/stopped')).text()).toContain(
      'The showroom window stopped',
    )
  })

  it('closes the data before the application ends', async () => {
    const started = await startMain()
    getReady(started)
    let prevented = false
    started.app.emit('will-quit', { preventDefault: () => (prevented = true) })
    expect(prevented).toBe(true)
    expect(started.data.sent).toEqual([{ message: { type: 'stop' }, ports: [] }])
    expect(started.app.calls).not.toContain('exit')
    started.data.emit('exit', 0)
    await new Promise(setImmediate)
    expect(started.app.calls.at(-1)).toBe('exit')
    expect(started.processes).toHaveLength(1)
  })

  it('ends a data process that does not close in time', async () => {
    const started = await startMain()
    started.app.emit('will-quit', { preventDefault: () => undefined })
    started.clock.pass(5_000)
    expect(started.data.killed).toBe(true)
  })
})

describe('printing', () => {
  const path = '/print/daily-summary/2026-11-22?language=ur'
  const settle = () => new Promise(setImmediate)

  it('prints a screen on A4 in a hidden window of the same make, and gives the data process its bytes', async () => {
    const started = await startMain()
    getReady(started)
    started.data.emit('message', { type: 'print', id: 7, path })
    await settle()
    const hidden = started.windows[1]
    expect(hidden?.loaded).toEqual([`app://northstar${path}`])
    expect(hidden).toMatchObject({ shown: false, destroyed: true, options: started.window.options })
    expect(hidden?.webContents.printed).toEqual([
      { pageSize: 'A4', printBackground: true, preferCSSPageSize: true, generateTaggedPDF: true },
    ])
    expect(started.data.sent).toEqual([
      { message: { type: 'printed', id: 7, pdf: new TextEncoder().encode('%PDF stand-in') }, ports: [] },
    ])
  })

  it('waits until the page says that it is complete, and believes nothing but true', async () => {
    const started = await startMain()
    getReady(started)
    started.data.emit('message', { type: 'print', id: 1, path })
    await Promise.resolve()
    const hidden = started.windows[1]
    if (hidden === undefined) throw new Error('no window to print in')
    hidden.webContents.readyAnswers = [false, 'true', 1, true]
    for (let look = 0; look < 3; look += 1) {
      await settle()
      expect(hidden.webContents.printed).toEqual([])
      started.clock.pass(50)
    }
    await settle()
    expect(hidden.webContents.printed).toHaveLength(1)
    expect(new Set(hidden.webContents.scripts.map(({ world }) => world))).toEqual(new Set([1001]))
  })

  it('gives up on a page that is never complete, and prints the next one', async () => {
    const started = await startMain()
    getReady(started)
    started.data.emit('message', { type: 'print', id: 1, path })
    started.data.emit('message', { type: 'print', id: 2, path })
    await Promise.resolve()
    const hidden = started.windows[1]
    if (hidden === undefined) throw new Error('no window to print in')
    hidden.webContents.readyAnswers = [false]
    await settle()
    started.clock.pass(30_000)
    await settle()
    await settle()
    expect(started.data.sent.map(({ message }) => message)).toEqual([
      { type: 'printed', id: 1, pdf: null },
      { type: 'printed', id: 2, pdf: new TextEncoder().encode('%PDF stand-in') },
    ])
    expect(started.windows.slice(1).every(({ destroyed }) => destroyed)).toBe(true)
  })
})
