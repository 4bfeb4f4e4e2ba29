import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { type Front, isLoopback, rateKey, whenceComes } from './whence.ts'

const loopback: Front = { tls: false, behindProxy: false, port: 4700, loopback: true }
const proxied: Front = { ...loopback, behindProxy: true }
const open: Front = { tls: true, behindProxy: false, port: 4700, loopback: false }

function call(front: Front, peer: string, headers: IncomingMessage['headers'], url = '/push') {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: peer })
  const request = new IncomingMessage(socket)
  request.headers = headers
  request.url = url
  try {
    return whenceComes(request, front)
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

describe('on loopback without TLS', () => {
  test.each(['127.0.0.1:4700', 'localhost:4700', '[::1]:4700'])('takes a call by the name %s', (host) => {
    expect(call(loopback, '127.0.0.1', { host })).toEqual({ address: '127.0.0.1', isThisMachine: true })
  })

  test.each(['evil.example:4700', '127.0.0.1', '127.0.0.1:4701', ''])('takes none by “%s”', (host) => {
    expect(call(loopback, '127.0.0.1', { host })).toBe('HOST_NOT_ACCEPTED')
  })

  test('takes none of another machine, and none of a page in a browser', () => {
    expect(call(loopback, '10.0.0.5', { host: '127.0.0.1:4700' })).toBe('HTTPS_ONLY')
    const headers = { host: '127.0.0.1:4700', origin: 'http://127.0.0.1:4700' }
    expect(call(loopback, '127.0.0.1', headers)).toBe('ORIGIN_NOT_ACCEPTED')
  })

  test('believes no header about who calls', () => {
    const headers = { host: '127.0.0.1:4700', 'x-forwarded-for': '10.0.0.5', 'x-forwarded-proto': 'http' }
    expect(call(loopback, '127.0.0.1', headers)).toEqual({ address: '127.0.0.1', isThisMachine: true })
  })
})

describe('behind a proxy', () => {
  const host = 'office.example'

  test('takes the address that the nearest proxy wrote, and what came by https only', () => {
    const headers = { host, 'x-forwarded-proto': 'https', 'x-forwarded-for': '6.6.6.6, 203.0.113.9' }
    expect(call(proxied, '127.0.0.1', headers)).toEqual({ address: '203.0.113.9', isThisMachine: false })
    expect(call(proxied, '127.0.0.1', { ...headers, 'x-forwarded-proto': 'http' })).toBe('HTTPS_ONLY')
    expect(call(proxied, '127.0.0.1', { ...headers, 'x-forwarded-proto': 'https, http' })).toBe('HTTPS_ONLY')
  })

  test('makes nobody this machine by a header, nor by the want of one', () => {
    for (const forwarded of ['127.0.0.1', 'not an address', undefined]) {
      const headers = { host, 'x-forwarded-proto': 'https', 'x-forwarded-for': forwarded }
      expect(call(proxied, '127.0.0.1', headers)).toMatchObject({ isThisMachine: false })
    }
  })

  test('refuses a call about which the proxy says nothing, but for what a watch asks', () => {
    const bare = { host: '127.0.0.1:4700' }
    expect(call(proxied, '127.0.0.1', bare)).toBe('HTTPS_ONLY')
    expect(call(proxied, '127.0.0.1', { host })).toBe('HTTPS_ONLY')
    expect(call(proxied, '127.0.0.1', { host }, '/ready')).toBe('HTTPS_ONLY')
    expect(call(proxied, '127.0.0.1', bare, '/ready?now')).toMatchObject({ isThisMachine: false })
    expect(call(proxied, '127.0.0.1', bare, '/metrics')).toMatchObject({ isThisMachine: false })
  })
})

test('with a certificate, a call may come from anywhere by any name', () => {
  expect(call(open, '::ffff:203.0.113.9', { host: 'office.example' })).toEqual({
    address: '203.0.113.9',
    isThisMachine: false,
  })
})

test('loopback is this machine, and nothing that only looks like it', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', 'localhost'].every(isLoopback)).toBe(true)
  expect(['0.0.0.0', '::', '127.0.0.1.example', 'localhost.example', '10.0.0.1'].some(isLoopback)).toBe(false)
})

test('a rate counts an IPv6 network as one caller', () => {
  expect(rateKey('203.0.113.9')).toBe('203.0.113.9')
  expect(rateKey('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
  expect(rateKey('2001:db8:1:2::6')).toBe('2001:db8:1:2')
  expect(rateKey('2001:db8::6')).toBe(rateKey('2001:db8:0:0:ffff::1'))
})
