import { WrongUse } from '../headoffice/command.ts'
import { type EscrowKeyFile, readEscrowKeyFile } from './escrow-key-file.ts'
import type { Terminal } from './terminal.ts'

/**
 * The escrow key that a command was given, not opened yet.
 * @throws WrongUse when none was named, or the file is none
 */
export function namedEscrowKey(file: string | undefined): EscrowKeyFile {
  if (file === undefined) throw new WrongUse('Say where the escrow key is, as in --escrow-key escrow.key.')
  const found = readEscrowKeyFile(file)
  if (!found) throw new WrongUse(`${file} is no escrow key that can be read.`)
  return found
}

/** Asks for the passphrase and opens the key; `null`, and said why, when it stays closed. */
export async function openedEscrowKey(key: EscrowKeyFile, terminal: Terminal): Promise<Uint8Array | null> {
  const passphrase = await terminal.ask(`Passphrase of ${key.file}: `)
  if (!passphrase) {
    terminal.say('Nothing was typed, so the escrow key was not opened. Nothing was changed.')
    return null
  }
  const privateKey = await key.open(passphrase)
  if (privateKey === null) terminal.say('That is not the passphrase of this escrow key. Nothing was changed.')
  return privateKey
}
