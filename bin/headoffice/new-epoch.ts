import { type Command, dataOptions, readOptions, say } from './command.ts'
import { withOperator } from './with-operator.ts'

export const newEpoch: Command = {
  usage: '',
  about: 'after a restore: begins a new epoch, so that every laptop sends again what head office lacks',
  async run(args) {
    const { folder } = readOptions(args, dataOptions)
    const { epoch } = await withOperator({ folder }, (operator) => operator.beginEpoch())
    say(`The epoch is ${epoch} now.`)
    say(
      'Each laptop reads the feed anew at its next sync and sends again what head office lacks. None deletes anything.',
    )
    say(
      'Enrolment codes of before are good no longer. Laptops that were revoked, keys and documents are as of the backup: see docs/head-office.md.',
    )
    return 0
  },
}
