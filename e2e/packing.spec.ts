import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { extractFile, getRawHeader, listPackage } from '@electron/asar'
import { expect, test } from '@playwright/test'
import { runElectronBuilder } from '../bin/installers/electron-builder.ts'
import { notices } from '../bin/licences/notices.ts'
import { shippedPackages } from '../bin/licences/shipped-packages.ts'
import { nodeBundles } from '../vite.electron.config.ts'
import { readFuses, wantedFuses } from './packaged-fuses.ts'
import { makeStandInDistribution } from './stand-in-distribution.ts'

/** What the data process starts beside itself, as it is built. */
const workers = Object.keys(nodeBundles.build.rolldownOptions.input)
  .filter((name) => name.endsWith('-worker'))
  .map((name) => `out/${name}.js`)

const root = resolve(import.meta.dirname, '..')
const isHere = process.platform === 'linux'
test.skip(!isHere, `not run here: the stand-in for Electron is packed on Linux (${process.platform})`)

let folder: string
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'northstar-packing-'))
  const distribution = join(folder, 'electron')
  makeStandInDistribution(root, distribution)
  writeFileSync(join(root, 'out', 'third-party-licences.txt'), notices(root, shippedPackages(root)))
  const settings = [`-c.electronDist=${distribution}`, `-c.directories.output=${join(folder, 'dist')}`]
  const code = await runElectronBuilder(root, ['--linux', '--win', '--x64', '--dir', ...settings], 'ignore')
  expect(code).toBe(0)
})
test.afterAll(() => {
  if (isHere) rmSync(folder, { recursive: true, force: true })
})

const packed = {
  linux: () => join(folder, 'dist', 'linux-unpacked'),
  win32: () => join(folder, 'dist', 'win-unpacked'),
}
const archiveOf = (application: string) => join(application, 'resources', 'app.asar')

/** Everything that may be in the archive, folders aside. */
const allowed = (platform: string): readonly RegExp[] => [
  /^package\.json$/,
  /^out\/built-at\.json$/,
  /^out\/update-keys\.json$/,
  /^out\/electron\/(main\.js|data\.js|preload\.cjs)$/,
  /^out\/[a-z]+-worker\.js$/,
  /^out\/chunks\/[\w.-]+\.js$/,
  /^out\/renderer\/(index\.html|star\.svg)$/,
  /^out\/renderer\/assets\/[\w.-]+-[\w-]{8}\.(js|css|woff2|svg)$/,
  /^db\/migrations\/\d{4}-[a-z0-9-]+\.sql$/,
  /^packs\/([a-z-]+\/)*[a-z-]+\.(json|csv)$/,
  /^node_modules\/better-sqlite3\/package\.json$/,
  /^node_modules\/better-sqlite3\/lib\/(methods\/)?(?!linux|darwin|win32)[a-z-]+\.js$/,
  new RegExp(`^node_modules/better-sqlite3/prebuilds/${platform}-x64\\.node$`),
]

function filesIn(archive: string): readonly string[] {
  const entries = listPackage(archive, { isPack: false }).map((entry) => entry.slice(1))
  const folders = new Set(entries.map((entry) => entry.slice(0, Math.max(0, entry.lastIndexOf('/')))))
  return entries.filter((entry) => !folders.has(entry)).sort()
}

for (const platform of ['linux', 'win32'] as const) {
  test.describe(`Northstar packed for ${platform}, on a stand-in for Electron`, () => {
    test('holds what it needs and nothing else', () => {
      const files = filesIn(archiveOf(packed[platform]()))
      const patterns = allowed(platform)
      expect(files.filter((file) => !patterns.some((pattern) => pattern.test(file)))).toEqual([])
      for (const needed of [
        'out/electron/main.js',
        'out/electron/data.js',
        'out/electron/preload.cjs',
        ...workers,
        'out/renderer/index.html',
        ...globSync('db/migrations/*.sql', { cwd: root }),
        ...globSync('packs/**/*.{json,csv}', { cwd: root }),
      ])
        expect(files).toContain(needed)
    })

    test('has its native module outside the archive, for this system alone', () => {
      const application = packed[platform]()
      const outside = readdirSync(join(application, 'resources', 'app.asar.unpacked'), { recursive: true })
      expect(outside.filter((file) => String(file).endsWith('.node'))).toEqual([
        join('node_modules', 'better-sqlite3', 'prebuilds', `${platform}-x64.node`),
      ])
    })

    test('holds no secret, no test and nothing of the machine that built it', () => {
      const archive = archiveOf(packed[platform]())
      const text = readFileSync(archive).toString('latin1')
      expect(text).not.toContain('PRIVATE KEY-----')
      // How minisign begins a secret key without a passphrase.
      expect(text).not.toContain('RWQAAEIy')
      expect(text).not.toContain(root)
      expect(text).not.toMatch(/from ['"]vitest['"]/)
      const { devDependencies, scripts } = JSON.parse(extractFile(archive, 'package.json').toString('utf8'))
      expect(devDependencies).toBeUndefined()
      expect(scripts).toBeUndefined()
    })

    test('has its fuses turned, as they are read back', async () => {
      const program = platform === 'linux' ? 'northstar' : 'Northstar.exe'
      expect(await readFuses(join(packed[platform](), program))).toEqual(wantedFuses)
    })

    test('gives the licences of others along, and speaks the languages of its screens', () => {
      const application = packed[platform]()
      const resources = readdirSync(join(application, 'resources'))
      expect(resources).toEqual(expect.arrayContaining(['LICENSE', 'app.asar', 'third-party-licences.txt']))
      expect(existsSync(join(application, 'LICENSES.chromium.html'))).toBe(true)
      expect(readdirSync(join(application, 'locales')).sort()).toEqual(['en-US.pak', 'ur.pak'])
    })
  })
}

test('a program for Windows, on a stand-in for Electron, knows the hash of its archive’s header', () => {
  const { headerString } = getRawHeader(archiveOf(packed.win32()))
  const program = readFileSync(join(packed.win32(), 'Northstar.exe')).toString('latin1')
  const [written = '[]'] = /\[\{"file":"resources[^\]]+\]/.exec(program) ?? []
  const value = createHash('sha256').update(headerString).digest('hex')
  expect(JSON.parse(written)).toEqual([{ file: 'resources\\app.asar', alg: 'SHA256', value }])
})
