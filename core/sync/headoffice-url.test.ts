import { expect, test } from 'vitest'
import { readHeadofficeUrl } from './headoffice-url.ts'

test.each([
  ['http://127.0.0.1:4700', 'http://127.0.0.1:4700'],
  [' http://localhost:4700/ ', 'http://localhost:4700'],
  ['http://[::1]:4700', 'http://[::1]:4700'],
  ['http://127.0.0.1', 'http://127.0.0.1'],
])('reads %s as an address on this machine', (text, url) => {
  expect(readHeadofficeUrl(text)).toBe(url)
})

test.each([
  'http://192.168.1.20:4700',
  'http://headoffice.example',
  'http://127.0.0.1.evil.example',
  'http://someone@127.0.0.1:4700',
  'http://:secret@127.0.0.1:4700',
  'http://127.0.0.1:4700/path',
  'http://127.0.0.1:4700/?a=b',
  'https://127.0.0.1:4700',
  'ftp://127.0.0.1',
  'file:///etc/passwd',
  '127.0.0.1:4700',
  'head office',
  '',
])('does not take “%s” for one', (text) => {
  expect(readHeadofficeUrl(text)).toBeNull()
})
