import { useEffect, useState } from 'react'

/** Gives the focus back to what had it when this dialog opened, unless something else has taken it by then. */
export function useReturnFocus(): void {
  // Read while rendering: by the time effects run, the dialog has taken the focus.
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (isLost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    },
    [before],
  )
}
