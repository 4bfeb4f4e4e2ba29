import { Refusal } from '../contract/errors.ts'

/** Why a port could not be taken, as its sentence; what is no matter of the port is given back as it came. */
export function portRefusal(cause: NodeJS.ErrnoException, port: number): Error {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new Refusal('PORT_IN_USE', { port: String(port) }, { cause })
    case 'EACCES':
      return new Refusal('PORT_NOT_ALLOWED', { port: String(port) }, { cause })
    default:
      return cause
  }
}
