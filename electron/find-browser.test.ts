import { describe, expect, it } from 'vitest'
import { findBrowser } from './find-browser.ts'

const find = (
  platform: NodeJS.Platform,
  there: readonly string[],
  env: Readonly<Record<string, string>> = {},
  folders: Readonly<Record<string, readonly string[]>> = {},
) =>
  findBrowser({
    platform,
    env,
    home: '/home/ali',
    isExecutable: (file) => there.includes(file),
    listFolder: (folder) => folders[folder] ?? [],
  })

describe('finding a browser', () => {
  it('takes the one that is named, and none when that one is not there', () => {
    const env = { NORTHSTAR_BROWSER: '/opt/my-chrome', PATH: '/usr/bin' }
    expect(find('linux', ['/opt/my-chrome', '/usr/bin/chromium'], env)).toBe('/opt/my-chrome')
    expect(find('linux', ['/usr/bin/chromium'], env)).toBeNull()
  })

  it('looks along the path, Chromium first', () => {
    const env = { PATH: '/usr/local/bin:/usr/bin:' }
    expect(find('linux', ['/usr/bin/microsoft-edge', '/usr/bin/chromium'], env)).toBe('/usr/bin/chromium')
    expect(find('linux', ['/usr/local/bin/google-chrome'], env)).toBe('/usr/local/bin/google-chrome')
    expect(find('linux', [], env)).toBeNull()
  })

  it('knows where macOS and Windows keep them', () => {
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    expect(find('darwin', [chrome])).toBe(chrome)
    const edge = '/pf86/Microsoft/Edge/Application/msedge.exe'
    expect(find('win32', [edge], { PROGRAMFILES: '/pf', 'PROGRAMFILES(X86)': '/pf86' })).toBe(edge)
  })

  it('falls back to the newest that Playwright keeps', () => {
    const cache = '/home/ali/.cache/ms-playwright'
    const folders = {
      [cache]: ['chromium-999', 'chromium-1200', 'chromium_headless_shell-1300', 'ffmpeg-1'],
      [`${cache}/chromium-999`]: ['chrome-linux'],
      [`${cache}/chromium-1200`]: ['chrome-linux64'],
      [`${cache}/chromium_headless_shell-1300`]: ['chrome-linux64'],
    }
    const old = `${cache}/chromium-999/chrome-linux/chrome`
    const newest = `${cache}/chromium-1200/chrome-linux64/chrome`
    expect(find('linux', [old, newest], {}, folders)).toBe(newest)
    expect(find('linux', [old], {}, folders)).toBe(old)
  })

  it('falls back to it on macOS, whatever the bundle is called', () => {
    const cache = '/home/ali/Library/Caches/ms-playwright'
    const build = `${cache}/chromium-1200/chrome-mac-arm64`
    const bundle = 'Google Chrome for Testing.app'
    const program = `${build}/${bundle}/Contents/MacOS/Google Chrome for Testing`
    const folders = {
      [cache]: ['chromium-1200'],
      [`${cache}/chromium-1200`]: ['chrome-mac-arm64'],
      [build]: [bundle],
    }
    expect(find('darwin', [program], {}, folders)).toBe(program)
  })
})
