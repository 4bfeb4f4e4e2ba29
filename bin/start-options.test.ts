import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readStartOptions } from './start-options.ts'

const read = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  readStartOptions(args, { root: '/app', env })

describe('the words after npm start', () => {
  it('may all be left out', () => {
    expect(read([], { NORTHSTAR_DATA: '/data' })).toEqual({
      type: 'options',
      options: { folder: '/data', port: 0, demo: false, openWindow: true, inBrowser: false },
    })
  })

  it('open the demo day on its own folder, whatever NORTHSTAR_DATA says', () => {
    const env = { NORTHSTAR_DATA: '/data' }
    expect(read(['--demo'], env)).toMatchObject({
      options: { demo: true, folder: join('/app', 'demo-day', 'laptop') },
    })
    expect(read(['--demo', '--market', 'us'], env)).toMatchObject({
      options: { demo: true, folder: join('/app', 'demo-day-us', 'laptop') },
    })
    expect(read(['--demo', '--data', 'there'], env)).toMatchObject({ options: { folder: resolve('there') } })
  })

  it('ask for the browser by naming a port, or by not wanting a window', () => {
    expect(read(['--port', '4600'])).toMatchObject({
      options: { port: 4600, inBrowser: true, openWindow: true },
    })
    expect(read(['--browser'])).toMatchObject({ options: { port: 0, inBrowser: true, openWindow: true } })
    expect(read(['--no-open'])).toMatchObject({ options: { inBrowser: true, openWindow: false } })
  })

  it.each(['0', '65536', '-1', '80.5', 'http', '1e3', ''])('refuse %j as a port with a sentence', (port) => {
    expect(read([`--port=${port}`])).toEqual({
      type: 'refused',
      sentence: expect.stringContaining(`“${port}” is not a port. Nothing was opened.`),
    })
  })

  it.each([
    ['--prot', '80'],
    ['--port'],
    ['now'],
    ['--demo=yes'],
    ['--market', 'us'],
    ['--demo', '--market=../x'],
  ])('answer %s %s with what is understood', (...args) => {
    expect(read(args)).toEqual({ type: 'refused', sentence: expect.stringContaining('--port NUMBER') })
  })
})
