import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorSentence } from '../contract/errors.ts'
import { StandInFrame } from './testing/electron-stand-in.ts'
import {
  builtPage,
  getReady,
  navigate,
  newestProcess,
  request,
  type StartedMain,
  startMain,
} from './testing/started-main.ts'

let page: ReturnType<typeof builtPage>
beforeEach(() => {
  page = builtPage()
})
afterEach(() => page[Symbol.dispose]())

const askForPort = (started: StartedMain, frame: unknown, id = started.contents.id): void =>
  void started.ipcMain.emit('northstar-port', { sender: { id }, senderFrame: frame })

describe('the port to the data process', () => {
  it('goes to the main frame of its own window, one end each', async () => {
    const started = await startMain(page.root)
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
    const started = await startMain(page.root)
    askForPort(started, started.contents.mainFrame)
    expect(started.contents.mainFrame.received).toEqual([])
    getReady(started)
    expect(started.contents.mainFrame.received).toHaveLength(1)
  })

  it('is refused to a frame inside the page, another origin, a window not ours, and a frame that is gone', async () => {
    const started = await startMain(page.root)
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
    const started = await startMain(page.root)
    getReady(started)
    askForPort(started, started.contents.mainFrame)
    started.data.emit('exit', 139)
    started.clock.pass(250)
    expect(started.processes).toHaveLength(2)
    expect(started.contents.mainFrame.received).toHaveLength(1)
    getReady(started)
    expect(started.contents.mainFrame.received).toHaveLength(2)
    expect(newestProcess(started).sent).toHaveLength(1)
  })
})

describe('a data process that will not run', () => {
  function crashThreeTimes(started: StartedMain): void {
    for (const pause of [250, 1_000, 4_000]) {
      getReady(started)
      newestProcess(started).emit('exit', 1)
      started.clock.pass(pause)
    }
  }

  it('is not started a fourth time within a minute; a screen in both languages says so', async () => {
    const started = await startMain(page.root)
    crashThreeTimes(started)
    expect(started.processes).toHaveLength(3)
    expect(started.window.loaded).toEqual(['app://northstar/', 'app://northstar/stopped'])
    const shown = await (await request(started, 'app://northstar/stopped')).text()
    expect(shown).toContain(errorSentence('DATA_PROCESS_STOPPED', { times: '3' }, 'en'))
    expect(shown).toContain(errorSentence('DATA_PROCESS_STOPPED', { times: '3' }, 'ur'))
    expect(shown).toContain('dir="rtl"')
    expect(shown).toContain('href="app://northstar/try-again"')
    expect(shown).not.toContain('<script')
  })

  it('is started again, and the page loaded, by the button of that screen', async () => {
    const started = await startMain(page.root)
    crashThreeTimes(started)
    expect(navigate(started, 'will-navigate', 'app://northstar/try-again')).toBe(false)
    expect(started.processes).toHaveLength(4)
    expect(started.window.loaded.at(-1)).toBe('app://northstar/')
    getReady(started)
    newestProcess(started).emit('exit', 1)
    started.clock.pass(250)
    expect(started.processes).toHaveLength(5)
  })

  it('crashing now and then is started again every time', async () => {
    const started = await startMain(page.root)
    for (let crash = 0; crash < 6; crash += 1) {
      newestProcess(started).emit('exit', 1)
      started.clock.pass(31_000)
    }
    expect(started.processes).toHaveLength(7)
    expect(started.window.loaded).toEqual(['app://northstar/'])
  })

  it('says why it refused its data, and is not started again by itself', async () => {
    const started = await startMain(page.root)
    started.data.emit('message', {
      type: 'refused',
      code: 'DATABASE_NEWER',
      detail: { folder: '<b>/laptop', found: '9', known: '1' },
    })
    expect(started.data.killed).toBe(true)
    started.clock.pass(120_000)
    expect(started.processes).toHaveLength(1)
    const shown = await (await request(started, 'app://northstar/stopped')).text()
    expect(shown).toContain('was written by a newer Northstar')
    expect(shown).toContain('&#60;b&#62;/laptop')
  })

  it('is not disturbed by the address of the button while it runs', async () => {
    const started = await startMain(page.root)
    getReady(started)
    expect(navigate(started, 'will-navigate', 'app://northstar/try-again')).toBe(false)
    expect(started.processes).toHaveLength(1)
    expect(started.window.loaded).toEqual(['app://northstar/'])
  })

  it('that says something unknown is not believed', async () => {
    const started = await startMain(page.root)
    started.data.emit('message', { type: 'print', id: 1, path: 'https://example.com/' })
    started.data.emit('message', { type: 'print', id: 1, path: '/settings' })
    started.data.emit('message', { type: 'refused', code: 'toString', detail: {} })
    expect(started.windows).toHaveLength(1)
    expect(started.data.killed).toBe(false)
  })
})

describe('the window', () => {
  it('is shown when it has something to show', async () => {
    const { window, windowOpened } = await startMain(page.root)
    expect(window.shown).toBe(false)
    window.emit('ready-to-show')
    expect(window.shown).toBe(true)
    expect(windowOpened()).toBe(1)
  })

  it('loads its page again when the page crashes, but not for ever', async () => {
    const started = await startMain(page.root)
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
      errorSentence('WINDOW_STOPPED', { times: '3' }, 'en'),
    )
  })

  it('closes the data before the application ends', async () => {
    const started = await startMain(page.root)
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
    const started = await startMain(page.root)
    started.app.emit('will-quit', { preventDefault: () => undefined })
    started.clock.pass(5_000)
    expect(started.data.killed).toBe(true)
  })
})

describe('printing', () => {
  const path = '/print/daily-summary/2026-11-22?language=ur'
  const settle = () => new Promise(setImmediate)

  it('prints a screen on A4 in a hidden window of the same make, and gives the data process its bytes', async () => {
    const started = await startMain(page.root)
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
    const started = await startMain(page.root)
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
    const started = await startMain(page.root)
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
