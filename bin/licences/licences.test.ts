import { describe, expect, it } from 'vitest'
import { resources } from '../resources.ts'
import { isAllowed } from './allowed-licence.ts'
import { notices } from './notices.ts'
import { shippedPackages } from './shipped-packages.ts'

const packages = shippedPackages(resources)
const names = packages.map(({ name }) => name)

describe('the packages that are given to others', () => {
  it('are each under a licence that lets them be', () => {
    expect(packages.filter((shipped) => !isAllowed(shipped))).toEqual([])
  })

  it('are those that run, those that are bundled, and what they need; not what only builds and tests', () => {
    expect(names).toEqual(
      expect.arrayContaining([
        'better-sqlite3-multiple-ciphers',
        'electron-updater',
        'react',
        '@mantine/core',
        '@fontsource-variable/inter',
        '@floating-ui/react',
        'builder-util-runtime',
      ]),
    )
    for (const name of [
      'electron',
      'electron-builder',
      'vite',
      'vitest',
      'typescript',
      'playwright-core',
      'fast-check',
    ])
      expect(names).not.toContain(name)
  })

  it('have their notices in one text, so that it can be given along', () => {
    const text = notices(resources, packages)
    for (const { name, version } of packages) expect(text).toContain(`\n${name} ${version} (`)
    expect(text).toContain('Copyright (c) 2021 Vitaly Rtishchev')
    expect(text).toContain('SIL OPEN FONT LICENSE')
  })
})

describe('a licence', () => {
  const of = (licence: string, name = 'somebody') => isAllowed({ name, licence })

  it('is looked at in each of its alternatives and all of its parts', () => {
    expect(
      ['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND ISC', 'GPL-2.0-only OR Apache-2.0'].map((one) => of(one)),
    ).toEqual([true, true, true, true])
    expect(
      ['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'SEE LICENSE IN x', 'none said', ''].map((one) => of(one)),
    ).toEqual([false, false, false, false, false])
  })

  it('that is an exception is one for the packages named, and for no other', () => {
    expect(of('Python-2.0', 'argparse')).toBe(true)
    expect(of('Python-2.0')).toBe(false)
    expect(of('GPL-3.0-only', 'argparse')).toBe(false)
  })
})
