import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareVersions, fileToInstall, metadataFileOf, releaseSchema } from './release.ts'
import { testRelease } from './test-release.ts'

const part = fc.integer({ min: 0, max: 999_999 })
const version = fc.tuple(part, part, part).map((parts) => parts.join('.'))

describe('a version', () => {
  it('is later by its first part that is larger, as a number', () => {
    expect(compareVersions('0.10.0', '0.9.9')).toBeGreaterThan(0)
    expect(compareVersions('1.0.0', '1.0.0')).toBe(0)
    expect(compareVersions('1.0.9', '1.1.0')).toBeLessThan(0)
  })

  it('is later than another exactly where that one is earlier, and one order holds for all', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0)
        if (compareVersions(a, b) >= 0 && compareVersions(b, c) >= 0)
          expect(compareVersions(a, c)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('that is no release is none', () => {
    for (const version of ['1.0.0-beta.1', '1.0', 'v1.0.0', '1.0.0\n'])
      expect(releaseSchema.safeParse({ ...testRelease(), version }).success, version).toBe(false)
  })
})

describe('the metadata of a release', () => {
  it('names no file that lies anywhere but beside it', () => {
    for (const url of [
      '../northstar.exe',
      'a/b.exe',
      'a\\b.exe',
      '.hidden',
      'https://elsewhere.example/a.exe',
      '',
    ])
      expect(releaseSchema.safeParse(testRelease({ url })).success, url).toBe(false)
  })

  it('is for everybody where it does not say for how many', () => {
    const { stagingPercentage: _, ...rest } = testRelease()
    expect(releaseSchema.parse(rest).stagingPercentage).toBe(100)
  })

  it('is in one file for each kind of machine that updates itself', () => {
    expect(metadataFileOf('win32', 'x64')).toBe('latest.yml')
    expect(metadataFileOf('darwin', 'arm64')).toBe('latest-mac.yml')
    expect(metadataFileOf('linux', 'x64')).toBe('latest-linux.yml')
    expect(metadataFileOf('linux', 'arm64')).toBe('latest-linux-arm64.yml')
    expect(metadataFileOf('linux', 'riscv64')).toBeNull()
    expect(metadataFileOf('freebsd', 'x64')).toBeNull()
  })

  it('names the file that replaces an installation: a program, an archive or an AppImage', () => {
    const release = testRelease()
    expect(fileToInstall(release, 'win32')?.url).toBe('Northstar-0.2.0-win-x64.exe')
    expect(fileToInstall(release, 'darwin')).toBeNull()
    const mac = testRelease({ url: 'Northstar-0.2.0-mac-universal.zip' })
    expect(fileToInstall(mac, 'darwin')?.url).toBe('Northstar-0.2.0-mac-universal.zip')
  })
})
