import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStaticFiles, type StaticFiles } from './static-files.ts'

let parent = ''
let files: StaticFiles
let nonces = 0
const secret = 'outside the folder'

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'northstar-files-'))
  const folder = join(parent, 'renderer')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  mkdirSync(join(folder, '.vite'))
  writeFileSync(
    join(folder, 'index.html'),
    '<script nonce="__CSP_NONCE__"></script><style nonce="__CSP_NONCE__">',
  )
  writeFileSync(join(folder, 'assets', 'index-1.js'), 'run()')
  writeFileSync(join(folder, 'assets', 'notes.txt'), 'not a type that is served')
  writeFileSync(join(folder, '.vite', 'manifest.js'), secret)
  writeFileSync(join(parent, 'secret.js'), secret)
  writeFileSync(join(parent, 'secret'), secret)
  symlinkSync(join(parent, 'secret.js'), join(folder, 'assets', 'linked.js'))
  symlinkSync(parent, join(folder, 'up'))
  files = createStaticFiles({
    folder,
    newNonce: () => {
      nonces += 1
      return `nonce${nonces}`
    },
    connect: () => ['ws://127.0.0.1:1'],
  })
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

const read = async (path: string) => {
  const { status, headers, body } = await files.answer(path)
  return { status, headers, text: new TextDecoder().decode(body) }
}

describe('the built page', () => {
  it('is served with every header, and nothing more', async () => {
    const { status, headers, text } = await read('/assets/index-1.js')
    expect(status).toBe(200)
    expect(text).toBe('run()')
    expect(headers).toStrictEqual({
      'content-type': 'text/javascript; charset=utf-8',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; .*connect-src ws:\/\/127\.0\.0\.1:1; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
      ),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
    })
  })

  it('has a fresh nonce in each response, the same in the header and in every place of the page', async () => {
    const [first, second] = [await read('/'), await read('/index.html')]
    const nonce = /nonce="(\w+)"/.exec(first.text)?.[1]
    expect(first.text).toBe(`<script nonce="${nonce}"></script><style nonce="${nonce}">`)
    expect(first.headers['content-security-policy']).toContain(`script-src 'nonce-${nonce}'`)
    expect(first.headers['content-security-policy']).toContain(`style-src 'nonce-${nonce}'`)
    expect(second.text).not.toBe(first.text)
  })

  it.each([
    '/',
    '/customers',
    '/customers/0190-ab',
    '/vehicles/honda%2Fcity%2F1-2l',
    '/print/daily-summary/2026-11-22',
  ])('answers the screen %s with the page', async (path) => {
    expect(await read(path)).toMatchObject({ status: 200, text: expect.stringContaining('<script') })
  })

  it.each([
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/%2e%2e%2fsecret',
    '/..',
    '/assets/../../secret.js',
    '/assets/..%5c..%5csecret.js',
    '/assets\\..\\..\\secret.js',
    '/assets/index-1.js%00.html',
    '/secret%00',
    '//secret',
    '/assets/linked.js',
    '/up/secret.js',
    '/.vite/manifest.js',
    '/assets/notes.txt',
    '/assets/nothing.js',
    '/%',
    '/%zz',
    'secret',
    '',
    'http://127.0.0.1/secret.js',
    '/C:%5csecret.js',
    '/%252e%252e/secret.js',
  ])('does not answer %s', async (path) => {
    const { status, text } = await read(path)
    expect(status).toBe(404)
    expect(text).toBe('Not found\n')
  })

  it('never gives away what lies outside its folder, whatever the path', async () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2f',
      '%5c',
      '\\',
      '/',
      'secret',
      'secret.js',
      'up',
      'assets',
      '%00',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        expect((await read(`/${pieces.join('')}`)).text).not.toContain(secret)
      }),
    )
  })
})
