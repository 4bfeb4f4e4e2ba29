import { useEffect } from 'react'
import { useNorthstar } from '../northstar.tsx'
import { createActivityTeller } from './activity.ts'

const everyMs = 15_000
const signs = ['pointerdown', 'keydown', 'scroll', 'touchstart', 'wheel'] as const

/** Tells the data process that somebody is using this window, while somebody is signed in and the window is seen. */
export function useActivity(isSignedIn: boolean): void {
  const { client, clock } = useNorthstar()
  useEffect(() => {
    if (!isSignedIn) return
    const teller = createActivityTeller({
      clock,
      everyMs,
      // A refusal says that nobody is signed in any more, which the gate hears of from the line itself.
      tell: () => void client.session.active().catch(() => undefined),
    })
    const notice = () => {
      if (document.visibilityState === 'visible') teller.noticed()
    }
    const listening = { capture: true, passive: true }
    for (const sign of signs) window.addEventListener(sign, notice, listening)
    return () => {
      for (const sign of signs) window.removeEventListener(sign, notice, listening)
    }
  }, [isSignedIn, client, clock])
}
