import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBuildStamp } from './build-stamp.ts'

let root = ''
const write = (path: string, content = ''): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}
const built = [
  'renderer/index.html',
  'electron/main.js',
  'electron/preload.cjs',
  'electron/data.js',
  'reports-worker.js',
  'upkeep-worker.js',
  'import-worker.js',
  'advice-worker.js',
  'browser-host.js',
]
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'northstar-stamp-'))
  write('core/clock.ts', 'one')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function build(): ReturnType<typeof createBuildStamp> {
  const stamp = createBuildStamp(root)
  const sources = stamp.ofSources()
  for (const file of built) write(`out/${file}`)
  stamp.remember(sources)
  return stamp
}

describe('whether to build', () => {
  it('is not asked again after a build', () => {
    expect(createBuildStamp(root).isFresh()).toBe(false)
    expect(build().isFresh()).toBe(true)
  })

  it.each([
    ['a source has another size', () => write('core/clock.ts', 'two and more')],
    ['a source has another time', () => utimesSync(join(root, 'core', 'clock.ts'), 1, 1)],
    ['a source is new', () => write('renderer/new.tsx')],
    ['a source is gone', () => rmSync(join(root, 'core', 'clock.ts'))],
    ['a build was begun and not finished', () => createBuildStamp(root).forget()],
    ['something built is gone', () => rmSync(join(root, 'out', 'browser-host.js'))],
  ])('is yes when %s', (_what, change) => {
    const stamp = build()
    change()
    expect(stamp.isFresh()).toBe(false)
  })

  it('is no when only a test has changed', () => {
    const stamp = build()
    write('core/clock.test.ts')
    expect(stamp.isFresh()).toBe(true)
  })
})
