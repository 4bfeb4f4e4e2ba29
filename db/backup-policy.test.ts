import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BackupKind, backupsToPrune, isAsideOver, type KeptBackup } from './backup-policy.ts'

const hour = 60 * 60_000
const day = 24 * hour
const now = Date.UTC(2026, 10, 22, 7)

const backup = (
  number: number,
  kind: BackupKind,
  since: number,
  isGood: boolean | null = true,
): KeptBackup => ({
  id: `${kind} ${number} ${since}`,
  number,
  kind,
  since,
  isGood,
})
const kept = (backups: readonly KeptBackup[], nowMs = now) => {
  const gone = backupsToPrune(backups, nowMs)
  return backups.filter(({ id }) => !gone.includes(id))
}

const anyInstant = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) })
const anyKind = fc.constantFrom<BackupKind>('hourly', 'daily', 'before-upgrade', 'before-restore', 'brought')
const anyBackups = fc
  .array(fc.record({ kind: anyKind, since: anyInstant, isGood: fc.constantFrom(true, false, null) }), {
    maxLength: 120,
  })
  .map((list) =>
    list.map(({ kind, since, isGood }, index) =>
      kind === 'brought'
        ? { ...backup(0, kind, since, isGood === true ? null : isGood), id: `brought ${index}` }
        : backup(index + 1, kind, since, isGood),
    ),
  )

describe('backups that are kept', () => {
  it('are those of the last day, fourteen days and what stood before an upgrade or a restore', () => {
    const backups = [
      ...Array.from({ length: 30 }, (_, n) => backup(100 + n, 'hourly', now - (30 - n) * hour)),
      ...Array.from({ length: 20 }, (_, n) => backup(10 + n, 'daily', now - (20 - n) * day)),
      backup(1, 'before-upgrade', now - 15 * day),
      backup(40, 'before-upgrade', now - 13 * day),
      backup(41, 'before-restore', now - 14 * day),
      backup(0, 'brought', now - 13 * day, null),
      backup(0, 'brought', now - 15 * day, null),
    ]
    const left = kept(backups)
    const of = (kind: BackupKind) => left.filter((one) => one.kind === kind)
    expect(of('hourly').map(({ since }) => (now - since) / hour)).toEqual(
      Array.from({ length: 23 }, (_, n) => 23 - n),
    )
    expect(of('daily').map(({ since }) => (now - since) / day)).toEqual(
      Array.from({ length: 14 }, (_, n) => 14 - n),
    )
    expect(of('before-upgrade').map(({ number }) => number)).toEqual([40])
    expect(of('before-restore')).toEqual([])
    expect(of('brought').map(({ since }) => (now - since) / day)).toEqual([13])
  })

  it('are always the newest three good ones, whatever their dates and the clock say', () => {
    fc.assert(
      fc.property(anyBackups, anyInstant, (backups, nowMs) => {
        const good = backups
          .filter(({ kind, isGood }) => kind !== 'brought' && isGood === true)
          .toSorted((a, b) => b.number - a.number)
        const left = kept(backups, nowMs)
        for (const one of good.slice(0, 3)) expect(left).toContain(one)
      }),
    )
  })

  it('are the same when the policy is asked again, and never more than can be counted', () => {
    fc.assert(
      fc.property(anyBackups, anyInstant, (backups, nowMs) => {
        const left = kept(backups, nowMs)
        expect(kept(left, nowMs)).toEqual(left)
        expect(left.filter(({ kind }) => kind !== 'brought').length).toBeLessThanOrEqual(24 + 3 * 14 + 3)
      }),
    )
  })

  it('of the last fourteen days are never touched while the clock tells the truth', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 60 }), (gaps) => {
        let number = 0
        let backups: readonly KeptBackup[] = []
        let at = now
        for (const gapDays of gaps) {
          at += gapDays * day
          number += 1
          backups = kept([...backups, backup(number, 'daily', at)], at)
          expect(backups.length).toBe(Math.min(number, 14))
        }
      }),
    )
  })

  it('outlive a clock that jumps about for as long as it likes: there is always something to go back to', () => {
    const jump = fc.record({ at: anyInstant, kind: fc.constantFrom<BackupKind>('hourly', 'daily') })
    fc.assert(
      fc.property(fc.array(jump, { minLength: 1, maxLength: 100 }), (jumps) => {
        let backups: readonly KeptBackup[] = []
        for (const [index, { at, kind }] of jumps.entries()) {
          backups = kept([...backups, backup(index + 1, kind, at)], at)
          expect(backups.length).toBeGreaterThanOrEqual(Math.min(index + 1, 3))
          expect(backups.map(({ number }) => number)).toContain(index + 1)
        }
      }),
    )
  })

  it('lose one day at most to a clock that is years ahead, and nothing to one that is years behind', () => {
    const days = Array.from({ length: 14 }, (_, n) => backup(n + 1, 'daily', now - (14 - n) * day))
    const ahead = backup(15, 'daily', now + 4000 * day)
    expect(kept([...days, ahead], now + 4000 * day).length).toBe(14)
    const behind = backup(15, 'hourly', now - 9000 * day)
    expect(kept([...days, behind], now - 9000 * day)).toEqual([...days, behind])
  })
})

describe('a database that was set aside', () => {
  const later = (count: number, kind: BackupKind, first = 8) =>
    Array.from({ length: count }, (_, n) => backup(first + n, kind, now + n * day))
  const aside = { since: now, afterNumber: 7 }

  it('goes when fourteen days are over and three good backups came after it', () => {
    expect(isAsideOver(aside, later(3, 'hourly'), now + 14 * day)).toBe(true)
    expect(isAsideOver(aside, later(3, 'hourly'), now + 14 * day - 1)).toBe(false)
  })

  it('stays when only the clock says that its time is over', () => {
    expect(
      isAsideOver(aside, [...later(2, 'hourly'), ...later(5, 'daily', 1).slice(0, 5)], now + 4000 * day),
    ).toBe(false)
    expect(
      isAsideOver(
        aside,
        later(3, 'hourly').map((one) => ({ ...one, isGood: false })),
        now + 4000 * day,
      ),
    ).toBe(false)
  })

  it('under a clock that was ahead goes when fourteen days were worked since', () => {
    const fromTheFuture = { since: now + 4000 * day, afterNumber: 7 }
    expect(isAsideOver(fromTheFuture, later(13, 'daily'), now + 20 * day)).toBe(false)
    expect(isAsideOver(fromTheFuture, later(14, 'daily'), now + 20 * day)).toBe(true)
  })
})
