import { existsSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..')
const schema: object = JSON.parse(
  readFileSync(join(root, 'node_modules', 'app-builder-lib', 'scheme.json'), 'utf8'),
)
const text = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
const configuration: unknown = parse(text)
const validate = new Ajv({ allErrors: true, strict: false }).compile(schema)

describe('electron-builder.yml', () => {
  it('is valid against electron-builder’s own schema', () => {
    const isValid = validate(configuration)
    expect(validate.errors ?? []).toEqual([])
    expect(isValid).toBe(true)
    expect(validate({ ...Object(configuration), asarUnpacked: true })).toBe(false)
  })

  it('installs for one user, keeps native files outside the archive, and lets nobody use the program as a Node', () => {
    expect(configuration).toMatchObject({
      asar: true,
      asarUnpack: ['**/*.node'],
      npmRebuild: false,
      electronFuses: {
        runAsNode: false,
        enableCookieEncryption: true,
        enableNodeOptionsEnvironmentVariable: false,
        enableNodeCliInspectArguments: false,
        enableEmbeddedAsarIntegrityValidation: true,
        onlyLoadAppFromAsar: true,
        grantFileProtocolExtraPrivileges: false,
      },
    })
  })

  it('makes an installer for one person on Windows, which leaves the data when it goes', () => {
    expect(configuration).toMatchObject({
      win: { target: [{ target: 'nsis', arch: ['x64'] }], verifyUpdateCodeSignature: true },
      nsis: { oneClick: true, perMachine: false, packElevateHelper: false, deleteAppDataOnUninstall: false },
    })
    expect(text).not.toMatch(/requestedExecutionLevel|allowElevation/)
  })

  it('makes a dmg for both kinds of Mac, with an archive to update from, and an AppImage and a deb for Linux', () => {
    expect(configuration).toMatchObject({
      mac: {
        target: [
          { target: 'dmg', arch: ['universal'] },
          { target: 'zip', arch: ['universal'] },
        ],
        mergeASARs: true,
        hardenedRuntime: true,
      },
      dmg: { writeUpdateInfo: false },
      linux: { target: [{ target: 'AppImage' }, { target: 'deb' }] },
    })
  })

  it('lets both native modules of a Mac be in both halves', () => {
    const { mac } = Object(configuration)
    for (const arch of ['x64', 'arm64']) {
      const file = `Contents/Resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds/darwin-${arch}.node`
      expect(matchesGlob(file, mac.x64ArchFiles)).toBe(true)
    }
  })

  it('claims no kind of file and no kind of address', () => {
    expect(text).not.toMatch(/fileAssociations|protocols|mimeTypes/)
  })

  it('holds no secret and no certificate, and no address that a laptop would call', () => {
    expect(text).not.toMatch(
      /cscLink|cscKeyPassword|certificateFile|certificatePassword|appleIdPassword|token/i,
    )
    expect(configuration).toMatchObject({
      publish: { provider: 'generic', url: expect.stringMatching(/^https:\/\/[a-z]+\.invalid\//) },
    })
  })

  it('names each installer by version, system and machine, without a blank', () => {
    expect(Object(configuration).artifactName).toMatch(
      /^Northstar-\$\{version\}-\$\{os\}-\$\{arch\}\.\$\{ext\}$/,
    )
  })
})

describe('the icons', () => {
  const build = (...path: readonly string[]) => join(root, 'build', ...path)

  it('are there for each system, in the sizes it shows', () => {
    const pngs = [16, 24, 32, 48, 64, 128, 256, 512]
    for (const size of pngs) {
      const png = readFileSync(build('icons', `${size}x${size}.png`))
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
    }
    const ico = readFileSync(build('icon.ico'))
    const sizes = Array.from(
      { length: ico.readUInt16LE(4) },
      (_, index) => ico.readUInt8(6 + index * 16) || 256,
    )
    expect(sizes.toSorted((a, b) => a - b)).toEqual([16, 24, 32, 48, 64, 128, 256])
    const icns = readFileSync(build('icon.icns'))
    expect(icns.toString('latin1', 0, 4)).toBe('icns')
    expect(icns.readUInt32BE(4)).toBe(icns.length)
  })

  it('are what the configuration names', () => {
    const { win, mac, linux } = Object(configuration)
    for (const { icon } of [win, mac, linux]) expect(existsSync(join(root, icon))).toBe(true)
    expect(existsSync(join(root, mac.entitlements))).toBe(true)
  })
})
