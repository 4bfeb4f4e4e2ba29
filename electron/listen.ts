import { once } from 'node:events'
import type { Server } from 'node:http'
import { portRefusal } from '../contract/port-refusal.ts'

/** This machine and nobody else. */
export const loopback = '127.0.0.1'

/**
 * Has a server listen on this machine only.
 * @param port 0 for a free one
 * @returns the port
 * @throws Refusal PORT_IN_USE, PORT_NOT_ALLOWED
 */
export async function listen(server: Server, port: number): Promise<number> {
  try {
    server.listen({ host: loopback, port, exclusive: true })
    await once(server, 'listening')
  } catch (cause) {
    throw portRefusal(cause, port)
  }
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address.port
}
