import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createUpdateInstall, type Installer, NotTheSignedFile } from './install-update.ts'
import { releaseOf, signRelease, testSigner } from './testing/signed-release.ts'
import { createUpdateFolder } from './update-folder.ts'

const content = Buffer.from('an installer')
const installer = 'Northstar-0.2.0-win-x64.exe'

let dataFolder: string
let installed: Parameters<Installer>[0][]
let logged: string
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'northstar-install-'))
  installed = []
  logged = ''
})
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }))

const install = (
  differs: { readonly version?: string; readonly platform?: string; readonly run?: Installer } = {},
) =>
  createUpdateInstall({
    dataFolder,
    keys: [testSigner.publicKey],
    version: differs.version ?? '0.1.0',
    platform: differs.platform ?? 'win32',
    arch: 'x64',
    installer:
      differs.run ??
      (async (update) => {
        installed.push(update)
      }),
    log: pino({}, { write: (line: string) => (logged += line) }),
  })()

function keep(release = releaseOf(content), signed = signRelease(release)): void {
  createUpdateFolder(dataFolder).keep(signed, installer)
  writeFileSync(join(dataFolder, 'updates', installer), content)
}

describe('the window process', () => {
  it('installs the release that is kept, after it has looked at its signature itself', async () => {
    keep()
    await install()
    expect(installed).toEqual([
      {
        release: releaseOf(content),
        file: releaseOf(content).files[0],
        path: join(dataFolder, 'updates', installer),
        workFolder: join(dataFolder, 'updates', 'installing'),
      },
    ])
  })

  it('installs nothing that is not signed, not later, not for this machine or not there', async () => {
    await install()
    keep(releaseOf(content), { ...signRelease(releaseOf(content)), signature: 'untrusted comment: none' })
    await install()
    keep()
    await install({ version: '0.2.0' })
    await install({ platform: 'linux' })
    await install({ platform: 'sunos' })
    keep(releaseOf(content, { url: 'Northstar-0.2.0-win-x64.msi' }))
    await install()
    expect(installed).toEqual([])
    expect(logged.match(/"level":50/g)).toHaveLength(6)
  })

  it('counts a try of each version just before its installer runs, and none where none runs', async () => {
    const tried = () => createUpdateFolder(dataFolder).tried()
    keep()
    await install({ version: '0.2.0' })
    expect(tried()).toBeNull()
    let triedWhenRun: ReturnType<typeof tried> = null
    const run = async () => {
      triedWhenRun = tried()
    }
    await install({ run })
    expect(triedWhenRun).toEqual({ version: '0.2.0', times: 1 })
    await expect(install({ run: () => Promise.reject(new Error('no such thing')) })).rejects.toThrow(
      'no such',
    )
    expect(tried()).toEqual({ version: '0.2.0', times: 2 })
    keep(releaseOf(content, { version: '0.3.0' }))
    await install()
    expect(tried()).toEqual({ version: '0.3.0', times: 1 })
  })

  it('throws a file away that is not the one that was signed, so that it is fetched again', async () => {
    keep()
    const run = async () => {
      throw new NotTheSignedFile()
    }
    await expect(install({ run })).rejects.toThrow(NotTheSignedFile)
    expect(existsSync(join(dataFolder, 'updates', installer))).toBe(false)
    mkdirSync(join(dataFolder, 'updates'), { recursive: true })
    keep()
    await expect(install({ run: () => Promise.reject(new Error('no such thing')) })).rejects.toThrow(
      'no such',
    )
    expect(existsSync(join(dataFolder, 'updates', installer))).toBe(true)
  })
})
