import type { Release, UpdateFile } from './release.ts'

/** A release for tests, of version 0.2.0 with one file. */
export function testRelease(differs: Partial<Release> & Partial<UpdateFile> = {}): Release {
  const { url = 'Northstar-0.2.0-win-x64.exe', sha512 = `${'A'.repeat(86)}==`, size = 1_000 } = differs
  return {
    version: differs.version ?? '0.2.0',
    files: differs.files ?? [{ url, sha512, size }],
    databaseVersion: differs.databaseVersion ?? 8,
    stagingPercentage: differs.stagingPercentage ?? 100,
    releaseDate: '2026-11-22T09:00:00.000Z',
  }
}
