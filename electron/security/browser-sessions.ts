import { createHash } from 'node:crypto'
import type { NewSecret } from './new-secret.ts'

/**
 * Who may use the browser host. An address holds a token that works once; it is exchanged for a session secret that
 * lives in a cookie. Only digests are kept, so a look-up takes the same time whatever was guessed.
 */
export interface BrowserSessions {
  /** A fresh one-time token; the one before it stops working. */
  readonly issueToken: () => string
  /** The secret of a new session, or `null` when the token is not the outstanding one. */
  readonly exchange: (token: string) => string | null
  /** A session without a token, for the host's own printing. */
  readonly open: () => string
  readonly close: (secret: string) => void
  readonly isOpen: (secret: string | undefined) => boolean
}

export function createBrowserSessions(newSecret: NewSecret): BrowserSessions {
  let outstanding: string | null = null
  const sessions = new Set<string>()
  const open = (): string => {
    const secret = newSecret()
    sessions.add(digest(secret))
    return secret
  }
  return {
    issueToken: () => {
      const token = newSecret()
      outstanding = digest(token)
      return token
    },
    exchange: (token) => {
      if (outstanding === null || digest(token) !== outstanding) return null
      outstanding = null
      return open()
    },
    open,
    close: (secret) => {
      sessions.delete(digest(secret))
    },
    isOpen: (secret) => secret !== undefined && sessions.has(digest(secret)),
  }
}

const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
