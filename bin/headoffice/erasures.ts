import { type Command, dataOptions, instantText, readOptions, say } from './command.ts'
import { withOperator } from './with-operator.ts'

export const erasures: Command = {
  usage: '',
  about: 'lists the erasures that some laptop has yet to do, and which laptops',
  async run(args) {
    const { folder } = readOptions(args, dataOptions)
    const { yetToErase } = await withOperator({ folder }, (operator) => operator.erasures())
    if (yetToErase.length === 0) say('Every laptop has done every erasure.')
    for (const { storeCode, customerId, deviceId, lastSeenAt } of yetToErase)
      say(
        `${storeCode}  customer ${customerId}  laptop ${deviceId} has yet to erase, last seen ${instantText(lastSeenAt)}`,
      )
    return 0
  },
}
