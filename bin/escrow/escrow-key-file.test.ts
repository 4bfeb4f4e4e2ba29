import { randomBytes } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testFolder } from '../../db/test-database.ts'
import { escrowKeyWith } from '../headoffice/escrow-key.ts'
import { appendToEscrowJournal, escrowJournalFile, verifyEscrowJournal } from './escrow-journal.ts'
import { isGoodPassphrase, makeEscrowKeyFile, readEscrowKeyFile } from './escrow-key-file.ts'

const passphrase = 'six words that do not belong together'
const make = (file: string) =>
  makeEscrowKeyFile({
    file,
    passphrase,
    madeAt: 7,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
  })

/** Answers each question with the next of these, and keeps what was said. */
function terminalThat(...answers: readonly (string | null)[]) {
  const said: string[] = []
  const left = [...answers]
  return {
    said,
    say: (line: string) => void said.push(line),
    ask: async () => left.shift() ?? null,
  }
}

describe('the file of an escrow key', () => {
  it('opens with its passphrase alone, is for this account alone, and is never overwritten', async () => {
    using place = testFolder()
    const file = join(place.folder, 'escrow.key')
    const publicKey = await make(file)
    const read = readEscrowKeyFile(file)
    expect(read?.publicKey).toEqual(publicKey)
    const privateKey = await read?.open(passphrase)
    expect(privateKey).toHaveLength(32)
    expect(await read?.open(`${passphrase}!`)).toBeNull()
    expect(readFileSync(file, 'utf8')).not.toContain(Buffer.from(privateKey ?? []).toString('base64url'))
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    await expect(make(file)).rejects.toMatchObject({ code: 'EEXIST' })
    expect(readEscrowKeyFile(file)?.publicKey).toEqual(publicKey)
  })

  it('does not open when its public half or its date was changed, and is none when it is torn', async () => {
    using place = testFolder()
    const file = join(place.folder, 'escrow.key')
    await make(file)
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('"madeAt": 7', '"madeAt": 8'))
    expect(await readEscrowKeyFile(file)?.open(passphrase)).toBeNull()
    writeFileSync(file, text.slice(0, -20))
    expect(readEscrowKeyFile(file)).toBeNull()
    expect(readEscrowKeyFile(join(place.folder, 'none'))).toBeNull()
  })

  it('is made on the terminal with a passphrase typed twice, and not with a short or plain one', async () => {
    using place = testFolder()
    const file = join(place.folder, 'escrow.key')
    const tries = [
      terminalThat('short'),
      terminalThat('aaaaaaaaaaaaaaaaaaaaaaaa'),
      terminalThat(passphrase, `${passphrase} `),
      terminalThat(null),
    ]
    for (const terminal of tries) {
      expect(await escrowKeyWith(terminal).run(['--out', file, '--offline'])).toBe(1)
      expect(terminal.said.at(-1)).toContain('Nothing was made')
    }
    const terminal = terminalThat(passphrase, passphrase)
    expect(await escrowKeyWith(terminal).run(['--out', file, '--offline'])).toBe(0)
    const publicKey = Buffer.from(readEscrowKeyFile(file)?.publicKey ?? []).toString('base64url')
    expect(terminal.said.at(-1)).toBe(`Put it in force at head office with: escrow-key --set ${publicKey}`)
    expect(verifyEscrowJournal(escrowJournalFile(file))).toMatchObject({ type: 'whole', entries: 1 })
    await expect(escrowKeyWith(terminal).run(['--out', file])).rejects.toThrow('is there already')
    await expect(escrowKeyWith(terminal).run([])).rejects.toThrow('Say where the key is to lie')
    await expect(escrowKeyWith(terminal).run(['--set', 'x'])).rejects.toThrow('43 letters')
  })

  it('has a passphrase of sixteen characters and more, of which eight differ', () => {
    expect(isGoodPassphrase('fifteen letters')).toBe(false)
    expect(isGoodPassphrase('abababababababababab')).toBe(false)
    expect(isGoodPassphrase(passphrase)).toBe(true)
    expect(isGoodPassphrase('چھ الفاظ جو ساتھ نہیں آتے')).toBe(true)
  })
})

describe('the journal of an escrow key', () => {
  it('shows a line that was changed, taken out or moved', () => {
    using place = testFolder()
    const file = join(place.folder, 'escrow.key.log')
    for (const mark of ['one', 'two', 'three'])
      appendToEscrowJournal(file, { at: 7, act: 'request-answered', detail: { mark } })
    expect(verifyEscrowJournal(file)).toMatchObject({ type: 'whole', entries: 3 })
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    const [first = '', second = '', third = ''] = lines
    const written = (...these: readonly string[]) => {
      writeFileSync(file, `${these.join('\n')}\n`)
      return verifyEscrowJournal(file)
    }
    expect(written(first, second.replace('two', 'tow'), third)).toEqual({ type: 'broken', line: 2 })
    expect(written(first, third)).toEqual({ type: 'broken', line: 2 })
    expect(written(second, first, third)).toEqual({ type: 'broken', line: 1 })
    expect(written(first, 'torn', third)).toEqual({ type: 'broken', line: 2 })
    appendToEscrowJournal(file, { at: 8, act: 'farewell-opened', detail: {} })
    expect(verifyEscrowJournal(file)).toEqual({ type: 'broken', line: 2 })
  })
})
