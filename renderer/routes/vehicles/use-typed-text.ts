import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { usePlace } from './use-place.ts'
import { textIn } from './wishes.ts'

/** A text that is typed into the address, a moment after the last letter; what changes the address changes the text. */
export function useTypedText(name: Parameters<typeof textIn>[1], pauseMs: number) {
  const { params, change } = usePlace()
  const held = textIn(params, name)
  const [text, setText] = useState(held)
  const [paused] = useDebouncedValue(text, pauseMs)
  const known = useRef(held)
  const write = useEffectEvent((typed: string) => change({ [name]: typed }))
  useEffect(() => {
    if (held === known.current) return
    known.current = held
    setText(held)
  }, [held])
  useEffect(() => {
    if (paused === known.current) return
    known.current = paused
    write(paused)
  }, [paused])
  return [text, setText] as const
}
