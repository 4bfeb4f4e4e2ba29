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
    for (const [deviceId, parts] of Map.groupBy(listed.farewells, (farewell) => farewell.deviceId)) {
      const changeSets = parts.reduce((sum, part) => sum + part.changeSets, 0)
      const receivedAt = Math.max(...parts.map((part) => part.receivedAt))
      say(
        `${codeOf.get(deviceId) ?? '?'}  ${deviceId}  ${instantText(receivedAt)}  ${changeSets} change ${changeSets === 1 ? 'set' : 'sets'}, sealed, in ${parts.length} ${parts.length === 1 ? 'part' : 'parts'}`,
      )
    }
    return 0
  },
}
