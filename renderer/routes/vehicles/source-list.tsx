import type { Outputs } from '../../northstar.tsx'
import styles from './source-list.module.css'
import { StatusChip } from './status-chip.tsx'

type SourceListProps = {
  readonly sources: Outputs['catalogue']['vehicle']['sources']
  readonly title: string
}

/** The sources that figures rest on: when they were collected, how sure they are, and what to know about them. */
export function SourceList({ sources, title }: SourceListProps) {
  if (sources.length === 0) return null
  return (
    <details className={styles.sources}>
      <summary>{title}</summary>
      <ul>
        {sources.map((source) => (
          <li key={source.id}>
            <strong>
              <bdi>{source.title}</bdi>
            </strong>{' '}
            <span className="ns-soft">
              <bdi>{source.collected}</bdi>
            </span>{' '}
            <StatusChip status={source.status} />
            {source.note === '' ? null : (
              <p className="ns-soft ns-small" dir="auto">
                {source.note}
              </p>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
