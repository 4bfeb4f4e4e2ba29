import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StandInSession } from './testing/electron-stand-in.ts'
import { builtPage, navigate, request, startMain } from './testing/started-main.ts'

let page: ReturnType<typeof builtPage>
beforeEach(() => {
  page = builtPage()
})
afterEach(() => page[Symbol.dispose]())

describe('the surface of the main process', () => {
  it('opens its window with exactly these preferences', async () => {
    const { window } = await startMain(page.root)
    expect(window.options.webPreferences).toStrictEqual({
      preload: join(page.root, 'out', 'electron', 'preload.cjs'),
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
    const { window } = await startMain(page.root, { isPackaged: false })
    expect(window.options.webPreferences.devTools).toBe(true)
  })

  it('sandboxes every process and takes the single-instance lock beside the data before it is ready', async () => {
    const { app } = await startMain(page.root)
    expect(app.calls).toEqual([
      'setPath userData /laptop/window',
      'requestSingleInstanceLock',
      'enableSandbox',
      'whenReady',
    ])
  })

  it('opens one window although macOS activates it before it is ready, and another when that was closed', async () => {
    const started = await startMain(page.root, { platform: 'darwin' })
    started.app.emit('activate')
    expect(started.windows).toHaveLength(1)
    started.window.destroy()
    started.app.emit('activate')
    expect(started.windows).toHaveLength(2)
  })

  it('leaves at once when the same data is already open, and brings the open window forward', async () => {
    const second = await startMain(page.root, { lockIsFree: false })
    expect(second.app.calls.at(-1)).toBe('quit')
    expect(second.windows).toEqual([])

    const first = await startMain(page.root)
    first.window.minimized = true
    first.app.emit('second-instance')
    expect(first.window).toMatchObject({ minimized: false, focused: true })
  })

  it('registers one scheme, once, with no privilege but being standard and secure', async () => {
    const { schemes, session } = await startMain(page.root)
    expect(schemes).toStrictEqual([{ scheme: 'app', privileges: { standard: true, secure: true } }])
    expect(session.scheme).toBe('app')
  })

  it('keeps the page in a session that is never written to disk', async () => {
    const { partitions } = await startMain(page.root)
    expect(partitions).toStrictEqual([{ partition: 'showroom', cache: false }])
  })

  it('listens on one channel and no other', async () => {
    const { ipcMain } = await startMain(page.root)
    expect(ipcMain.eventNames()).toEqual(['northstar-port'])
  })

  it('has no menu when packaged, except on macOS, where nothing in it reloads the page', async () => {
    expect((await startMain(page.root)).menus).toEqual([null])
    expect((await startMain(page.root, { platform: 'darwin' })).menus).toEqual([
      ['appMenu', 'editMenu', 'windowMenu'],
    ])
    expect((await startMain(page.root, { isPackaged: false })).menus).toEqual([
      ['editMenu', 'viewMenu', 'windowMenu'],
    ])
  })
})

describe('a session that nobody asked for', () => {
  it('is locked as the showroom’s is', async () => {
    const { app } = await startMain(page.root)
    const other = new StandInSession()
    app.emit('session-created', other)
    const answers: boolean[] = []
    other.mayRequest?.(null, 'media', (granted) => answers.push(granted))
    other.beforeRequest?.({ url: 'https://example.com/' }, ({ cancel }) => answers.push(!cancel))
    expect(answers).toEqual([false, false])
    expect([other.mayCheck?.(), other.mayUseDevice?.(), other.spellChecker]).toEqual([false, false, false])
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
    const { session } = await startMain(page.root)
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
    const { session } = await startMain(page.root)
    const answers: boolean[] = []
    session.beforeRequest?.({ url }, ({ cancel }) => answers.push(cancel))
    expect(answers).toEqual([cancelled])
  })

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
    '%s leaves it where it is',
    async (event) => {
      const started = await startMain(page.root)
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
    const { contents, opened } = await startMain(page.root)
    expect(contents.openWindow?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' })
    expect(contents.openWindow?.({ url: 'file:///etc/passwd' })).toEqual({ action: 'deny' })
    expect(contents.openWindow?.({ url: 'tel:+923001234567' })).toEqual({ action: 'deny' })
    expect(opened).toEqual(['tel:+923001234567'])
  })

  it('attaches no webview', async () => {
    const { contents } = await startMain(page.root)
    let prevented = false
    contents.emit('will-attach-webview', { preventDefault: () => (prevented = true) })
    expect(prevented).toBe(true)
  })

  it('saves only files that it made itself', async () => {
    const { session } = await startMain(page.root)
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
    const response = await request(await startMain(page.root), 'app://northstar/')
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
    const started = await startMain(page.root)
    cpSync(join(page.root, 'out', 'renderer', 'index.html'), join(page.root, 'out', 'secret.html'))
    for (const [url, method] of [
      ['app://elsewhere/', 'GET'],
      ['app://northstar/', 'POST'],
      ['app://northstar/..%2fsecret.html', 'GET'],
      ['app://northstar/%2e%2e%5csecret.html', 'GET'],
    ] as const)
      expect((await request(started, url, method)).status, url).toBe(404)
  })
})

describe('the entry', () => {
  it('awaits nothing: Electron is ready only after it, so that an await there would last for ever', () => {
    expect(readFileSync(join(import.meta.dirname, 'main.ts'), 'utf8')).not.toMatch(/\bawait\b/)
  })
})
