import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testFolder } from '../../db/test-database.ts'
import { plainFolder } from '../../db/test-plain-database.ts'
import { randomBytes } from '../doors.ts'
import { answersOf, createGate, createSystem, logOf, openWith, passphrase } from './test-gate.ts'
import { refusalCode } from './test-laptop.ts'
import { setUp, signIn } from './test-service.ts'
import { newRecoveryCode } from './vault/recovery-code.ts'
import type { Sealer } from './vault/sealer.ts'

const { start, folder, aStore, anOpenStore } = createGate()
const other = `${passphrase} two`

describe('of two calls at once', () => {
  it('one chooses the passphrase, and the other is refused and seals nothing', async () => {
    const { gate, laptop, close } = await start()
    const calls = [passphrase, other].map((one) => refusalCode(gate.choosePassphrase({ passphrase: one })))
    expect(await Promise.all(calls)).toEqual(['nothing was refused', 'NOT_NOW'])
    await laptop.idle()
    expect(laptop.state()).toEqual({ type: 'open' })
    await close()
    const again = await start()
    expect(await refusalCode(again.gate.open({ ...openWith, passphrase: other }))).toBe('PASSPHRASE_WRONG')
    await again.finished(again.gate.open(openWith))
    expect(again.laptop.state()).toEqual({ type: 'open' })
  })

  it('one opens, and nothing else begins meanwhile', async () => {
    const { recoveryCode } = aStore()
    const { gate, laptop } = await start()
    const opening = laptop.open({ type: 'recovery-code', code: recoveryCode })
    expect(await refusalCode(gate.tryAgain())).toBe('NOT_NOW')
    expect(await refusalCode(gate.open(openWith))).toBe('NOT_NOW')
    await opening
    expect(laptop.state()).toMatchObject({ type: 'passphrase-to-choose', because: 'recovered' })
  })

  it.each(['right', 'wrong'])('one brings a backup back: the one with the %s code', async (which) => {
    const { recoveryCode, visit, close, client } = await anOpenStore()
    await signIn(client())
    const { id } = await client().backups.make()
    await close()
    using place = testFolder()
    renameSync(join(folder(), 'backups'), join(place.folder, 'backups'))
    const second = await start(null, place.folder)
    const code = which === 'right' ? recoveryCode : newRecoveryCode(randomBytes)
    const calls = [code, recoveryCode].map((typed) =>
      refusalCode(second.gate.restore({ backupId: id, code: typed })),
    )
    const expected = which === 'right' ? 'nothing was refused' : 'RECOVERY_CODE_WRONG'
    expect(await Promise.all(calls)).toEqual([expected, 'NOT_NOW'])
    await second.laptop.idle()
    expect(existsSync(join(place.folder, 'key-wraps.json'))).toBe(which === 'right')
    if (which === 'wrong') {
      expect(second.laptop.state()).toMatchObject({ because: 'new' })
      await second.finished(second.gate.restore({ backupId: id, code: recoveryCode }))
    }
    expect(second.laptop.state()).toMatchObject({ because: 'recovered' })
    await second.finished(second.gate.choosePassphrase({ passphrase }))
    expect(await answersOf(second.client(), visit.opportunityId)).toHaveLength(1)
    const restored = (await logOf(second.client())).find(({ act }) => act === 'backup-restored')
    expect(restored?.detail).toEqual({ backup: id, replayed: '0', notReplayed: '0', isNewDevice: 'true' })
    await second.close()
  })

  it('none goes on once the laptop is closing', async () => {
    aStore()
    const { gate, laptop, close } = await start()
    const opening = refusalCode(gate.open(openWith))
    await close()
    expect(await opening).toBe('NOT_NOW')
    expect(laptop.service()).toBeNull()
    expect(await refusalCode(gate.open(openWith))).toBe('NOT_NOW')
  })
})

describe('the recovery code', () => {
  /** A laptop that another system sealed, with its recovery code. */
  async function sealedBefore() {
    const first = await start(createSystem(1))
    await setUp(first.client())
    const { code } = await first.client().security.newRecoveryCode()
    await first.close()
    return code
  }
  const toChoose = { type: 'passphrase-to-choose', because: 'recovered' }

  it('does not give a passphrase up for the system’s own sealing', async () => {
    const { recoveryCode } = aStore()
    const { gate, finished } = await start(createSystem(1))
    await finished(gate.open({ with: 'recovery-code', code: recoveryCode }))
    expect(await gate.state()).toMatchObject(toChoose)
    await finished(gate.choosePassphrase({ passphrase: other }))
    expect(await gate.state()).toEqual({ type: 'open' })
  })

  it.each<[string, Sealer]>([
    ['seals badly', createSystem(2, { backend: 'basic_text', isWeak: true })],
    ['does not seal when it is asked to', { ...createSystem(2), seal: async () => null }],
    ['has stopped sealing', { ...createSystem(2), state: async () => null }],
  ])('wants a passphrase where the system now %s', async (_how, system) => {
    const code = await sealedBefore()
    const { gate, finished } = await start(system)
    await finished(gate.open({ with: 'recovery-code', code }))
    expect(await gate.state()).toMatchObject(toChoose)
    await finished(gate.choosePassphrase({ passphrase }))
    expect(await gate.state()).toEqual({ type: 'open' })
  })
})

it('a first start where the system cannot seal after all wants a passphrase', async () => {
  const { gate, finished } = await start({ ...createSystem(1), seal: async () => null })
  expect(await gate.state()).toMatchObject({ type: 'passphrase-to-choose', because: 'new' })
  await finished(gate.choosePassphrase({ passphrase }))
  expect(await gate.state()).toEqual({ type: 'open' })
})

describe('a demo', () => {
  const demo = { demo: true }

  it('is not opened over the data of a real laptop', async () => {
    aStore()
    const sealed = await start(null, folder(), demo)
    expect(await sealed.gate.state()).toEqual({
      type: 'refused',
      code: 'NOT_A_DEMO_FOLDER',
      detail: { folder: folder() },
    })
    await sealed.close()
    const kept = await start()
    await kept.finished(kept.gate.open(openWith))
    expect(await kept.gate.state()).toEqual({ type: 'open' })
  })

  it('is not opened over a plain database, or one of another key', async () => {
    using plain = plainFolder(3)
    const overPlain = await start(null, plain.folder, demo)
    expect(await overPlain.gate.state()).toMatchObject({ code: 'NOT_A_DEMO_FOLDER' })
    await overPlain.close()
    writeFileSync(join(folder(), 'northstar.db'), randomBytes(4096))
    const overOther = await start(null, folder(), demo)
    expect(await overOther.gate.state()).toMatchObject({ code: 'NOT_A_DEMO_FOLDER' })
  })

  it('is opened over its own, over which no real laptop starts', async () => {
    const first = await start(null, folder(), demo)
    expect(await first.gate.state()).toEqual({ type: 'open' })
    await first.close()
    for (const sealer of [null, createSystem(1)]) {
      const real = await start(sealer)
      expect(await real.gate.state()).toMatchObject({ type: 'refused', code: 'DEMO_FOLDER' })
      expect(existsSync(join(folder(), 'key-wraps.json'))).toBe(false)
      await real.close()
    }
    const again = await start(null, folder(), demo)
    expect(await again.gate.state()).toEqual({ type: 'open' })
  })
})
