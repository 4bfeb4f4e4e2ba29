import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { describe, expect, it, vi } from 'vitest'
import { deviceIdSchema } from '../../core/ids.ts'
import {
  answerRequest,
  bytesToRequest,
  type RecoveryRequest,
  requestToBytes,
} from '../../core/sealing/recovery.ts'
import { newSealingKeyPair, type SealingKeyPair, sealTo } from '../../core/sealing/sealed.ts'
import { readSpelled, spell } from '../../core/sealing/spelled.ts'
import { listBackups } from '../../db/backups.ts'
import { makeBackup } from '../../db/make-backup.ts'
import { randomBytes } from '../doors.ts'
import { actsOf, answersOf, createGate, openWith, passphrase } from './test-gate.ts'
import { refusalCode } from './test-laptop.ts'
import { createKeyVault } from './vault/key-vault.ts'

// Real derivations and a real head office: on a busy machine each takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const { start, folder, aStore } = createGate()

const newPassphrase = 'quite other words now'
const names = { deviceId: deviceIdSchema.parse(v7()), storeCode: 'KHI-01' }

/** The laptop that has a store, closed, with its key sealed to an escrow key. */
async function anEscrowedStore(): Promise<
  ReturnType<typeof aStore> & {
    readonly escrow: SealingKeyPair
    readonly oldKey: { dataKey: string; salt: string }
  }
> {
  const store = aStore()
  const escrow = await newSealingKeyPair()
  const vault = createKeyVault({ folder: folder(), clock: () => 0, newId: v7, randomBytes, sealer: null })
  const opened = await vault.open({ type: 'passphrase', passphrase })
  if (opened.type !== 'opened') throw new Error('not opened')
  expect(await vault.sealToEscrow(opened.key, escrow.publicKey, names)).toBe(true)
  expect(await vault.sealToEscrow(opened.key, escrow.publicKey, names)).toBe(false)
  return { ...store, escrow, oldKey: { ...opened.key } }
}

function requestIn(lines: readonly string[]): RecoveryRequest {
  const read = readSpelled(lines.join('\n'))
  const request = read.type === 'bytes' ? bytesToRequest(read.bytes) : null
  if (!request) throw new Error('no request')
  return request
}
async function answered(lines: readonly string[], escrow: SealingKeyPair): Promise<string> {
  const answer = await answerRequest(requestIn(lines), escrow.privateKey)
  if (!answer) throw new Error('not answered')
  return spell(answer).join('\n')
}

describe('a laptop whose passphrase and recovery code are lost', () => {
  it('is opened by head office’s answer, gets a new key, and opens with nothing from before', async () => {
    const { escrow, recoveryCode, visit, oldKey } = await anEscrowedStore()
    makeBackup({ folder: folder(), key: oldKey, kind: 'daily', nowMs: Date.UTC(2026, 10, 22, 8), newId: v7 })
    const { gate, laptop, client, finished, close } = await start()
    expect(await gate.state()).toMatchObject({
      type: 'key-needed',
      ways: ['passphrase', 'recovery-code', 'headoffice'],
    })
    const asked = await gate.askHeadoffice({ anew: false })
    expect(asked).toMatchObject(names)
    expect(requestIn(asked.lines).escrow).toMatchObject(names)
    await gate.takeAnswer({ answer: await answered(asked.lines, escrow) })
    expect(await gate.state()).toMatchObject({ type: 'passphrase-to-choose', because: 'answered' })
    expect(await refusalCode(gate.choosePassphrase({ passphrase: 'short' }))).toBe('PASSPHRASE_TOO_SHORT')
    await gate.choosePassphrase({ passphrase: newPassphrase })
    const state = await gate.state()
    if (state.type !== 'code-to-keep') throw new Error(state.type)
    await finished(gate.keepCode({ kept: true }))
    expect(laptop.state().type).toBe('open')
    expect(await answersOf(client(), visit.opportunityId)).toEqual(['Seven of us, every Friday.'])
    expect(await actsOf(client())).toContain('opened-by-headoffice')
    expect(await client().access.verify()).toMatchObject({ type: 'whole' })
    expect(await client().security.state()).toMatchObject({ recoveryCode: 'kept' })
    const [backup] = listBackups(folder())
    expect(backup?.isGood).toBe(true)
    await close()

    const again = await start()
    expect(await refusalCode(again.gate.open(openWith))).toBe('PASSPHRASE_WRONG')
    expect(await refusalCode(again.gate.open({ with: 'recovery-code', code: recoveryCode }))).toBe(
      'RECOVERY_CODE_WRONG',
    )
    await again.finished(again.gate.open({ with: 'passphrase', passphrase: newPassphrase }))
    expect(await answersOf(again.client(), visit.opportunityId)).toEqual(['Seven of us, every Friday.'])
    await again.finished(again.gate.restore({ backupId: backup?.id ?? '', code: null }))
    expect(again.laptop.state().type).toBe('open')
    await again.close()

    expect(readdirSync(folder())).not.toContain('recovery-request.json')
    const wraps = readFileSync(join(folder(), 'key-wraps.json'), 'utf8')
    expect(wraps).not.toContain('"former"')
    expect(wraps).toContain('"escrow"')
    expect(wraps).not.toContain(oldKey.salt)
    const withCode = await start()
    await withCode.gate.open({ with: 'recovery-code', code: state.code })
    expect(withCode.laptop.state()).toMatchObject({ type: 'passphrase-to-choose', because: 'recovered' })
  })

  it('keeps its request while it is closed, and takes the answer afterwards', async () => {
    const { escrow } = await anEscrowedStore()
    const first = await start()
    const asked = await first.gate.askHeadoffice({ anew: false })
    await first.close()
    const second = await start()
    expect(await second.gate.state()).toMatchObject({ type: 'key-needed', asked })
    expect(await second.gate.askHeadoffice({ anew: false })).toEqual(asked)
    await second.gate.takeAnswer({ answer: await answered(asked.lines, escrow) })
    expect(second.laptop.state().type).toBe('passphrase-to-choose')
  })

  it('goes on with the change of its key when it was ended before that was done', async () => {
    const { escrow, visit } = await anEscrowedStore()
    const first = await start()
    const asked = await first.gate.askHeadoffice({ anew: false })
    await first.gate.takeAnswer({ answer: await answered(asked.lines, escrow) })
    await first.gate.choosePassphrase({ passphrase: newPassphrase })
    await first.close()
    const second = await start()
    await second.finished(second.gate.open({ with: 'passphrase', passphrase: newPassphrase }))
    expect(await answersOf(second.client(), visit.opportunityId)).toEqual(['Seven of us, every Friday.'])
    expect(await actsOf(second.client())).toContain('opened-by-headoffice')
    expect(readFileSync(join(folder(), 'key-wraps.json'), 'utf8')).not.toContain('"former"')
  })

  it('is not opened by a mistyped, cut, other or forged answer, and nothing changes', async () => {
    const { escrow } = await anEscrowedStore()
    const { gate } = await start()
    const before = await gate.askHeadoffice({ anew: false })
    const late = await answered(before.lines, escrow)
    const asked = await gate.askHeadoffice({ anew: true })
    expect(asked.mark).not.toBe(before.mark)
    const answer = await answered(asked.lines, escrow)
    const lines = answer.split('\n')
    const wraps = readFileSync(join(folder(), 'key-wraps.json'))
    const taking = (text: string) => refusalCode(gate.takeAnswer({ answer: text }))
    expect(await taking(answer.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')))).toBe('ANSWER_MISTYPED')
    expect(await taking(lines.slice(0, -1).join('\n'))).toBe('ANSWER_CUT_OFF')
    expect(await taking(late)).toBe('ANSWER_OF_ANOTHER_REQUEST')
    expect(await taking(asked.lines.join('\n'))).toBe('ANSWER_NOT_GOOD')
    expect(await taking(await forged(requestIn(asked.lines)))).toBe('ANSWER_NOT_GOOD')
    expect(await gate.state()).toMatchObject({ type: 'key-needed' })
    expect(readFileSync(join(folder(), 'key-wraps.json'))).toEqual(wraps)
  })

  it('cannot ask where nothing is sealed to escrow', async () => {
    aStore()
    const { gate } = await start()
    expect(await gate.state()).toMatchObject({ ways: ['passphrase', 'recovery-code'] })
    expect(await refusalCode(gate.askHeadoffice({ anew: false }))).toBe('NOT_NOW')
    expect(existsSync(join(folder(), 'recovery-request.json'))).toBe(false)
  })
})

/** Whoever sees a request can seal any key to it, and name it; that it is not this laptop's key shows. */
async function forged(request: RecoveryRequest): Promise<string> {
  const hash = createHash('sha256').update(requestToBytes(request)).digest()
  const around = { request: hash.toString('hex') }
  const sealed = await sealTo(request.publicKey, new Uint8Array(32).fill(9), 'recovery answer', around)
  return spell(Uint8Array.of(2, ...hash.subarray(0, 8), ...sealed)).join('\n')
}
