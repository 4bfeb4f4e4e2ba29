import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** A server of files that does as head office does, and what a bad line or another server does. */
export interface UpdateServer {
  readonly url: string
  /** By their address, such as `/updates/latest.yml`. */
  readonly files: Map<string, Buffer>
  /** Method, address and range of each call, in order. */
  readonly asked: string[]
  /** Breaks the line of every file once so many bytes of it were sent; `null` for a good line. */
  cutAfter: number | null
  /** Sends no more of a file than so many bytes, and keeps the line. */
  holdAfter: number | null
  /** Sends the whole file whatever range is asked for. */
  wholeOnly: boolean
  /** Answers with this instead. */
  answerInstead: ((response: ServerResponse) => void) | null
  readonly close: () => Promise<void>
}

export async function startUpdateServer(): Promise<UpdateServer> {
  const server = createServer((request, response) => answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('no port')
  const self: UpdateServer = {
    url: `http://127.0.0.1:${at.port}`,
    files: new Map(),
    asked: [],
    cutAfter: null,
    holdAfter: null,
    wholeOnly: false,
    answerInstead: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  function answer({ method = '', url = '', headers }: IncomingMessage, response: ServerResponse): void {
    const { range } = headers
    self.asked.push([method, url, ...(range === undefined ? [] : [range])].join(' '))
    if (self.answerInstead !== null) {
      self.answerInstead(response)
      return
    }
    const file = self.files.get(url)
    if (file === undefined) return void response.writeHead(404).end()
    const from = self.wholeOnly ? 0 : Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
    if (from > 0 && from >= file.length)
      return void response.writeHead(416, { 'content-range': `bytes */${file.length}` }).end()
    const length = String(file.length - from)
    if (from > 0)
      response.writeHead(206, {
        'content-length': length,
        'content-range': `bytes ${from}-${file.length - 1}/${file.length}`,
      })
    else response.writeHead(200, { 'content-length': length })
    if (self.holdAfter !== null && file.length - from > self.holdAfter)
      return void response.write(file.subarray(from, from + self.holdAfter))
    if (self.cutAfter === null || file.length - from <= self.cutAfter)
      return void response.end(file.subarray(from))
    response.write(file.subarray(from, from + self.cutAfter), () => response.destroy())
  }
  return self
}
