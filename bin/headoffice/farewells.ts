import { type Command, dataOptions, instantText, readOptions, say } from './command.ts'
import { withOperator } from './with-operator.ts'

export const farewells: Command = {
  usage: '',
  about: 'lists what revoked laptops handed over, sealed; open-farewell reads it in',
  async run(args) {
    const { folder } = readOptions(args, dataOptions)
    const listed = await withOperator({ folder }, async (operator) => ({
      ...(await operator.farewells()),
      ...(await operator.devices({})),
    }))
    const codeOf = new Map(listed.devices.map(({ deviceId, storeCode }) => [deviceId, storeCode]))
    if (listed.farewells.length === 0) say('No revoked laptop has handed anything over.')
    for (const { deviceId, changeSets, receivedAt } of listed.farewells)
      say(
        `${codeOf.get(deviceId) ?? '?'}  ${deviceId}  ${instantText(receivedAt)}  ${changeSets} change ${changeSets === 1 ? 'set' : 'sets'}, sealed`,
      )
    return 0
  },
}
