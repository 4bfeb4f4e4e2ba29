import { describe, expect, it } from 'vitest'
import { updatesItself } from './updates-itself.ts'

describe('an installation', () => {
  it('updates itself where our installer put it, and not where a package manager did, or from its sources', () => {
    const here = { isPackaged: true, platform: 'linux', env: {} }
    expect(updatesItself(here)).toBe(false)
    expect(updatesItself({ ...here, env: { APPIMAGE: '/home/a/Northstar.AppImage' } })).toBe(true)
    expect(updatesItself({ ...here, platform: 'win32' })).toBe(true)
    expect(updatesItself({ ...here, platform: 'darwin' })).toBe(true)
    expect(updatesItself({ ...here, platform: 'win32', isPackaged: false })).toBe(false)
    expect(updatesItself({ ...here, platform: 'freebsd' })).toBe(false)
  })
})
