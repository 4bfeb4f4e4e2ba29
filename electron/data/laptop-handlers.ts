import { StandardRPCJsonSerializer, StandardRPCSerializer } from '@orpc/client/standard'
import { implement, ORPCError } from '@orpc/server'
import { StandardRPCCodec, StandardRPCHandler, type StandardRPCHandlerOptions } from '@orpc/server/standard'
import type { Logger } from 'pino'
import { errorCatalogue, errorSentence } from '../../contract/errors.ts'
import { laptopContract } from '../../contract/laptop-contract.ts'
import { translateFailures } from './contract-implementer.ts'
import type { Laptop } from './laptop.ts'

type NoContext = Record<never, never>

/**
 * What a host gives its RPC handler: the calls of `laptop`, answered in every stage, with the calls of the data service
 * behind them while it is open. Windows stay connected while one service goes and another comes.
 */
export function createLaptopRouting(laptop: Laptop, log: Logger) {
  const contract = implement({ laptop: laptopContract })
    .use(translateFailures({ log }))
    .use(({ next, path }) => {
      // With the data open, what is not for the customer is refused here as behind.
      laptop.service()?.turnedScreen.permit(path)
      return next()
    })
  const router = contract.router({
    laptop: {
      state: contract.laptop.state.handler(() => laptop.state()),
      choosePassphrase: contract.laptop.choosePassphrase.handler(async ({ input }) => {
        await laptop.choosePassphrase(input.passphrase)
        return {}
      }),
      open: contract.laptop.open.handler(async ({ input }) => {
        await laptop.open(
          input.with === 'passphrase'
            ? { type: 'passphrase', passphrase: input.passphrase }
            : { type: 'recovery-code', code: input.code },
        )
        return {}
      }),
      askHeadoffice: contract.laptop.askHeadoffice.handler(({ input }) => laptop.askHeadoffice(input.anew)),
      takeAnswer: contract.laptop.takeAnswer.handler(async ({ input }) => {
        await laptop.takeAnswer(input.answer)
        return {}
      }),
      keepCode: contract.laptop.keepCode.handler(async ({ input }) => {
        await laptop.keepCode(input.kept)
        return {}
      }),
      tryAgain: contract.laptop.tryAgain.handler(() => {
        laptop.tryAgain()
        return {}
      }),
      salvage: contract.laptop.salvage.handler(() => {
        laptop.salvage()
        return {}
      }),
      takeSalvaged: contract.laptop.takeSalvaged.handler(() => {
        laptop.takeSalvaged()
        return {}
      }),
      restore: contract.laptop.restore.handler(async ({ input }) => {
        await laptop.restore(input.backupId, input.code)
        return {}
      }),
      startEmpty: contract.laptop.startEmpty.handler(() => {
        laptop.startEmpty()
        return {}
      }),
    },
  })

  const handlerByService = new WeakMap<object, StandardRPCHandler<NoContext>>()
  const serviceHandler = () => {
    const service = laptop.service()
    if (service === null) return null
    const known = handlerByService.get(service) ?? new StandardRPCHandler(service.router, {})
    handlerByService.set(service, known)
    return known
  }
  const codec = new StandardRPCCodec(new StandardRPCSerializer(new StandardRPCJsonSerializer()))
  const options: StandardRPCHandlerOptions<NoContext> = {
    rootInterceptors: [
      async ({ next, ...request }) => {
        const answered = await next()
        if (answered.matched) return answered
        const handler = serviceHandler()
        if (handler) return handler.handle(request.request, { context: request.context })
        return { matched: true, response: codec.encodeError(notOpen()) }
      },
    ],
  }
  return { router, options }
}

function notOpen() {
  const code = 'LAPTOP_NOT_OPEN'
  return new ORPCError(code, {
    defined: true,
    status: errorCatalogue[code].status,
    message: errorSentence(code, {}, 'en'),
    data: {},
  })
}
