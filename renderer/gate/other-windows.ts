import { useEffect, useEffectEvent } from 'react'

const channelName = 'northstar-windows'

/** Has every other window of this laptop ask at once who is signed in, and to whom the screen is turned. */
export function tellOtherWindows(): void {
  const channel = new BroadcastChannel(channelName)
  channel.postMessage('session')
  channel.close()
}

/** Calls back when another window told. */
export function useToldByWindows(onTold: () => void): void {
  const told = useEffectEvent(onTold)
  useEffect(() => {
    const channel = new BroadcastChannel(channelName)
    channel.addEventListener('message', () => told())
    return () => channel.close()
  }, [])
}
