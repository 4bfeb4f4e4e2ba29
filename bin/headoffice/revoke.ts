import { deviceIdSchema } from '../../core/ids.ts'
import { type Command, dataOptions, readOptions, say, WrongUse } from './command.ts'
import { withOperator } from './with-operator.ts'

export const revoke: Command = {
  usage: '--device ID',
  about: 'lets a laptop in no more, and makes it destroy its keys when it asks next',
  async run(args) {
    const { folder, device } = readOptions(args, { ...dataOptions, device: { type: 'string' } })
    if (device === undefined)
      throw new WrongUse('Say which laptop, as in --device 0198a1…; the command devices lists them.')
    const deviceId = deviceIdSchema.safeParse(device.toLowerCase())
    if (!deviceId.success)
      throw new WrongUse(`“${device}” is no laptop’s id; the command devices lists them.`)
    const { isKnown } = await withOperator({ folder }, (operator) =>
      operator.revoke({ deviceId: deviceId.data }),
    )
    if (!isKnown) {
      process.stderr.write(`No laptop with the id ${deviceId.data} is enrolled here. Nothing was changed.\n`)
      return 1
    }
    say(`The laptop ${deviceId.data} is revoked.`)
    say('When it next reaches head office it seals what it had not sent, sends that, and destroys its keys.')
    say('A laptop that never connects again cannot be told; its disk stays encrypted.')
    return 0
  },
}
