import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { createContractAnswers } from './http/answer-contract.ts'
import { showsSecret } from './http/bearer.ts'
import { CallRefusal, isBug } from './http/call-refusal.ts'
import { usualLimits } from './http/limits.ts'
import { closeServer, listen } from './http/listen.ts'
import { createBodyMemory, readBody } from './http/read-body.ts'
import { errorReply, sendReply } from './http/reply.ts'
import { whenceComes } from './http/whence.ts'
import type { OperatorRouter } from './operator-router.ts'

export interface OperatorDoor {
  /** Such as `http://127.0.0.1:38211/operator`. */
  readonly url: string
  readonly close: () => Promise<void>
}

const prefix = '/operator'

/** Takes the operator's calls on a loopback port of its own, from whoever shows the token. */
export async function openOperatorDoor(
  router: OperatorRouter,
  { token, log }: { readonly token: string; readonly log: Logger },
): Promise<OperatorDoor> {
  const answerContract = createContractAnswers<Record<never, never>>(router, prefix)
  const memory = createBodyMemory(usualLimits.heldBytes)

  const replyTo = async (request: IncomingMessage, response: ServerResponse) => {
    whenceComes(request, listening.front)
    if (!showsSecret(request, token)) throw new CallRefusal('OPERATOR_ONLY')
    const share = memory.open()
    const limits = {
      mostWireBytes: usualLimits.bodyBytes,
      mostInflatedBytes: usualLimits.inflatedBytes,
      stallMs: usualLimits.stallMs,
      // It never leaves this machine.
      isDigestNeeded: false,
      share,
      count: () => {},
    }
    try {
      return await answerContract({ request, response, body: () => readBody(request, limits), context: {} })
    } finally {
      share.release()
    }
  }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const reply = await replyTo(request, response).catch((error: unknown) => {
      if (isBug(error)) log.error({ err: error }, 'bug in an operator’s call')
      return errorReply(error)
    })
    await sendReply(request, response, reply)
  }
  const listening = await listen({ port: 0 }, usualLimits, (request, response) => {
    answer(request, response).catch((err: unknown) => {
      log.error({ err }, 'an operator’s call could not be answered')
      response.destroy()
    })
  })
  return { url: `${listening.url}${prefix}`, close: () => closeServer(listening.server) }
}
