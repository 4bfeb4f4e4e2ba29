import { describe, expect, it } from 'vitest'
import { createOpenExternal } from './open-external.ts'

function openExternalWith(openExternal: (url: string) => Promise<void>) {
  const failures: unknown[] = []
  return { open: createOpenExternal({ openExternal }, (cause) => failures.push(cause)), failures }
}

describe('opening something outside Northstar', () => {
  it.each(['tel:+923001234567', 'tel:+12025550123'])('lets %s through', (url) => {
    const opened: string[] = []
    const { open } = openExternalWith(async (address) => void opened.push(address))
    expect(open(url)).toBe(true)
    expect(opened).toEqual([url])
  })

  it.each([
    'https://example.com/',
    'http://127.0.0.1/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'mailto:someone@example.com',
    'tel:03001234567',
    'tel:+92300;phone-context=x',
    'tel:+923001234567\nfile:///',
    ' tel:+923001234567',
    'TEL:+923001234567',
    'ms-settings:',
    '',
  ])('refuses %j', (url) => {
    const { open } = openExternalWith(() => Promise.reject(new Error('reached the system')))
    expect(open(url)).toBe(false)
  })

  it('tells when the system could not', async () => {
    const cause = new Error('no program for it')
    const { open, failures } = openExternalWith(() => Promise.reject(cause))
    expect(open('tel:+923001234567')).toBe(true)
    await new Promise(setImmediate)
    expect(failures).toEqual([cause])
  })
})
