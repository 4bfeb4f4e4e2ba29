import { type Command, dataOptions, instantText, readOptions, say } from './command.ts'
import { withOperator } from './with-operator.ts'

export const documents: Command = {
  usage: '',
  about: 'lists what was published, the newest first',
  async run(args) {
    const { folder } = readOptions(args, dataOptions)
    const { publications } = await withOperator({ folder }, (operator) => operator.publications())
    if (publications.length === 0)
      say('Nothing was published yet: laptops use what came with the application.')
    const seen = new Set<string>()
    for (const { kind, storeCode, hash, bytes, since } of publications) {
      const whose = storeCode ?? 'all stores'
      const isInForce = !seen.has(`${kind} ${whose}`)
      seen.add(`${kind} ${whose}`)
      say(
        `${kind.padEnd(9)}  ${whose.padEnd(12)}  ${instantText(since)}  ${hash.slice(0, 12)}  ${bytes} bytes  ${isInForce ? 'in force' : 'replaced'}`,
      )
    }
    return 0
  },
}
