import type { ChildProcess } from 'node:child_process'
import { z } from 'zod'

const replySchema = z.object({
  id: z.int(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
})

/** One line to a Chromium over its debugging pipe: nothing listens on the network. */
export interface ChromiumPipe {
  /** @throws when Chromium answers with an error, has ended, ends before it answers or has said what cannot be read */
  readonly call: (method: string, params?: object, sessionId?: string) => Promise<unknown>
}

/**
 * Speaks the DevTools protocol to a Chromium started with `--remote-debugging-pipe`: JSON messages, each ended by a zero
 * byte, written to its descriptor 3 and read from its descriptor 4.
 */
export function createChromiumPipe(chromium: ChildProcess): ChromiumPipe {
  const [, , , toChromium, fromChromium] = chromium.stdio
  if (!toChromium || !fromChromium || !('write' in toChromium) || !('read' in fromChromium))
    throw new Error('Chromium was started without its debugging pipe')
  let lastId = 0
  let heard = Buffer.alloc(0)
  /** Why nothing more will be answered; `null` while Chromium runs and is understood. */
  let ended: Error | null = null
  const settleById = new Map<number, PromiseWithResolvers<unknown>>()

  const end = (why: Error): void => {
    ended ??= why
    for (const { reject } of settleById.values()) reject(ended)
    settleById.clear()
  }
  const hear = (text: string): void => {
    // Events carry no id and are of no interest here.
    const reply = replySchema.safeParse(JSON.parse(text))
    if (!reply.success) return
    const { id, result, error } = reply.data
    const waiting = settleById.get(id)
    settleById.delete(id)
    if (error === undefined) waiting?.resolve(result)
    else waiting?.reject(new Error(`Chromium: ${error.message}`))
  }
  fromChromium.on('data', (chunk: Buffer) => {
    heard = Buffer.concat([heard, chunk])
    for (let at = heard.indexOf(0); at !== -1; at = heard.indexOf(0)) {
      try {
        hear(heard.subarray(0, at).toString('utf8'))
      } catch (cause) {
        end(new Error('What Chromium said is not the DevTools protocol', { cause }))
      }
      heard = heard.subarray(at + 1)
    }
  })
  // A Chromium that cannot be started or that ends makes the pipe fail as well: the first of them is the reason.
  const failed = (cause: Error): void => end(new Error('Chromium ended before it answered', { cause }))
  toChromium.on('error', failed)
  fromChromium.on('error', failed)
  chromium.on('error', failed)
  chromium.on('exit', () => end(new Error('Chromium ended before it answered')))

  return {
    call: (method, params = {}, sessionId) => {
      if (ended !== null) return Promise.reject(ended)
      lastId += 1
      const waiting = Promise.withResolvers<unknown>()
      settleById.set(lastId, waiting)
      toChromium.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`)
      return waiting.promise
    },
  }
}
