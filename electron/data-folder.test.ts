import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataFolder } from './data-folder.ts'

const home = '/home/ayesha'

describe('the data folder', () => {
  it('is the one named, before the one in NORTHSTAR_DATA, before the usual one', () => {
    const env = { NORTHSTAR_DATA: '/srv/showroom' }
    expect(dataFolder({ named: 'here', env, platform: 'linux', home })).toBe(resolve('here'))
    expect(dataFolder({ named: undefined, env, platform: 'linux', home })).toBe('/srv/showroom')
    expect(dataFolder({ named: '', env: { NORTHSTAR_DATA: '' }, platform: 'linux', home })).toBe(
      join(home, '.config', 'Northstar'),
    )
  })

  it('is another one for a demo that names none, never the real one', () => {
    const env = { NORTHSTAR_DATA: '/srv/showroom' }
    const of = (named?: string) => dataFolder({ named, isDemo: true, env, platform: 'linux', home })
    expect(of()).toBe(join(home, '.config', 'Northstar Demo'))
    expect(of('here')).toBe(resolve('here'))
  })

  it('is the user’s own on each platform', () => {
    const of = (platform: NodeJS.Platform, env: Readonly<Record<string, string>> = {}) =>
      dataFolder({ named: undefined, env, platform, home })
    expect(of('linux', { XDG_CONFIG_HOME: '/conf' })).toBe(join('/conf', 'Northstar'))
    expect(of('darwin')).toBe(join(home, 'Library', 'Application Support', 'Northstar'))
    expect(of('win32', { APPDATA: '/appdata' })).toBe(join('/appdata', 'Northstar'))
    expect(of('win32')).toBe(join(home, 'AppData', 'Roaming', 'Northstar'))
  })
})
