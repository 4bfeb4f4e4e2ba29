import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { electronProgram, fetchElectron, runElectron } from './electron-program.ts'

let root = ''
const electronFolder = (): string => join(root, 'node_modules', 'electron')
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'northstar-electron-'))
  mkdirSync(electronFolder(), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, content: string): string {
  const file = join(electronFolder(), path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  chmodSync(file, 0o755)
  return file
}

describe('Electron’s binary', () => {
  it('is there only when both its name and the file are', () => {
    expect(electronProgram(root)).toBeNull()
    write('path.txt', 'electron')
    expect(electronProgram(root)).toBeNull()
    const program = write('dist/electron', '')
    expect(electronProgram(root)).toBe(program)
  })

  it('is fetched by Electron’s own installer', async () => {
    write('package.json', '{"type":"commonjs"}')
    write(
      'install.js',
      `const fs = require('node:fs'); fs.mkdirSync(__dirname + '/dist');
       fs.writeFileSync(__dirname + '/dist/electron', ''); fs.writeFileSync(__dirname + '/path.txt', 'electron')`,
    )
    expect(await fetchElectron(root)).toBe(true)
  })

  it('is not waited for beyond the patience that was stated', async () => {
    write('install.js', 'setInterval(() => undefined, 1000)')
    expect(await fetchElectron(root, 0.2)).toBe(false)
  })

  it('is not there when its installer fails', async () => {
    write('install.js', 'process.exit(1)')
    expect(await fetchElectron(root)).toBe(false)
  })
})

describe.skipIf(process.platform === 'win32')('running Electron (a shell script stands in for it)', () => {
  const program = (script: string): string => write('dist/electron', `#!/bin/sh\n${script}\n`)

  it('gives its exit code once a window has been seen', async () => {
    expect(await runElectron(program('echo "northstar: window open"; exit 3'), [])).toBe(3)
    expect(await runElectron(program('echo "northstar: window open"; kill -KILL $$'), [])).toBe(1)
  })

  it('gives its exit code when it has said itself why it opens no window: nothing is to be added', async () => {
    expect(await runElectron(program('echo "northstar: refused"; exit 1'), [])).toBe(1)
  })

  it('is content with one that ends well without a window: another is open already', async () => {
    expect(await runElectron(program('exit 0'), [])).toBe(0)
  })

  it('says that nothing was shown when it gives up before, so that the browser can be used', async () => {
    expect(await runElectron(program('echo "cannot open display" >/dev/null; exit 127'), [])).toBeNull()
    expect(await runElectron(join(root, 'no-such-program'), [])).toBeNull()
  })
})
