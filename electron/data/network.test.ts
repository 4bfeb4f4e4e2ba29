import type { NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import { expect, test } from 'vitest'
import { createNetwork } from './network.ts'

const at = (address: string, internal = false): NetworkInterfaceInfo => ({
  address,
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '00:00:00:00:00:00',
  internal,
  cidr: `${address}/24`,
})
const loopback = { lo: [at('127.0.0.1', true)] }

/** A network whose interfaces and clock are the test's. */
function testNetwork(first: ReturnType<typeof networkInterfaces>) {
  let now = first
  let look: (() => void) | null = null
  const network = createNetwork({
    interfaces: () => now,
    after: (_, run) => {
      look = run
      return () => {
        look = null
      }
    },
  })
  return {
    network,
    set: (next: typeof now) => {
      now = next
    },
    look: () => look?.(),
    isWatching: () => look !== null,
  }
}

test('is up when something other than the laptop itself gave an address', () => {
  expect(testNetwork(loopback).network.isUp()).toBe(false)
  expect(testNetwork({ ...loopback, wlan0: [at('192.168.1.7')] }).network.isUp()).toBe(true)
  // What a laptop gives itself where nobody answers.
  expect(testNetwork({ ...loopback, 'Wi-Fi': [at('169.254.10.1')] }).network.isUp()).toBe(false)
})

test('looks metered only when a telephone’s line is all there is', () => {
  expect(testNetwork({ wwan0: [at('10.1.2.3')] }).network.looksMetered()).toBe(true)
  expect(testNetwork({ wwan0: [at('10.1.2.3')], eth0: [at('10.0.0.2')] }).network.looksMetered()).toBe(false)
  expect(testNetwork(loopback).network.looksMetered()).toBe(false)
})

test('says once that something changed, and nothing once it is stopped', () => {
  const { network, set, look, isWatching } = testNetwork(loopback)
  let changes = 0
  network.watch(() => {
    changes += 1
  })
  look()
  expect(changes).toBe(0)
  set({ ...loopback, wlan0: [at('192.168.1.7')] })
  look()
  look()
  expect(changes).toBe(1)
  set({ ...loopback, wlan0: [at('192.168.1.8')] })
  look()
  expect(changes).toBe(2)
  network.stop()
  expect(isWatching()).toBe(false)
})
