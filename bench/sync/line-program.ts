import { connect, createServer, type Server, type Socket } from 'node:net'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { after } from '../../electron/timer.ts'
import { answerQuestions } from './program.ts'

/*
 * A line with a meter: everything between a client and its server goes through, and is counted as it does, headers and
 * all. It may be as slow as a telephone: so many bits a second each way.
 */

const questionSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('open'),
    host: z.string(),
    port: z.int(),
    /** Where the line begins; 0 for any. */
    at: z.int(),
    bitsPerS: z.int().nullable(),
  }),
  z.object({ type: z.literal('rate'), bitsPerS: z.int().nullable() }),
  z.object({ type: z.literal('read') }),
])

const meter = { up: 0, down: 0 }
let bytesPerMs = Number.POSITIVE_INFINITY
let server: Server | null = null
const sockets = new Set<Socket>()

/** Passes what it is given on, no faster than the line. */
function throttled(way: 'up' | 'down'): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      meter[way] += chunk.length
      const ms = chunk.length / bytesPerMs
      if (ms < 1) done(null, chunk)
      else after(ms, () => done(null, chunk))
    },
  })
}

function join(client: Socket, host: string, port: number): void {
  const upstream = connect({ host, port, noDelay: true })
  for (const socket of [client, upstream]) {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  }
  // Whichever end goes takes the other with it; an end that breaks off is the client's to tell of.
  for (const ways of [
    pipeline(client, throttled('up'), upstream),
    pipeline(upstream, throttled('down'), client),
  ])
    ways.catch(() => {
      client.destroy()
      upstream.destroy()
    })
}

answerQuestions(
  questionSchema,
  async (question) => {
    if (question.type === 'read') return { ...meter }
    bytesPerMs = question.bitsPerS === null ? Number.POSITIVE_INFINITY : question.bitsPerS / 8 / 1000
    if (question.type === 'rate') return {}
    const { host, port, at } = question
    const opened = createServer({ noDelay: true }, (client) => join(client, host, port))
    server = opened
    await new Promise<void>((resolve) => opened.listen(at, '127.0.0.1', resolve))
    const address = opened.address()
    if (typeof address !== 'object' || address === null) throw new Error('The line has no port')
    return { port: address.port }
  },
  async () => {
    for (const socket of sockets) socket.destroy()
    server?.close()
  },
)
