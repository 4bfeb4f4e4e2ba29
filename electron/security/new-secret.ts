import { randomBytes } from 'node:crypto'

/** Gives a value nobody can guess, as text that is safe in an address, a cookie and a header. */
export type NewSecret = () => string

/** The hosts' one door to secrets and nonces: 256 random bits as base64url. */
export const newSecret: NewSecret = () => randomBytes(32).toString('base64url')
