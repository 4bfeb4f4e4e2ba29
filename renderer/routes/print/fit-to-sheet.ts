import { type RefObject, useEffect, useState } from 'react'
import { mostCuts } from '../../../core/take-home/cut-to-fit.ts'

/** How a page is set: in letters of how many points, and how often it was cut. */
interface Setting {
  readonly sizePt: number
  readonly cuts: number
}

/** From the most readable on: letters give way a little before words do, and never below what people can read. */
const settings: readonly Setting[] = [
  ...[10, 9.5, 9, 8.5, 8].map((sizePt) => ({ sizePt, cuts: 0 })),
  ...Array.from({ length: mostCuts }, (_, cut) =>
    [8.5, 8, 7.5].map((sizePt) => ({ sizePt, cuts: cut + 1 })),
  ).flat(),
  ...[7, 6.5].map((sizePt) => ({ sizePt, cuts: mostCuts })),
]

/**
 * Tries one setting after the other until what stands in the frame of a sheet is no taller than it.
 * @returns the setting, and whether it is the one to print; `isWhole` unless even the last one was too tall
 */
export function useFitToSheet(
  frame: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
): Setting & { readonly isSettled: boolean; readonly isWhole: boolean } {
  const [tried, setTried] = useState(0)
  const [settled, setSettled] = useState<'whole' | 'cut-off' | null>(null)
  useEffect(() => {
    let left = false
    // Fonts are asked for at layout, which a hidden window may put off: reading a size makes it happen now.
    void document.body.offsetHeight
    void document.fonts.ready.then(() => {
      if (left || !frame.current || !content.current) return
      const fits = content.current.offsetHeight <= frame.current.clientHeight
      if (fits) setSettled('whole')
      else if (tried === settings.length - 1) setSettled('cut-off')
      else setTried(tried + 1)
    })
    return () => {
      left = true
    }
  }, [tried, frame, content])
  const { sizePt = 8, cuts = mostCuts } = settings[tried] ?? {}
  return { sizePt, cuts, isSettled: settled !== null, isWhole: settled !== 'cut-off' }
}
