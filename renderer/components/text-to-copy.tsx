import { useEffect, useRef } from 'react'
import styles from './text-to-copy.module.css'

/** Text to be copied by hand, selected already: for where the clipboard is closed to the page. */
export function TextToCopy({ text, hint }: { readonly text: string; readonly hint: string }) {
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    area.current?.focus()
    area.current?.select()
  }, [])
  return (
    <>
      <p className="ns-soft ns-small">{hint}</p>
      <textarea
        ref={area}
        readOnly
        autoComplete="off"
        dir="auto"
        rows={10}
        aria-label={hint}
        className={styles.text}
        value={text}
      />
    </>
  )
}
