import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import { findPostgres } from './postgres-cluster.ts'

test('PostgreSQL’s own programs are found where Debian has them, the newest first, and else in PATH', () => {
  const place = mkdtempSync(join(tmpdir(), 'northstar-find-'))
  const programs = (...at: readonly string[]) => {
    const folder = join(place, ...at)
    mkdirSync(folder, { recursive: true })
    for (const name of ['initdb', 'pg_ctl', 'postgres']) writeFileSync(join(folder, name), '')
    return folder
  }
  try {
    const debian = join(place, 'debian')
    const client = join(place, 'client-only')
    mkdirSync(client)
    writeFileSync(join(client, 'pg_ctl'), '')
    expect(findPostgres({ debian, path: client })).toBe(null)
    const inPath = programs('opt', 'bin')
    const path = ['', client, inPath].join(delimiter)
    expect(findPostgres({ debian, path })).toBe(inPath)
    programs('debian', '9', 'bin')
    const newest = programs('debian', '17', 'bin')
    expect(findPostgres({ debian, path })).toBe(newest)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
})
