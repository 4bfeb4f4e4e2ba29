import { resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestFolder, testFolder } from '../../../db/test-database.ts'
import { createSealerStandIn, type SealerStandIn } from '../../testing/sealer-stand-in.ts'
import { createDataService } from '../service.ts'
import { refusal, refusalCode } from '../test-laptop.ts'
import { setUp } from '../test-service.ts'
import { openTestVault } from '../vault/test-vault.ts'

let place: TestFolder
let close: () => Promise<void>
beforeEach(() => {
  place = testFolder()
})
afterEach(async () => {
  await close()
  place[Symbol.dispose]()
})

/** A laptop with its store, whose manager is signed in. */
async function laptop(sealer: SealerStandIn | null = createSealerStandIn()) {
  const vault = openTestVault(place.folder, sealer)
  const key = await vault.create(
    sealer ? { type: 'os' } : { type: 'passphrase', passphrase: 'four words nobody says' },
  )
  const service = createDataService({
    folder: place.folder,
    key,
    vault,
    resources: resolve(import.meta.dirname, '..', '..', '..'),
    reportsWorker: resolve(import.meta.dirname, '..', 'reports', 'reports-worker.ts'),
    host: { kind: 'none', printPage: async () => ({ type: 'no-browser' }) },
    upkeepWorker: resolve(import.meta.dirname, '..', 'upkeep', 'upkeep-worker.ts'),
    importsWorker: resolve(import.meta.dirname, '..', 'imports', 'import-worker.ts'),
    adviceWorker: resolve(import.meta.dirname, '..', 'advice', 'advice-worker.ts'),
    demo: false,
    log: pino({ level: 'silent' }),
  })
  close = service.close
  const client = createRouterClient(service.router)
  await setUp(client)
  const logged = async () => {
    const { entries } = await client.access.log({ before: null, limit: 50, customerId: null })
    return entries
      .filter(({ act }) => act === 'settings-changed' || act === 'recovery-code-made')
      .map(({ act, detail }) => [act, detail])
      .toReversed()
  }
  return { client, vault, key, logged }
}

describe('what a manager sets about the protection of the data', () => {
  it('is shown, and each change leaves an entry in the access log without any secret', async () => {
    const { client, vault, key, logged } = await laptop()
    expect(await client.security.state()).toMatchObject({
      wraps: [{ type: 'os', isConfirmed: true }],
      sealing: { backend: 'stand-in', isWeak: false, was: null },
      passphraseRequired: false,
      recoveryCode: 'none',
      idleLockMinutes: 10,
    })
    const { code } = await client.security.newRecoveryCode()
    expect((await client.security.state()).recoveryCode).toBe('not-confirmed')
    await client.security.confirmRecoveryCode({ code })
    await client.security.setPassphrase({ passphrase: 'four words nobody says' })
    await client.security.setIdleLock({ minutes: 3 })
    expect(await client.security.state()).toMatchObject({
      passphraseRequired: true,
      recoveryCode: 'kept',
      idleLockMinutes: 3,
    })
    await client.security.setPassphrase({ passphrase: null })
    expect(await vault.open({ type: 'os' })).toEqual({ type: 'opened', key })
    expect(await logged()).toEqual([
      ['recovery-code-made', {}],
      ['settings-changed', { setting: 'recovery-code', to: 'confirmed' }],
      ['settings-changed', { setting: 'passphrase', to: 'passphrase' }],
      ['settings-changed', { setting: 'idle-lock', to: '3' }],
      ['settings-changed', { setting: 'passphrase', to: 'os' }],
    ])
  })

  it('is refused with its reason, and leaves no entry', async () => {
    const { client, logged } = await laptop(null)
    expect(await refusalCode(client.security.setPassphrase({ passphrase: null }))).toBe('KEY_NOT_SEALED')
    expect(await refusal(client.security.setPassphrase({ passphrase: 'short' }))).toEqual({
      code: 'PASSPHRASE_TOO_SHORT',
      detail: { least: '12' },
    })
    expect(await refusalCode(client.security.confirmRecoveryCode({ code: 'not one' }))).toBe(
      'RECOVERY_CODE_MISTYPED',
    )
    expect(await refusalCode(client.security.setIdleLock({ minutes: 0 }))).toBe('BAD_REQUEST')
    expect((await client.security.state()).sealing).toBe(null)
    expect(await logged()).toEqual([])
  })
})
