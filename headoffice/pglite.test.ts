import { fsyncSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openPglite } from './pglite.ts'

// The disk is not ours: what is told to it is written down, and done.
vi.mock('node:fs', async (importActual) => {
  const fs = await importActual<typeof import('node:fs')>()
  return { ...fs, rmSync: vi.fn(fs.rmSync), openSync: vi.fn(fs.openSync), fsyncSync: vi.fn(fs.fsyncSync) }
})

test.skipIf(process.platform === 'win32')(
  'that the database was closed in order is off the disk before it is opened again',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'northstar-pglite-'))
    const first = await openPglite(folder)
    await first.close()
    vi.mocked(rmSync).mockClear()
    vi.mocked(fsyncSync).mockClear()
    vi.mocked(openSync).mockClear()
    const again = await openPglite(folder)
    expect(again.endedWell).toBe(true)
    const removed = vi
      .mocked(rmSync)
      .mock.calls.findIndex(([path]) => String(path).endsWith('closed-in-order'))
    const opened = vi.mocked(openSync).mock.calls.findIndex(([path]) => path === folder)
    const synced = vi
      .mocked(fsyncSync)
      .mock.calls.findIndex(([descriptor]) => descriptor === vi.mocked(openSync).mock.results[opened]?.value)
    const order = [
      vi.mocked(rmSync).mock.invocationCallOrder[removed],
      vi.mocked(openSync).mock.invocationCallOrder[opened],
      vi.mocked(fsyncSync).mock.invocationCallOrder[synced],
    ]
    expect(order.every((place) => place !== undefined)).toBe(true)
    expect(order).toEqual(order.toSorted())
    await again.close()
    rmSync(folder, { recursive: true, force: true })
  },
)
