import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Command, dataOptions, readOptions, say, WrongUse } from './command.ts'
import { type OperatorClient, withOperator } from './with-operator.ts'

type Taken = Awaited<ReturnType<OperatorClient['carryIn']>>
type Refused = Extract<Taken, { type: 'refused' }>

export const carryIn: Command = {
  usage: '--file FILE --out ANSWER',
  about: 'takes in a file that a laptop wrote to be carried by hand, and writes the answer for that laptop',
  async run(args) {
    const options = readOptions(args, {
      ...dataOptions,
      file: { type: 'string' },
      out: { type: 'string' },
    })
    if (options.file === undefined || options.out === undefined)
      throw new WrongUse('Say which file, and where its answer goes, as in --file A.carry --out B.carry.')
    const [file, out] = [resolve(options.file), resolve(options.out)]
    if (!existsSync(file)) throw new WrongUse(`${file} is not there.`)
    if (existsSync(out)) throw new WrongUse(`${out} is there already.`)
    const taken = await withOperator({ folder: options.folder }, (operator) =>
      operator.carryIn({ file, out }),
    )
    switch (taken.type) {
      case 'taken':
        for (const line of takenLines(taken, out)) say(line)
        return 0
      case 'refused':
        process.stderr.write(`${whyRefused[taken.reason]} Nothing was taken in.\n`)
        return 1
      case 'begun-anew':
        process.stderr.write(
          'Head office was begun anew while the file was taken in, and no answer was written. Nothing is lost: take the same file in once more.\n',
        )
        return 1
      case 'no-file':
        throw new WrongUse(`${file} is not there, or is no file.`)
      case 'out-is-there':
        throw new WrongUse(`The answer cannot be written to ${out}.`)
    }
  },
}

function takenLines(taken: Extract<Taken, { type: 'taken' }>, out: string): readonly string[] {
  const { accepted, conflict, refused } = taken.outcomes
  return [
    `The file is of the laptop ${taken.deviceId} and holds ${taken.changeSets} change ${taken.changeSets === 1 ? 'set' : 'sets'}.`,
    ...(taken.isNewEpoch
      ? [
          'Head office was begun anew since that laptop last heard of it, so nothing was taken in: the answer says so, and the laptop then writes a file with everything.',
        ]
      : taken.handshake === 'mismatch'
        ? [
            'Head office does not have what that laptop has had from it: it went back or was replaced. Nothing was taken in, and the answer says so.',
          ]
        : taken.handshake === 'protocol-not-accepted'
          ? [
              'That laptop’s version and this head office’s do not understand each other. Nothing was taken in, and the answer says so.',
            ]
          : [
              `Taken in: ${accepted} accepted, ${conflict} in conflict, ${refused} refused. The same again changes nothing.`,
            ]),
    ...(taken.handshake === 'welcome' ? [`The answer holds ${taken.fedRows} rows for it.`] : []),
    `The answer is in ${out}. Only that laptop can read it; nothing counts as sent before it has.`,
  ]
}

const whyRefused: Readonly<Record<Refused['reason'], string>> = {
  'not-readable':
    'This is no file of a laptop, or it was changed or cut off on the way. Copy it from the stick again, or write it again.',
  'too-new': 'This file was written by a later version of Northstar than this head office.',
  'not-a-laptops': 'This is an answer of a head office, not the file of a laptop.',
  'not-known': 'The laptop that wrote this file is not enrolled here in the store that it names.',
  revoked: 'The laptop that wrote this file is revoked.',
  cloned: 'Two copies of the laptop that wrote this file are about. Enrol one of them anew.',
  'other-keys': 'The laptop has had new keys since it wrote this file. Let it write the file again.',
  'other-headoffice': 'This file was written for another head office.',
}
