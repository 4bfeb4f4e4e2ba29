import { EventEmitter } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import Module, { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fileToInstall, type Release } from '../../core/updates/release.ts'
import { after } from '../timer.ts'
import { createElectronUpdaterInstaller, type NativeUpdater } from './electron-updater-door.ts'
import { NotTheSignedFile } from './install-update.ts'
import { releaseOf } from './testing/signed-release.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'northstar-updater-'))
  writeFileSync(
    join(folder, 'app-update.yml'),
    'provider: generic\nurl: https://headoffice.invalid/\nupdaterCacheDirName: northstar-updater\n',
  )
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const release = (script: string, url: string, differs: Partial<Release> = {}) =>
  releaseOf(Buffer.from(script), { url, ...differs })

async function install(
  platform: string,
  script: string,
  of: Release,
  nativeUpdater: NativeUpdater = { once: () => undefined },
): Promise<void> {
  const path = join(folder, 'kept')
  writeFileSync(path, script)
  const file = fileToInstall(of, platform)
  if (file === null) throw new Error('nothing to install')
  const installer = createElectronUpdaterInstaller({
    platform,
    version: '0.1.0',
    resourcesPath: folder,
    nativeUpdater,
    after,
    log: pino({ level: 'silent' }),
  })
  await installer({ release: of, file, path, workFolder: join(folder, 'installing') })
}

/** An installer that only says that it ran, and how. */
const sayHow = () => `#!/bin/sh\necho "$APPIMAGE_EXIT_AFTER_INSTALL $0 $*" >> '${join(folder, 'ran')}'\n`
const ran = () => (existsSync(join(folder, 'ran')) ? readFileSync(join(folder, 'ran'), 'utf8') : '')

describe.skipIf(process.platform === 'win32')(
  'electron-updater itself, with a script for an installer (needs a system with a shell)',
  () => {
    it('runs an installer for Windows silently, from a copy of its own', async () => {
      const script = sayHow()
      await install('win32', script, release(script, 'Northstar-0.2.0-win-x64.exe'))
      const copy = join(folder, 'installing', 'northstar-updater', 'pending', 'Northstar-0.2.0-win-x64.exe')
      await expect.poll(ran).toBe(` ${copy} --updated /S\n`)
    })

    it('puts an AppImage in the place of the one that runs, under the name it has, and does not start it', async () => {
      const appImage = join(folder, 'Northstar.AppImage')
      writeFileSync(appImage, 'the one before')
      vi.stubEnv('APPIMAGE', appImage)
      const script = sayHow()
      await install('linux', script, release(script, 'Northstar-0.2.0-linux-x86_64.AppImage'))
      expect(readFileSync(appImage, 'utf8')).toBe(script)
      expect(ran()).toBe(`true ${appImage} \n`)
    })
  },
)

describe('electron-updater', () => {
  it('is given no other file than the signed one', async () => {
    const signed = release('signed', 'Northstar-0.2.0-win-x64.exe')
    await expect(install('win32', 'another', signed)).rejects.toThrow(NotTheSignedFile)
    const pending = join(folder, 'installing', 'northstar-updater', 'pending')
    expect(existsSync(join(pending, 'Northstar-0.2.0-win-x64.exe'))).toBe(false)
  })

  it('never goes back to an earlier version, nor to one that this system is too old for', async () => {
    const url = 'Northstar-0.2.0-win-x64.exe'
    const earlier = release('x', url, { version: '0.0.9' })
    await expect(install('win32', 'x', earlier)).rejects.toThrow('does not take this version')
    const later: Release = { ...release('x', url), minimumSystemVersion: '99.0.0' }
    await expect(install('win32', 'x', later)).rejects.toThrow('does not take this version')
  })
})

describe.skipIf(process.platform === 'win32')(
  'electron-updater for macOS, with a stand-in for Squirrel',
  () => {
    const zip = 'Northstar-0.2.0-mac-universal.zip'

    it('hands the signed archive to Squirrel, and waits until it has taken it', async () => {
      const squirrel = standInSquirrel()
      await install('darwin', 'an archive', release('an archive', zip), squirrel.native)
      expect(squirrel.taken()).toBe('an archive')
    })

    it('says what Squirrel says against it', async () => {
      const squirrel = standInSquirrel({ refuses: 'Code signature did not pass validation' })
      await expect(install('darwin', 'x', release('x', zip), squirrel.native)).rejects.toThrow(
        'Code signature',
      )
    })
  },
)

/** Electron's own updater, which MacUpdater asks Electron for: it fetches what it is told to, as Squirrel does. */
function standInSquirrel({ refuses }: { readonly refuses?: string } = {}) {
  let taken = ''
  let feed: { readonly url: string; readonly headers: Readonly<Record<string, string>> } | null = null
  const native = Object.assign(new EventEmitter(), {
    setFeedURL(given: NonNullable<typeof feed>) {
      feed = given
    },
    async checkForUpdates() {
      if (feed === null) throw new Error('Squirrel was not told where')
      const { body } = await rawGet(feed.url, feed.headers)
      taken = (await rawGet(String(JSON.parse(body).url), feed.headers)).body
      if (refuses === undefined) native.emit('update-downloaded')
      else native.emit('error', new Error(refuses))
    },
  })
  const require = createRequire(import.meta.url)
  const file = require.resolve('electron')
  // In the place of the package that would fetch Electron when it is read.
  require.cache[file] = Object.assign(new Module(file), { loaded: true, exports: { autoUpdater: native } })
  return { native, taken: () => taken }
}

function rawGet(url: string, headers: Readonly<Record<string, string>>): Promise<{ readonly body: string }> {
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (piece: string) => {
        body += piece
      })
      answer.on('end', () => resolve({ body }))
    }).on('error', reject)
  })
}
