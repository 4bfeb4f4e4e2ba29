import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { createBodyMemory, readBody } from './read-body.ts'

test('a caller who went before the body was asked for is not waited for', async () => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const socket = connect(address.port, '127.0.0.1')
  socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{')
  const request = await new Promise<IncomingMessage>((resolve) => server.once('request', resolve))
  // As a caller may while head office looks at the token.
  const gone = new Promise((resolve) => request.on('close', resolve))
  socket.destroy()
  await gone
  const body = readBody(request, {
    mostWireBytes: 100,
    mostInflatedBytes: 100,
    stallMs: 60_000,
    isDigestNeeded: true,
    share: createBodyMemory(1000).open(),
    count: () => {},
  })
  await expect(body).rejects.toMatchObject({ code: 'BODY_NOT_READABLE' })
  server.close()
})
