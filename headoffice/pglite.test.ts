import { fsyncSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openPglite } from './pglite.ts'

// The disk is not ours: what is told to it is written down, and done.
vi.mock('node:fs', async (importActual) => {
  const fs = await importActual<typeof import('node:fs')>()
  return {
    ...fs,
    rmSync: vi.fn(fs.rmSync),
    openSync: vi.fn(fs.openSync),
    fsyncSync: vi.fn(fs.fsyncSync),
    writeFileSync: vi.fn(fs.writeFileSync),
  }
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

test.skipIf(process.platform === 'win32')(
  'all of the database is on the disk before it is said to be closed in order, and then that is',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'northstar-pglite-'))
    const door = await openPglite(folder)
    await door.script("CREATE TABLE note (words text); INSERT INTO note VALUES ('kept')")
    for (const told of [openSync, fsyncSync, writeFileSync]) vi.mocked(told).mockClear()
    await door.close()
    const marked = vi
      .mocked(writeFileSync)
      .mock.calls.findIndex(([path]) => String(path).endsWith('closed-in-order'))
    const markedAt = vi.mocked(writeFileSync).mock.invocationCallOrder[marked] ?? 0
    expect(markedAt).toBeGreaterThan(0)
    // A descriptor is used again for the next file: what was opened last under its number is what is synced.
    const synced = vi.mocked(fsyncSync).mock.calls.map(([descriptor], call) => {
      const at = vi.mocked(fsyncSync).mock.invocationCallOrder[call] ?? 0
      const opened = vi
        .mocked(openSync)
        .mock.results.findLastIndex(
          ({ value }, open) =>
            value === descriptor && (vi.mocked(openSync).mock.invocationCallOrder[open] ?? at) < at,
        )
      return { path: String(vi.mocked(openSync).mock.calls[opened]?.[0]), isBefore: at < markedAt }
    })
    const data = join(folder, 'pglite')
    const all = readdirSync(data, { recursive: true, encoding: 'utf8' }).map((name) => join(data, name))
    const before = new Set(synced.filter(({ isBefore }) => isBefore).map(({ path }) => path))
    expect([data, folder, ...all].filter((path) => !before.has(path))).toEqual([])
    const after = synced.filter(({ isBefore }) => !isBefore).map(({ path }) => path)
    expect(after).toEqual([join(folder, 'closed-in-order'), folder])
    rmSync(folder, { recursive: true, force: true })
  },
)
