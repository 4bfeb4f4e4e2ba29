import { expect, test } from 'vitest'
import { readHeadofficeAddress } from './headoffice-url.ts'

test.each([
  ['http://127.0.0.1:4700', 'http://127.0.0.1:4700'],
  [' http://localhost:4700/ ', 'http://localhost:4700'],
  ['http://[::1]:4700', 'http://[::1]:4700'],
  ['http://127.0.0.1', 'http://127.0.0.1'],
  ['https://127.0.0.1:4700', 'https://127.0.0.1:4700'],
  ['127.0.0.1:4700', 'http://127.0.0.1:4700'],
  ['localhost:4700', 'http://localhost:4700'],
  ['https://sync.example.com', 'https://sync.example.com'],
  ['HTTPS://Sync.Example.com:8443/', 'https://sync.example.com:8443'],
  ['sync.example.com', 'https://sync.example.com'],
  ['sync.example.com:8443', 'https://sync.example.com:8443'],
  ['192.168.1.20:4700', 'https://192.168.1.20:4700'],
])('reads “%s” as %s', (text, url) => {
  expect(readHeadofficeAddress(text)).toEqual({ type: 'address', url })
})

test.each(['http://192.168.1.20:4700', 'http://headoffice.example', 'http://127.0.0.1.evil.example'])(
  'refuses %s because what goes there could be read on the way',
  (text) => {
    expect(readHeadofficeAddress(text)).toEqual({ type: 'refused', fault: 'not-safe' })
  },
)

test.each([
  'http://someone@127.0.0.1:4700',
  'http://:secret@127.0.0.1:4700',
  'https://someone@sync.example.com',
  'http://127.0.0.1:4700/path',
  'http://127.0.0.1:4700/?a=b',
  'https://sync.example.com/#there',
  'ftp://127.0.0.1',
  'file:///etc/passwd',
  'head office',
  'headoffice',
  '',
])('does not take “%s” for an address', (text) => {
  expect(readHeadofficeAddress(text)).toEqual({ type: 'refused', fault: 'not-an-address' })
})
