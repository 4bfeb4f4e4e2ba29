import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { backupsFolder } from '../../db/backups.ts'
import { connectFileReader, connectWriter } from '../../db/connect.ts'
import type { DatabaseKey } from '../../db/database-key.ts'
import { destroyLaptop, writeRevokedNote } from '../../db/destroy-laptop.ts'
import { textQuestion, words } from '../../electron/data/test-laptop.ts'
import { signIn, walkIn } from '../../electron/data/test-service.ts'
import { randomBytes } from '../../electron/doors.ts'
import { recoverWith } from '../headoffice/recover.ts'
import { openLaptop as openOtherLaptop } from '../sync-testing/laptop.ts'
import { escrowJournalFile, verifyEscrowJournal } from './escrow-journal.ts'
import { makeEscrowKeyFile } from './escrow-key-file.ts'
import {
  type EscrowPlace,
  escrowPassphrase,
  expectNothingLeft,
  filesIn,
  openEscrowPlace,
  operator,
  passphrase,
} from './escrow-place.ts'
import type { RunningLaptop } from './running-laptop.ts'

// Real derivations and a real head office: on a busy machine each takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const own = 'Seven of us, every Friday.'

let at: EscrowPlace
beforeEach(async () => {
  at = await openEscrowPlace()
})
afterEach(() => at.close())

async function recordAnswer({ client }: RunningLaptop) {
  const visit = await walkIn(client())
  await client().discovery.answer(words(visit.id, await textQuestion(client()), own))
}

function meddle(key: DatabaseKey, sql: string) {
  const connection = connectWriter(at.folder, key)
  connection.exec(sql)
  connection.close()
}

describe('a laptop that head office revokes', () => {
  it('hands over what it had not sent, sealed, and then nothing on it opens any more; escrow brings it in', async () => {
    await at.putEscrowInForce()
    const running = await at.anEnrolledLaptop()
    const { laptop, client, until, deviceId, key } = running
    expect(readFileSync(join(at.folder, 'key-wraps.json'), 'utf8')).toContain('"escrow"')
    expect(await at.office.operator.revoke(deviceId)).toBe(true)
    await recordAnswer(running)
    await client()
      .sync.now({ language: 'en' })
      .catch(() => {})
    await until('revoked')
    expect(laptop.state()).toMatchObject({ type: 'revoked', storeCode: 'KHI-01' })
    expectNothingLeft(at.folder, key)

    const [farewell] = await at.office.operator.farewells()
    expect(farewell?.changeSets).toBeGreaterThan(0)
    const sealed = farewell && (await at.office.operator.farewell(farewell))
    expect(Buffer.from(sealed ?? '', 'base64url').includes(own)).toBe(false)

    const stranger = operator('not the passphrase at all')
    expect(await at.taken(stranger, deviceId)).toBe(1)
    const right = operator(escrowPassphrase)
    expect(await at.taken(right, deviceId)).toBe(0)
    expect(right.said.join('\n')).toMatch(/Taken in: [1-9]\d* accepted, 0 in conflict, 0 refused/)
    const again = operator(escrowPassphrase)
    expect(await at.taken(again, deviceId)).toBe(0)
    expect(verifyEscrowJournal(escrowJournalFile(at.escrowFile()))).toMatchObject({
      type: 'whole',
      entries: 2,
    })

    const other = openOtherLaptop({ url: at.office.url, storeCode: 'KHI-01' })
    await other.enrol(at.office)
    await other.round()
    expect(JSON.stringify(other.rows())).toContain(own)
    await other.close()
  })

  it('says so after a restart, and begins as a new laptop when somebody wants it to', async () => {
    await at.putEscrowInForce()
    const { client, until, deviceId, laptop } = await at.anEnrolledLaptop()
    await at.office.operator.revoke(deviceId)
    await client()
      .sync.now({ language: 'en' })
      .catch(() => {})
    await until('revoked')
    await laptop.close()
    const again = await at.start()
    expect(again.laptop.state()).toMatchObject({ type: 'revoked' })
    await again.gate.startEmpty({ understood: 'start-empty', again: 'start-empty' })
    await again.laptop.idle()
    expect(again.laptop.state()).toMatchObject({ type: 'passphrase-to-choose', because: 'new' })
  })

  it('destroys nothing without a connection, and goes on when there is one again', async () => {
    await at.putEscrowInForce()
    const running = await at.anEnrolledLaptop()
    const { laptop, deviceId, key } = running
    const { port } = new URL(at.office.url)
    await at.office.operator.revoke(deviceId)
    await at.office.close()
    await recordAnswer(running)
    await laptop.close()
    // Told once, and then the line is gone.
    meddle(key, "UPDATE identity SET state = 'revoked'")
    const cut = await at.start()
    await cut.gate.open({ with: 'passphrase', passphrase })
    await cut.until('handing-over')
    await cut.untilProblem()
    expect(cut.laptop.state()).toMatchObject({ type: 'handing-over', problem: 'unreachable' })
    const before = filesIn(at.folder)
    expect(before.some((file) => file.endsWith('northstar.db'))).toBe(true)
    expect(readdirSync(backupsFolder(at.folder)).length).toBeGreaterThan(0)
    await cut.laptop.close()
    expect(existsSync(join(at.folder, 'revoked.json'))).toBe(false)
    connectFileReader(join(at.folder, 'northstar.db'), key).close()

    const again = await at.start()
    expect(again.laptop.state()).toMatchObject({ type: 'key-needed' })
    await again.gate.open({ with: 'passphrase', passphrase })
    await again.untilProblem()
    at.office = await at.openOffice(Number(port))
    await again.gate.tryAgain({})
    await again.until('revoked')
    expectNothingLeft(at.folder, key)
    expect((await at.office.operator.farewells()).length).toBe(1)
  })

  it('keeps what it has where no escrow key was named, and says so', async () => {
    const running = await at.anEnrolledLaptop()
    const { laptop, client, deviceId } = running
    await at.office.operator.revoke(deviceId)
    await recordAnswer(running)
    await client()
      .sync.now({ language: 'en' })
      .catch(() => {})
    expect(laptop.state().type).toBe('open')
    const status = await client().sync.status({ language: 'en' })
    expect(status.advice).toContain('no escrow key')
    expect(existsSync(join(at.folder, 'key-wraps.json'))).toBe(true)
  })

  it('is destroyed to the end at the next start when the power went anywhere in it', async () => {
    await at.putEscrowInForce()
    const { laptop, key, deviceId } = await at.anEnrolledLaptop()
    await laptop.close()
    const note = {
      format: 'northstar-revoked',
      version: 1,
      at: 7,
      changeSets: 0,
      pictures: 0,
      picturesLeft: 0,
      deviceId,
      storeCode: 'KHI-01',
    } as const
    writeRevokedNote(at.folder, note)
    writeFileSync(join(at.folder, 'my own letter.txt'), 'not Northstar’s')
    let left = 3
    const step = () => {
      left -= 1
      if (left === 0) throw new Error('the power went')
    }
    expect(() => destroyLaptop(at.folder, step)).toThrow('the power went')
    const again = await at.start()
    expect(again.laptop.state()).toEqual({
      type: 'revoked',
      at: 7,
      changeSets: 0,
      pictures: 0,
      picturesLeft: 0,
      storeCode: 'KHI-01',
    })
    expect(readFileSync(join(at.folder, 'my own letter.txt'), 'utf8')).toBe('not Northstar’s')
    const files = filesIn(at.folder).map((file) => file.slice(at.folder.length + 1))
    expect(files.toSorted()).toEqual(['in-use.lock', 'my own letter.txt', 'revoked.json'])
    expect(() => connectFileReader(join(at.folder, 'northstar.db'), key)).toThrow()
  })
})

describe('a laptop that lost its passphrase and its recovery code', () => {
  it('is opened by head office’s operator with the escrow key, offline, and the act is written down', async () => {
    await at.putEscrowInForce()
    const running = await at.anEnrolledLaptop()
    await recordAnswer(running)
    await running.laptop.close()
    await at.office.close()
    const { gate, laptop, client, until } = await at.start()
    const asked = await gate.askHeadoffice({ anew: false })
    const request = join(at.keysFolder, 'request.txt')
    const answer = join(at.keysFolder, 'answer.txt')
    writeFileSync(request, asked.lines.join('\n'))
    const args = ['--request', request, '--escrow-key', at.escrowFile(), '--out', answer]
    const wrong = operator('not the passphrase at all')
    expect(await recoverWith(wrong).run(args)).toBe(1)
    expect(existsSync(answer)).toBe(false)
    const right = operator(escrowPassphrase)
    expect(await recoverWith(right).run(args)).toBe(0)
    expect(right.said.join('\n')).toContain(asked.mark)
    expect(right.said.join('\n')).toContain('KHI-01')
    expect(right.said.join('\n')).toContain(asked.deviceId)
    const journal = readFileSync(escrowJournalFile(at.escrowFile()), 'utf8')
    expect(journal).toContain('request-answered')
    expect(journal).toContain(asked.mark)
    await gate.takeAnswer({ answer: readFileSync(answer, 'utf8') })
    await gate.choosePassphrase({ passphrase: 'quite other words now' })
    await gate.keepCode({ kept: false })
    await laptop.idle()
    await until('open')
    await signIn(client())
    const entries = (await client().access.log({ before: null, limit: 50, customerId: null })).entries
    expect(entries.find(({ act }) => act === 'opened-by-headoffice')?.detail).toEqual({ request: asked.mark })
    at.office = await at.openOffice()
  })

  it('has no answer from another escrow key, from a mistyped request, or from one that was changed', async () => {
    await at.putEscrowInForce()
    const { laptop } = await at.anEnrolledLaptop()
    await laptop.close()
    const { gate } = await at.start()
    const { lines } = await gate.askHeadoffice({ anew: false })
    const other = join(at.keysFolder, 'other.key')
    await makeEscrowKeyFile({ file: other, passphrase: escrowPassphrase, madeAt: 7, randomBytes })
    const terminal = operator(escrowPassphrase)
    expect(await recoverWith(terminal).run(['--request', lines.join(' '), '--escrow-key', other])).toBe(1)
    expect(terminal.said.at(-1)).toContain('another escrow key')
    const asking = (request: string) =>
      recoverWith(operator(escrowPassphrase)).run(['--request', request, '--escrow-key', at.escrowFile()])
    const [first = '', ...rest] = lines
    await expect(asking([first, ...rest.slice(1)].join(' '))).rejects.toThrow('Line 2 of the request')
    await expect(asking(lines.slice(0, -1).join(' '))).rejects.toThrow('The end of the request is missing')
    await expect(asking('')).rejects.toThrow('The end of the request is missing')
  })
})

describe('another escrow key at head office', () => {
  it('is only offered, until a manager has accepted it', async () => {
    await at.putEscrowInForce()
    const { client, laptop } = await at.anEnrolledLaptop()
    const { pinned } = await client().security.escrow()
    expect(pinned).not.toBeNull()
    const publicKey = await makeEscrowKeyFile({
      file: join(at.keysFolder, 'next.key'),
      passphrase: escrowPassphrase,
      madeAt: 8,
      randomBytes,
    })
    await at.office.operator.setEscrowKey(Buffer.from(publicKey).toString('base64url'))
    // What is looked at after the records may be called off by the next round.
    const offered = async () => {
      await client().sync.now({ language: 'en' })
      return (await client().security.escrow()).offered
    }
    await expect.poll(offered, { timeout: 20_000, interval: 300 }).not.toBeNull()
    const state = await client().security.escrow()
    expect(state.pinned).toEqual(pinned)
    const mark = state.offered ?? ''
    await expect(client().security.acceptEscrow({ mark: 'AAAA-BBBB-CCCC' })).rejects.toMatchObject({
      code: 'CHANGED_SINCE_SEEN',
    })
    await client().security.acceptEscrow({ mark })
    expect(await client().security.escrow()).toMatchObject({ pinned: { mark }, offered: null })
    await laptop.close()
    const again = await at.start()
    await again.gate.open({ with: 'passphrase', passphrase })
    await again.until('open')
    await signIn(again.client())
    expect(await again.client().security.escrow()).toMatchObject({ pinned: { mark } })
  })
})
