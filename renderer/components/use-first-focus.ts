import { useEffect, useRef } from 'react'

/** Gives the element of this ref the focus when it comes on the screen, and again whenever `key` changes. */
export function useFirstFocus<T extends HTMLElement>(key: string | number | null = null) {
  const element = useRef<T>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new key is what asks for the focus again
  useEffect(() => element.current?.focus(), [key])
  return element
}
