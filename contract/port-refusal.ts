import { Refusal } from './errors.ts'

/** What a failure to listen is to a person; a failure that is no refusal of the port comes back as it is. */
export function portRefusal(cause: unknown, port: number): unknown {
  const detail = { port: String(port) }
  switch (cause instanceof Error && 'code' in cause ? cause.code : null) {
    case 'EADDRINUSE':
      return new Refusal('PORT_IN_USE', detail, { cause })
    case 'EACCES':
    case 'EADDRNOTAVAIL':
      return new Refusal('PORT_NOT_ALLOWED', detail, { cause })
    default:
      return cause
  }
}
