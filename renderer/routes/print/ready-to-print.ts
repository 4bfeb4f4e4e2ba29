import { useEffect } from 'react'

/** Says on the document's body that the page is complete, once its text is on it and its fonts have loaded: who prints waits for it. */
export function useReadyToPrint(isComplete: boolean): void {
  useEffect(() => {
    if (!isComplete) return
    let left = false
    // Fonts are asked for at layout, which a hidden window may put off: reading a size makes it happen now.
    void document.body.offsetHeight
    void document.fonts.ready.then(() => {
      if (!left) document.body.dataset.ready = 'true'
    })
    return () => {
      left = true
      delete document.body.dataset.ready
    }
  }, [isComplete])
}
