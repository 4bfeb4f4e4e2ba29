import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'

const source = readFileSync(join(import.meta.dirname, 'preload.ts'), 'utf8')
const ipcRenderer = Object.assign(new EventEmitter(), {
  sent: [] as string[],
  send: (channel: string) => {
    ipcRenderer.sent.push(channel)
  },
})
vi.mock('electron', () => ({ ipcRenderer }))
afterEach(() => vi.unstubAllGlobals())

describe('the preload script', () => {
  it('is under 30 lines, requires electron only and puts nothing into the page’s world', () => {
    expect(source.split('\n').length).toBeLessThan(30)
    expect([...source.matchAll(/^import .*$/gm)].map(([line]) => line)).toEqual([
      "import { ipcRenderer } from 'electron'",
    ])
    expect(source).not.toContain('contextBridge')
  })

  it('asks for a port once the page has run, and hands each that comes to its own page only', async () => {
    const posted: unknown[] = []
    const page = Object.assign(new EventTarget(), {
      location: { origin: 'app://northstar' },
      postMessage: (...message: unknown[]) => posted.push(message),
    })
    vi.stubGlobal('window', page)
    await import('./preload.ts')
    expect(ipcRenderer.sent).toEqual([])
    page.dispatchEvent(new Event('DOMContentLoaded'))
    expect(ipcRenderer.sent).toEqual(['northstar-port'])

    ipcRenderer.emit('northstar-port', { ports: ['first'] })
    ipcRenderer.emit('northstar-port', { ports: ['after a restart'] })
    expect(posted).toEqual([
      [{ type: 'northstar-port' }, 'app://northstar', ['first']],
      [{ type: 'northstar-port' }, 'app://northstar', ['after a restart']],
    ])
  })

  it('listens to one channel', () => {
    expect(ipcRenderer.eventNames()).toEqual(['northstar-port'])
  })
})
