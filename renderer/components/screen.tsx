import { createContext, type ReactNode, useContext } from 'react'
import { createPortal } from 'react-dom'
import styles from './screen.module.css'

/** The place in the bar where the screen's own title goes; `null` until the bar is on the page. */
export const TitlePlace = createContext<HTMLElement | null>(null)

/** Puts a screen's title, or what stands in its place, at the start of the bar. */
export function ScreenTitle({ children }: { readonly children: ReactNode }) {
  const place = useContext(TitlePlace)
  return place === null ? null : createPortal(children, place)
}

/** A screen that scrolls as a page. `width` is the measure: `text` to read, `wide` for cards and tables. */
export function Screen(props: { readonly width?: 'text' | 'wide'; readonly children: ReactNode }) {
  return (
    <div className={styles.scroll}>
      <div className={props.width === 'text' ? styles.text : styles.wide}>{props.children}</div>
    </div>
  )
}
