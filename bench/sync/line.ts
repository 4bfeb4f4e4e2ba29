import { z } from 'zod'
import { type Program, startProgram } from './program.ts'

/** Bytes on the wire, headers and all. */
export interface Traffic {
  readonly up: number
  readonly down: number
}

/** A line with a meter between a client and its server. */
export interface Line {
  /** Such as `http://127.0.0.1:4700`. */
  readonly url: string
  readonly read: () => Promise<Traffic>
  /** @param bitsPerS each way, `null` for as fast as it goes */
  readonly setRate: (bitsPerS: number | null) => Promise<void>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

const trafficSchema = z.object({ up: z.int(), down: z.int() })

/**
 * @param url of the server, with a port. Where that is on another loopback address, the line begins at the same port, for
 * a server that looks at what it is called by.
 */
export async function openLine(url: string): Promise<Line> {
  const program: Program = startProgram(new URL('./line-program.ts', import.meta.url))
  const { hostname: host, port: text } = new URL(url)
  const port = Number(text)
  const at = host === '127.0.0.1' ? 0 : port
  const opened = await program.ask(z.object({ port: z.int() }), {
    type: 'open',
    host,
    port,
    at,
    bitsPerS: null,
  })
  return {
    url: `http://127.0.0.1:${opened.port}`,
    read: () => program.ask(trafficSchema, { type: 'read' }),
    async setRate(bitsPerS) {
      await program.ask(z.object({}), { type: 'rate', bitsPerS })
    },
    [Symbol.asyncDispose]: program[Symbol.asyncDispose],
  }
}

/** What went over the line meanwhile. */
export async function metered<T>(
  line: Line,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly traffic: Traffic }> {
  const before = await line.read()
  const result = await work()
  const after = await line.read()
  return { result, traffic: { up: after.up - before.up, down: after.down - before.down } }
}
