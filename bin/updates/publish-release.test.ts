import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { stringify } from 'yaml'
import type { MetadataFile } from '../../core/updates/release.ts'
import { readRelease } from '../../electron/updates/read-release.ts'
import { run } from '../sign-update.ts'
import { newSecretKey } from './minisign-secret.ts'
import { publishRelease } from './publish-release.ts'

const { line, secretKey } = newSecretKey(randomBytes)
const sha512 = (content: string) => createHash('sha512').update(content).digest('base64')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'northstar-release-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

/** As electron-builder leaves it: without the sizes where no map of blocks was made. */
function packed(name: MetadataFile, url: string, content: string): void {
  writeFileSync(join(folder, url), content)
  writeFileSync(
    join(folder, name),
    stringify({
      version: '0.2.0',
      files: [{ url, sha512: sha512(content) }],
      path: url,
      sha512: sha512(content),
      releaseDate: '2026-11-22T09:00:00.000Z',
    }),
  )
}

const publish = (stagingPercentage = 100) =>
  publishRelease({ folder, stagingPercentage, databaseVersion: 8, secretKey })

function readBack(file: MetadataFile) {
  const metadata = readFileSync(join(folder, file))
  const signature = readFileSync(join(folder, `${file}.minisig`), 'utf8')
  return readRelease({ metadata, signature }, { file, keys: [secretKey.publicKey] })
}

describe('a folder of installers', () => {
  it('becomes a release that laptops take: each kind of machine its own, with sizes, tables and shares', async () => {
    packed('latest.yml', 'Northstar-0.2.0-win-x64.exe', 'a program')
    packed('latest-mac.yml', 'Northstar-0.2.0-mac-universal.zip', 'an archive')
    expect(await publish(10)).toEqual({
      type: 'signed',
      files: [
        { file: 'latest-mac.yml', version: '0.2.0' },
        { file: 'latest.yml', version: '0.2.0' },
      ],
    })
    expect(readBack('latest.yml')).toMatchObject({
      type: 'release',
      release: {
        version: '0.2.0',
        databaseVersion: 8,
        stagingPercentage: 10,
        files: [{ url: 'Northstar-0.2.0-win-x64.exe', sha512: sha512('a program'), size: 9 }],
      },
    })
    expect(readBack('latest-mac.yml').type).toBe('release')
  })

  it('goes to more laptops when it is signed again', async () => {
    packed('latest.yml', 'a.exe', 'a program')
    await publish(10)
    await publish(50)
    expect(readBack('latest.yml')).toMatchObject({ release: { stagingPercentage: 50, databaseVersion: 8 } })
  })

  it('is not signed where an installer is missing or another one, or where nothing is said of them', async () => {
    expect(await publish()).toMatchObject({ sentence: expect.stringContaining('There is no latest.yml') })
    packed('latest.yml', 'a.exe', 'a program')
    writeFileSync(join(folder, 'a.exe'), 'another')
    expect(await publish()).toMatchObject({
      sentence: 'a.exe is not the file that latest.yml was written for.',
    })
    rmSync(join(folder, 'a.exe'))
    expect(await publish()).toMatchObject({
      sentence: expect.stringContaining('names a.exe, which is not in'),
    })
    writeFileSync(join(folder, 'latest.yml'), 'version: 0.2.0\n')
    expect(await publish()).toMatchObject({ sentence: 'latest.yml is not what electron-builder writes.' })
    expect(existsSync(join(folder, 'latest.yml.minisig'))).toBe(false)
  })

  it('is not signed as what is no release', async () => {
    packed('latest.yml', 'a.exe', 'a program')
    const text = readFileSync(join(folder, 'latest.yml'), 'utf8')
    writeFileSync(join(folder, 'latest.yml'), text.replace('0.2.0', '0.2.0-beta.1'))
    expect(await publish()).toMatchObject({
      sentence: expect.stringContaining('latest.yml makes no release'),
    })
  })
})

describe('npm run sign-update', () => {
  it('signs with the key of the environment, and with none but it', async () => {
    packed('latest.yml', 'a.exe', 'a program')
    expect(await run(['--folder', folder])).toBe(1)
    vi.stubEnv('NORTHSTAR_UPDATE_SECRET_KEY', line)
    expect(await run(['--folder', folder, '--staging', '101'])).toBe(1)
    expect(await run(['--folder', folder, '--staging', '25'])).toBe(0)
    expect(readBack('latest.yml')).toMatchObject({ release: { stagingPercentage: 25 } })
  })

  it('leaves the signing to minisign where the key has a passphrase', async () => {
    packed('latest.yml', 'a.exe', 'a program')
    await publish()
    expect(await run(['--folder', folder, '--unsigned'])).toBe(0)
    expect(existsSync(join(folder, 'latest.yml.minisig'))).toBe(false)
  })
})
