import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rendererGzipKb } from './renderer-size.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'northstar-size-'))
  mkdirSync(join(folder, '.vite'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Random text, which compression leaves about as large as it is. */
const write = (file: string, bytes: number): void => writeFileSync(join(folder, file), randomBytes(bytes))

describe('the size of the page', () => {
  it('counts the entry and what it imports, once each, and nothing that comes later', () => {
    write('main.js', 10_000)
    write('shared.js', 20_000)
    write('base.js', 30_000)
    write('screen.js', 400_000)
    write('main.css', 500_000)
    writeFileSync(
      join(folder, '.vite', 'manifest.json'),
      JSON.stringify({
        'index.html': {
          file: 'main.js',
          isEntry: true,
          imports: ['_shared', '_base'],
          dynamicImports: ['screen'],
          css: ['main.css'],
        },
        _shared: { file: 'shared.js', imports: ['_base', 'index.html'] },
        _base: { file: 'base.js' },
        screen: { file: 'screen.js', isDynamicEntry: true, imports: ['_shared'] },
      }),
    )
    const sizeKb = rendererGzipKb(folder)
    expect(sizeKb).toBeGreaterThanOrEqual(60)
    expect(sizeKb).toBeLessThan(60.5)
  })
})
