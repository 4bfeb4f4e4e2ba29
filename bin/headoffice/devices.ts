import type { z } from 'zod'
import type { operatedDeviceSchema } from '../../contract/operator.ts'
import { storeCodeSchema } from '../../core/sync/identity.ts'
import { type Command, dataOptions, instantText, readOptions, say, WrongUse } from './command.ts'
import { withOperator } from './with-operator.ts'

export const devices: Command = {
  usage: '[--store CODE]',
  about: 'lists the laptops, with when each was last let in',
  async run(args) {
    const { folder, store } = readOptions(args, { ...dataOptions, store: { type: 'string' } })
    const storeCode = storeCodeSchema.optional().safeParse(store?.toUpperCase())
    if (!storeCode.success) throw new WrongUse(`“${store}” is no store code: it is written as in KHI-01.`)
    const asked = storeCode.data === undefined ? {} : { storeCode: storeCode.data }
    const listed = await withOperator({ folder }, (operator) => operator.devices(asked))
    if (listed.devices.length === 0) say('No laptop is enrolled.')
    for (const device of listed.devices) say(lineOf(device))
    return 0
  },
}

function lineOf(device: z.infer<typeof operatedDeviceSchema>): string {
  const { storeCode, deviceId, enrolledAt, lastTokenAt } = device
  const seen = lastTokenAt === null ? 'never let in yet' : `last let in ${instantText(lastTokenAt)}`
  return [storeCode, deviceId, `enrolled ${instantText(enrolledAt)}`, seen, ...statesOf(device)].join('  ')
}

function statesOf({
  revokedAt,
  clonedAt,
  farewells,
}: z.infer<typeof operatedDeviceSchema>): readonly string[] {
  return [
    ...(revokedAt === null ? [] : [`REVOKED ${instantText(revokedAt)}`]),
    ...(clonedAt === null ? [] : [`TWO COPIES SEEN ${instantText(clonedAt)}: enrol the right one anew`]),
    ...(farewells === 0 ? [] : [`${farewells} sealed last ${farewells === 1 ? 'word' : 'words'} kept`]),
  ]
}
