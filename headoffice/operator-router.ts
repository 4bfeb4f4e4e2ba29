import { implement } from '@orpc/server'
import { operatorContract } from '../contract/operator.ts'
import type { OperatorActs } from './operator-acts.ts'

/** The operator's calls by their acts. */
export function createOperatorRouter(acts: OperatorActs) {
  const contract = implement(operatorContract)
  return contract.router({
    newEnrolmentCode: contract.newEnrolmentCode.handler(async ({ input }) => ({
      code: await acts.newEnrolmentCode(input),
    })),
    devices: contract.devices.handler(async ({ input: { storeCode } }) => ({
      devices: [...(await acts.devices(storeCode))],
    })),
    revoke: contract.revoke.handler(async ({ input: { deviceId } }) => ({
      isKnown: await acts.revoke(deviceId),
    })),
    setEscrowKey: contract.setEscrowKey.handler(async ({ input: { publicKey } }) => {
      await acts.setEscrowKey(publicKey)
      return {}
    }),
    farewells: contract.farewells.handler(async () => ({ farewells: [...(await acts.farewells())] })),
    farewell: contract.farewell.handler(async ({ input }) => ({ sealed: await acts.farewell(input) })),
    takeLastWords: contract.takeLastWords.handler(async ({ input }) => {
      const taken = await acts.takeLastWords(input)
      return taken.type === 'taken' ? { ...taken, outcomes: [...taken.outcomes] } : taken
    }),
    takeLastPicture: contract.takeLastPicture.handler(async ({ input: { content, ...of } }) => ({
      type: await acts.takeLastPicture({ ...of, content: Buffer.from(content, 'base64') }),
    })),
    carryIn: contract.carryIn.handler(({ input }) => acts.carryIn(input)),
    publish: contract.publish.handler(({ input: { content, ...of } }) =>
      acts.publish({ ...of, content: Buffer.from(content, 'base64') }),
    ),
    documentInForce: contract.documentInForce.handler(async ({ input: { kind, storeCode } }) => {
      const content = await acts.contentInForce(kind, storeCode)
      return { content: content && Buffer.from(content).toString('base64') }
    }),
    publications: contract.publications.handler(async () => ({
      publications: [...(await acts.publications())],
    })),
    erasures: contract.erasures.handler(async () => ({ yetToErase: [...(await acts.erasures())] })),
    beginEpoch: contract.beginEpoch.handler(async () => ({ epoch: await acts.beginEpoch() })),
  })
}
export type OperatorRouter = ReturnType<typeof createOperatorRouter>
