import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import {
  answerRequest,
  bytesToRequest,
  escrowTagOf,
  markOfRequest,
  type RecoveryRequest,
} from '../../core/sealing/recovery.ts'
import { readSpelled, spell } from '../../core/sealing/spelled.ts'
import { systemClock } from '../../electron/doors.ts'
import { appendToEscrowJournal, escrowJournalFile } from '../escrow/escrow-journal.ts'
import { systemTerminal, type Terminal } from '../escrow/terminal.ts'
import { namedEscrowKey, openedEscrowKey } from '../escrow/with-escrow-key.ts'
import { type Command, instantText, readOptions, WrongUse } from './command.ts'

export const recoverWith = (terminal: Terminal): Command => ({
  usage: '--request FILE|CODE --escrow-key FILE [--out FILE]',
  about:
    'answers a laptop that has lost its passphrase and its recovery code; needs neither database nor network',
  async run(args) {
    const options = readOptions(args, {
      request: { type: 'string' },
      'escrow-key': { type: 'string' },
      out: { type: 'string' },
    })
    const { out } = options
    if (options.request === undefined)
      throw new WrongUse(
        'Say which request, as in --request request.txt, or the lines of its code in quotes.',
      )
    if (out !== undefined && existsSync(out)) throw new WrongUse(`${out} is there already.`)
    const request = readRequest(options.request)
    const key = namedEscrowKey(options['escrow-key'])
    for (const line of askerLines(request)) terminal.say(line)
    if (escrowTagOf(key.publicKey) !== request.escrowTag) {
      terminal.say(`This laptop sealed its key to another escrow key than ${key.file}. Nothing was opened.`)
      return 1
    }
    const privateKey = await openedEscrowKey(key, terminal)
    if (privateKey === null) return 1
    const answer = await answerRequest(request, privateKey)
    privateKey.fill(0)
    const { deviceId, storeCode } = request.escrow
    const detail = { mark: markOfRequest(request), deviceId, storeCode }
    const act = answer === null ? 'request-not-answered' : 'request-answered'
    // Before the answer is anywhere: none leaves that is not written down.
    appendToEscrowJournal(escrowJournalFile(key.file), { at: systemClock(), act, detail })
    if (answer === null) {
      terminal.say(
        'The request was changed after its laptop made it, or is none of its own. It has no answer.',
      )
      return 1
    }
    const lines = spell(answer)
    if (out === undefined) for (const line of lines) terminal.say(line)
    else {
      writeFileSync(out, `${lines.join('\n')}\n`, { mode: 0o600, flag: 'wx' })
      terminal.say(`The answer is in ${out}.`)
    }
    terminal.say(
      'It opens that one laptop, and only where the request was made. The laptop gets a new key then.',
    )
    return 0
  },
})

export const recover = recoverWith(systemTerminal)

/** @throws WrongUse for what is no request, with the line that is mistyped */
function readRequest(named: string): RecoveryRequest {
  const spelled = readSpelled(existsSync(named) ? readFileSync(named, 'utf8') : named)
  if (spelled.type === 'mistyped')
    throw new WrongUse(`Line ${spelled.line} of the request was mistyped, or there is no such file.`)
  if (spelled.type === 'cut-off') throw new WrongUse('The end of the request is missing.')
  const request = bytesToRequest(spelled.bytes)
  if (request === null) throw new WrongUse('That is not the request of a laptop.')
  return request
}

function askerLines(request: RecoveryRequest): readonly string[] {
  const { deviceId, storeCode, madeAt } = request.escrow
  return [
    `A laptop of the store ${storeCode} asks for its key.`,
    `  its id            ${deviceId}`,
    `  sealed to escrow  ${instantText(madeAt)}`,
    `  asked             ${instantText(request.askedAt)}, by its own clock`,
    `  mark              ${markOfRequest(request)}`,
    'Whoever has a copy of its disk can ask as well. Call somebody in that store whom you know, on a number that',
    'you know, and have them read the mark from the laptop’s screen. Answer only when it is this one.',
  ]
}
