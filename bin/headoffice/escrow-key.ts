import { existsSync } from 'node:fs'
import { markOf } from '../../core/sealing/mark.ts'
import { randomBytes, systemClock } from '../../electron/doors.ts'
import { appendToEscrowJournal, escrowJournalFile } from '../escrow/escrow-journal.ts'
import { isGoodPassphrase, leastCharacters, makeEscrowKeyFile } from '../escrow/escrow-key-file.ts'
import { systemTerminal, type Terminal } from '../escrow/terminal.ts'
import { type Command, dataOptions, readOptions, WrongUse } from './command.ts'
import { type DataPlace, withOperator } from './with-operator.ts'

/** @param place.databaseUrl as in `withOperator` */
export const escrowKeyWith = (terminal: Terminal, place: Omit<DataPlace, 'folder'> = {}): Command => ({
  usage: '--out FILE [--offline] | --set PUBLIC-KEY',
  about:
    'makes the escrow key in a file under a passphrase, and puts its public half in force here; --offline only makes it',
  async run(args) {
    const options = readOptions(args, {
      ...dataOptions,
      out: { type: 'string' },
      set: { type: 'string' },
      offline: { type: 'boolean', default: false },
    })
    const { folder, out, set, offline } = options
    const putInForce = async (publicKey: string): Promise<void> => {
      await withOperator({ folder, ...place }, (operator) => operator.setEscrowKey({ publicKey }))
      terminal.say(
        'Head office names it to every laptop from now on. One that is enrolled already keeps the key',
      )
      terminal.say('it pinned until a manager there accepts this one under Settings.')
    }
    if (set !== undefined) {
      if (!/^[A-Za-z0-9_-]{43}$/.test(set))
        throw new WrongUse('A public key has 43 letters and digits, as escrow-key --offline prints it.')
      terminal.say(`The escrow key with the mark ${markOf(bytesOf(set))} is put in force.`)
      await putInForce(set)
      return 0
    }
    if (out === undefined) throw new WrongUse('Say where the key is to lie, as in --out escrow.key.')
    if (existsSync(out))
      throw new WrongUse(`${out} is there already, and an escrow key is never overwritten.`)
    const passphrase = await newPassphrase(terminal)
    if (passphrase === null) return 1
    const madeAt = systemClock()
    const key = await makeEscrowKeyFile({ file: out, passphrase, madeAt, randomBytes })
    const publicKey = Buffer.from(key).toString('base64url')
    const mark = markOf(key)
    appendToEscrowJournal(escrowJournalFile(out), { at: madeAt, act: 'key-made', detail: { mark } })
    terminal.say(
      `The escrow key is in ${out}, and what is done with it will stand in ${escrowJournalFile(out)}.`,
    )
    terminal.say(`Its mark is ${mark}, its public half ${publicKey}`)
    terminal.say('Keep the file on a stick in a safe, a copy of it in another, and neither on this machine.')
    terminal.say('Without the file or its passphrase nobody can help a laptop that has lost both of its own.')
    if (offline) terminal.say(`Put it in force at head office with: escrow-key --set ${publicKey}`)
    else await putInForce(publicKey)
    return 0
  },
})

export const escrowKey = escrowKeyWith(systemTerminal)

async function newPassphrase({ ask, say }: Terminal): Promise<string | null> {
  say(
    `The passphrase of the escrow key has ${leastCharacters} characters or more: six words that do not belong`,
  )
  say('together are easy to keep and hard to guess. Who has it and the file can open every laptop.')
  const passphrase = await ask('New passphrase: ')
  if (passphrase === null) {
    say('There is no terminal to type a passphrase at. Nothing was made.')
    return null
  }
  if (!isGoodPassphrase(passphrase)) {
    say(
      `That is too short or too plain: ${leastCharacters} characters or more, not a few of them again and again.`,
    )
    say('Nothing was made.')
    return null
  }
  if ((await ask('The same once more: ')) === passphrase) return passphrase
  say('The two were not the same. Nothing was made.')
  return null
}

const bytesOf = (key: string): Uint8Array => new Uint8Array(Buffer.from(key, 'base64url'))
