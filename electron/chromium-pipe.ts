import type { ChildProcess } from 'node:child_process'
import { z } from 'zod'

const replySchema = z.object({
  id: z.int(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
})

/** One line to a Chromium over its debugging pipe: nothing listens on the network. */
export interface ChromiumPipe {
  /** @throws when Chromium answers with an error or ends before it answers */
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
  const settleById = new Map<number, PromiseWithResolvers<unknown>>()

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
  const end = (): void => {
    for (const { reject } of settleById.values()) reject(new Error('Chromium ended before it answered'))
    settleById.clear()
  }
  fromChromium.on('data', (chunk: Buffer) => {
    heard = Buffer.concat([heard, chunk])
    for (let at = heard.indexOf(0); at !== -1; at = heard.indexOf(0)) {
      hear(heard.subarray(0, at).toString('utf8'))
      heard = heard.subarray(at + 1)
    }
  })
  // A Chromium that cannot be started or that ends makes the pipe fail as well: said once, by `end`.
  toChromium.on('error', end)
  fromChromium.on('error', end)
  chromium.on('error', end)
  chromium.on('exit', end)

  return {
    call: (method, params = {}, sessionId) => {
      lastId += 1
      const waiting = Promise.withResolvers<unknown>()
      settleById.set(lastId, waiting)
      toChromium.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`)
      return waiting.promise
    },
  }
}
