import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..')
const schema: object = JSON.parse(
  readFileSync(join(root, 'node_modules', 'app-builder-lib', 'scheme.json'), 'utf8'),
)
const configuration: unknown = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'))
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
      nsis: { perMachine: false },
      asarUnpack: ['**/*.node'],
      npmRebuild: false,
      electronFuses: {
        runAsNode: false,
        enableNodeOptionsEnvironmentVariable: false,
        enableNodeCliInspectArguments: false,
        enableEmbeddedAsarIntegrityValidation: true,
        onlyLoadAppFromAsar: true,
        grantFileProtocolExtraPrivileges: false,
      },
    })
  })
})
