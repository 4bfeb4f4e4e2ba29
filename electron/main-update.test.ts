import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { builtPage, getReady, type StartedMain, startMain } from './testing/started-main.ts'

let page: ReturnType<typeof builtPage>
let installed: number
beforeEach(() => {
  page = builtPage()
  installed = 0
})
afterEach(() => page[Symbol.dispose]())

const settle = () => new Promise(setImmediate)

const startSelfUpdating = (
  installUpdate = async () => {
    installed += 1
  },
) => startMain(page.root, { installUpdate })

async function close(started: StartedMain): Promise<void> {
  started.app.emit('will-quit', { preventDefault: () => undefined })
  await settle()
}
const sent = (started: StartedMain) => started.data.sent.map(({ message }) => message)

describe('an installation that updates itself', () => {
  it('tells the data process so, and no other does', async () => {
    expect((await startSelfUpdating()).data.args).toContain('--updates')
    expect((await startMain(page.root)).data.args).not.toContain('--updates')
  })

  it('installs what is ready when Northstar is closed, once the data is closed too', async () => {
    const started = await startSelfUpdating()
    getReady(started)
    await close(started)
    expect(sent(started)).toEqual([{ type: 'may-update' }])
    started.data.emit('message', { type: 'update', isNow: true })
    await settle()
    expect(sent(started)).toEqual([{ type: 'may-update' }, { type: 'stop' }])
    expect(installed).toBe(0)
    started.data.emit('exit', 0)
    await settle()
    expect(installed).toBe(1)
    expect(started.app.calls.at(-1)).toBe('exit')
  })

  it('installs nothing while a visit is open, or when nothing is ready', async () => {
    const started = await startSelfUpdating()
    getReady(started)
    await close(started)
    started.data.emit('message', { type: 'update', isNow: false })
    await settle()
    started.data.emit('exit', 0)
    await settle()
    expect(installed).toBe(0)
    expect(started.app.calls.at(-1)).toBe('exit')
  })

  it('closes all the same when the data process does not say, is not ready or speaks in riddles', async () => {
    const silent = await startSelfUpdating()
    getReady(silent)
    await close(silent)
    silent.data.emit('message', { type: 'update', isNow: 'yes' })
    silent.clock.pass(2_000)
    await settle()
    expect(sent(silent).at(-1)).toEqual({ type: 'stop' })
    const early = await startSelfUpdating()
    await close(early)
    expect(sent(early)).toEqual([{ type: 'stop' }])
    expect(installed).toBe(0)
  })

  it('closes all the same when the installer fails', async () => {
    const started = await startSelfUpdating(() => Promise.reject(new Error('no installer')))
    getReady(started)
    await close(started)
    started.data.emit('message', { type: 'update', isNow: true })
    await settle()
    started.data.emit('exit', 0)
    await settle()
    expect(started.app.calls.at(-1)).toBe('exit')
  })

  it('takes no word about an update that nobody asked for', async () => {
    const started = await startSelfUpdating()
    getReady(started)
    started.data.emit('message', { type: 'update', isNow: true })
    await close(started)
    started.data.emit('message', { type: 'update', isNow: false })
    await settle()
    started.data.emit('exit', 0)
    await settle()
    expect(installed).toBe(0)
  })
})
