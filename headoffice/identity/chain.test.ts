import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deviceIdSchema } from '../../core/ids.ts'
import { type ChainStand, createChain } from './chain.ts'

const deviceId = deviceIdSchema.parse('0195e6f1-0000-7000-8000-000000000001')
const otherId = deviceIdSchema.parse('0195e6f1-0000-7000-8000-000000000002')

/** Chance that no two tests share and every run repeats. */
function chance() {
  let count = 0
  return (bytes: number) => {
    count += 1
    return createHash('sha256').update(String(count)).digest().subarray(0, bytes)
  }
}

function newChain() {
  let nowMs = 1000
  const chain = createChain({
    secret: Buffer.alloc(32, 7).toString('base64url'),
    clock: () => nowMs,
    randomBytes: chance(),
  })
  let stand: ChainStand = chain.begin(deviceId)
  return {
    chain,
    first: stand.last,
    stand: () => stand,
    setBack(to: ChainStand) {
      stand = to
    },
    /** @returns the next link, `null` when copies were noticed */
    present(link: string): string | null {
      nowMs += 1
      const next = chain.present(deviceId, link, stand)
      if (next) stand = next
      return next?.last ?? null
    },
  }
}

describe('the chain', () => {
  test('one laptop is never locked out, whatever answers are lost', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (lost) => {
        const office = newChain()
        let link = office.first
        for (const isLost of lost) {
          const next = office.present(link)
          expect(next).not.toBeNull()
          if (next !== null && !isLost) link = next
        }
      }),
    )
  })

  test('one laptop is never locked out by a head office that is set back, however often', () => {
    const act = fc.oneof(
      fc.record({ type: fc.constant('token' as const), isLost: fc.boolean() }),
      fc.record({ type: fc.constant('backup' as const) }),
      fc.record({ type: fc.constant('restore' as const), which: fc.nat() }),
    )
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const office = newChain()
        let link = office.first
        const backups = [office.stand()]
        for (const done of acts)
          switch (done.type) {
            case 'backup':
              backups.push(office.stand())
              break
            case 'restore': {
              const to = backups[done.which % backups.length]
              if (to) office.setBack(to)
              break
            }
            case 'token': {
              const next = office.present(link)
              expect(next).not.toBeNull()
              if (next !== null && !done.isLost) link = next
            }
          }
      }),
    )
  })

  test('one laptop goes on after an older backup and then a newer one were put in use', () => {
    const office = newChain()
    const older = office.stand()
    let link = office.first
    for (let time = 0; time < 9; time += 1) link = office.present(link) ?? ''
    office.present(link)
    office.present(link)
    const newer = office.stand()
    office.setBack(older)
    link = office.present(link) ?? ''
    office.setBack(newer)
    expect(office.present(link)).not.toBeNull()
  })

  test('two live copies are noticed at the latest when each has spoken twice, in any order and with any answers lost', () => {
    const turn = fc.record({ copy: fc.nat({ max: 1 }), isLost: fc.boolean() })
    fc.assert(
      fc.property(fc.nat({ max: 5 }), fc.array(turn, { maxLength: 30 }), (before, turns) => {
        const office = newChain()
        let shared = office.first
        for (let time = 0; time < before; time += 1) shared = office.present(shared) ?? ''
        const links = [shared, shared]
        const heard = [0, 0]
        let isNoticed = false
        // A copy that hears no answer is the same as one that said nothing.
        for (const { copy, isLost } of turns) {
          const next = office.present(links[copy] ?? '')
          if (next === null) {
            isNoticed = true
            break
          }
          if (!isLost) {
            links[copy] = next
            heard[copy] = (heard[copy] ?? 0) + 1
          }
        }
        const bothSpokeTwice = heard.every((times) => times >= 2)
        if (bothSpokeTwice) expect(isNoticed).toBe(true)
      }),
    )
  })

  test('copies that take turns are noticed, which the same link said again would hide', () => {
    const office = newChain()
    const one = office.present(office.first)
    const other = office.present(office.first)
    expect(one).not.toBeNull()
    expect(other).not.toBeNull()
    expect(office.present(one ?? '')).toBeNull()
  })

  test('a link that head office never gave, or gave another laptop, is nobody’s', () => {
    const office = newChain()
    expect(office.present('')).toBeNull()
    expect(office.present(Buffer.alloc(32, 1).toString('base64url'))).toBeNull()
    expect(office.present(office.chain.begin(otherId).last)).toBeNull()
    expect(office.present(office.first)).not.toBeNull()
  })
})
