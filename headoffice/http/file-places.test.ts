import { describe, expect, it } from 'vitest'
import { createFilePlaces } from './file-places.ts'

const refusal = expect.objectContaining({ code: 'BUSY', retryAfterMs: 60_000 })
const from = (address: string) => ({ address, isThisMachine: false })

describe('the places of files on their way out', () => {
  it('are a few to one address, so that there is one for the next', () => {
    const take = createFilePlaces({ filesAtOnce: 10, filesAtOncePerAddress: 2 })
    const leave = take(from('203.0.113.7'))
    take(from('203.0.113.7'))
    expect(() => take(from('203.0.113.7'))).toThrow(refusal)
    take(from('203.0.113.8'))
    leave()
    take(from('203.0.113.7'))
    expect(() => take(from('203.0.113.7'))).toThrow(refusal)
  })

  it('are counted by the network of an IPv6 address', () => {
    const take = createFilePlaces({ filesAtOnce: 10, filesAtOncePerAddress: 1 })
    take(from('2001:db8:1:2::1'))
    expect(() => take(from('2001:db8:1:2::2'))).toThrow(refusal)
    take(from('2001:db8:1:3::1'))
  })

  it('are no more than so many in all, to callers on this machine too', () => {
    const take = createFilePlaces({ filesAtOnce: 2, filesAtOncePerAddress: 1 })
    const here = { address: '127.0.0.1', isThisMachine: true }
    take(here)
    const leave = take(here)
    expect(() => take(from('203.0.113.7'))).toThrow(refusal)
    leave()
    take(from('203.0.113.7'))
  })
})
