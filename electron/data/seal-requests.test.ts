import { describe, expect, it } from 'vitest'
import type { ToMain } from '../data-process-messages.ts'
import { createHandClock } from '../testing/electron-stand-in.ts'
import { createSealRequests } from './seal-requests.ts'

function requests() {
  const sent: ToMain[] = []
  const clock = createHandClock()
  return {
    sent,
    clock,
    ...createSealRequests({ send: (message) => sent.push(message), after: clock.after }),
  }
}

describe('asking the main process to seal', () => {
  it('gives each asker its own answer, in whatever order they come', async () => {
    const { sent, state, seal, unseal, answered } = requests()
    const asked = [state(), seal(new Uint8Array([1])), unseal(new Uint8Array([2]))] as const
    expect(sent).toEqual([
      { type: 'sealing-state', id: 1 },
      { type: 'seal', id: 2, bytes: new Uint8Array([1]) },
      { type: 'unseal', id: 3, sealed: new Uint8Array([2]) },
    ])
    const sealing = { backend: 'keychain', isWeak: false }
    const unsealed = { type: 'unsealed', bytes: new Uint8Array([4]), shouldReseal: true } as const
    answered({ type: 'unsealed', id: 3, unsealed })
    answered({ type: 'sealing', id: 1, sealing })
    answered({ type: 'sealing', id: 1, sealing: null })
    answered({ type: 'sealed', id: 9, sealed: null })
    answered({ type: 'sealed', id: 2, sealed: { ...sealing, sealed: new Uint8Array([3]) } })
    expect(await Promise.all(asked)).toEqual([sealing, { ...sealing, sealed: new Uint8Array([3]) }, unsealed])
  })

  it('takes no answer, and an answer to something else, for a system that seals nothing', async () => {
    const { clock, state, seal, unseal, answered } = requests()
    const asked = [state(), seal(new Uint8Array([1])), unseal(new Uint8Array([2]))] as const
    answered({ type: 'sealing', id: 3, sealing: null })
    clock.pass(180_000)
    expect(await Promise.all(asked)).toEqual([null, null, { type: 'lost' }])
  })

  it('keeps no hold on the bytes that it was given', async () => {
    const { sent, seal } = requests()
    const bytes = new Uint8Array([1, 2])
    void seal(bytes)
    bytes.fill(0)
    expect(sent).toEqual([{ type: 'seal', id: 1, bytes: new Uint8Array([1, 2]) }])
  })
})
