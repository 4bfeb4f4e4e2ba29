import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../northstar.tsx'
import styles from './figure-groups.module.css'
import { StatusChip } from './status-chip.tsx'

type Vehicle = Outputs['catalogue']['vehicle']
type Line = Vehicle['groups'][number]['lines'][number]

/** What is known of a vehicle, in groups that are read together. */
export function FigureGroups({ vehicle }: { readonly vehicle: Vehicle }) {
  const { t } = useTranslation('vehicles')
  return (
    <div className={styles.groups}>
      {vehicle.groups
        .filter(({ lines }) => lines.some(({ figure }) => figure !== null))
        .map(({ group, lines }) => (
          <section key={group} className={styles.group} aria-label={t(`sheet.group.${group}`)}>
            <h2>{t(`sheet.group.${group}`)}</h2>
            <dl className={styles.lines}>
              {lines.map((line) => (
                <FigureLine key={line.attribute} line={line} />
              ))}
            </dl>
          </section>
        ))}
    </div>
  )
}

function FigureLine({ line: { label, figure } }: { readonly line: Line }) {
  if (figure === null) return null
  return (
    <div className={styles.line}>
      <dt>{label}</dt>
      <dd className={styles.value}>
        <bdi>{figure.text}</bdi>
      </dd>
      <dd className={styles.from}>
        <bdi>{figure.source}</bdi> · <bdi>{figure.asOf}</bdi> · <bdi>{figure.age}</bdi>
      </dd>
      <dd className={styles.status}>
        <StatusChip status={figure.status} />
      </dd>
    </div>
  )
}

/** What nobody has said of a vehicle, plainly and out of the way. */
export function NotKnown({ vehicle }: { readonly vehicle: Vehicle }) {
  const { t } = useTranslation('vehicles')
  const unknown = vehicle.groups.flatMap(({ lines }) => lines).filter(({ figure }) => figure === null)
  if (unknown.length === 0) return null
  return (
    <details className={styles.unknown}>
      <summary>{t('sheet.unknown', { count: unknown.length })}</summary>
      <p className="ns-soft">{t('sheet.unknownText')}</p>
      <dl className={styles.unknownLines}>
        {unknown.map(({ attribute, label }) => (
          <div key={attribute} className={styles.line}>
            <dt>{label}</dt>
            <dd className="ns-soft">{t('sheet.notKnown')}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
