import { describe, expect, it } from 'vitest'
import { createBrowserSessions } from './browser-sessions.ts'
import { newSecret } from './new-secret.ts'

describe('a one-time token', () => {
  it('opens one session, once', () => {
    const sessions = createBrowserSessions(newSecret)
    const token = sessions.issueToken()
    const secret = sessions.exchange(token)
    expect(secret).not.toBeNull()
    expect(sessions.isOpen(secret ?? undefined)).toBe(true)
    expect(sessions.exchange(token)).toBeNull()
  })

  it('stops working when the next one is issued, and leaves open sessions open', () => {
    const sessions = createBrowserSessions(newSecret)
    const first = sessions.exchange(sessions.issueToken())
    const stale = sessions.issueToken()
    const fresh = sessions.issueToken()
    expect(sessions.exchange(stale)).toBeNull()
    expect(sessions.exchange(fresh)).not.toBeNull()
    expect(sessions.isOpen(first ?? undefined)).toBe(true)
  })

  it('is neither empty nor a session secret, and a token is no session', () => {
    const sessions = createBrowserSessions(newSecret)
    expect(sessions.exchange('')).toBeNull()
    const token = sessions.issueToken()
    expect(sessions.isOpen(token)).toBe(false)
    expect(sessions.exchange('')).toBeNull()
    expect(sessions.exchange(sessions.open())).toBeNull()
    expect(sessions.isOpen(undefined)).toBe(false)
    expect(sessions.isOpen('')).toBe(false)
  })

  it('has 256 bits that nobody has seen before', () => {
    const secrets = new Set(Array.from({ length: 100 }, newSecret))
    expect(secrets.size).toBe(100)
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  })
})

describe('a session', () => {
  it('is over when it is closed', () => {
    const sessions = createBrowserSessions(newSecret)
    const [kept, closed] = [sessions.open(), sessions.open()]
    sessions.close(closed)
    expect([sessions.isOpen(kept), sessions.isOpen(closed)]).toEqual([true, false])
  })
})
