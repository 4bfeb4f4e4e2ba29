import { existsSync } from 'node:fs'
import { escrowJournalFile, verifyEscrowJournal } from '../escrow/escrow-journal.ts'
import { namedEscrowKey } from '../escrow/with-escrow-key.ts'
import { type Command, readOptions, say } from './command.ts'

export const escrowLog: Command = {
  usage: '--escrow-key FILE',
  about: 'computes the chain of what was done with an escrow key anew',
  async run(args) {
    const options = readOptions(args, { 'escrow-key': { type: 'string' } })
    const file = escrowJournalFile(namedEscrowKey(options['escrow-key']).file)
    if (!existsSync(file)) {
      say(`There is no ${file}: it was taken away, for making the key wrote its first line.`)
      return 1
    }
    const journal = verifyEscrowJournal(file)
    if (journal.type === 'broken') {
      say(`escrow-log: broken at line ${journal.line}`)
      return 1
    }
    say(`escrow-log: entries=${journal.entries} head=${journal.head} whole`)
    return 0
  },
}
