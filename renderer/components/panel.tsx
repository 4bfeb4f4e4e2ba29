import { type ReactNode, useId } from 'react'
import styles from './panel.module.css'

type PanelProps = {
  readonly title: ReactNode
  /** What stands at the end of the title's line: a fact, a small action. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** One subject on a quiet surface, under its own heading. */
export function Panel({ title, aside, children }: PanelProps) {
  const titleId = useId()
  return (
    <section aria-labelledby={titleId} className={styles.panel}>
      <div className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

/** Names and what they are, one under the other. */
export function Facts({
  facts,
}: {
  readonly facts: readonly { readonly name: string; readonly text: ReactNode }[]
}) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, text }) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What stands where nothing is yet: what will be here, and the one thing to do. */
export function Nothing(props: {
  readonly title: string
  readonly text: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <div className={styles.nothing}>
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.children}
    </div>
  )
}
