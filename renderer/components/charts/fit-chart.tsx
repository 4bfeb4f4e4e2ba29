import { IconStar } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type FitRow, mostOf, strengthsOf } from './fit.ts'
import styles from './fit-chart.module.css'

declare module 'react' {
  interface CSSProperties {
    '--length'?: string
  }
}

type FitChartProps = {
  readonly vehicles: readonly { readonly variantId: string; readonly name: string }[]
  /** What matters most first. */
  readonly rows: readonly FitRow[]
}

/** So many as can be taken in at a look; the rest is folded. */
const rowsShown = 6

/** What matters to the customer against what each vehicle gives of it: the table itself carries the bars. */
export function FitChart({ vehicles, rows }: FitChartProps) {
  const { t } = useTranslation('shortlist')
  const most = Math.max(Number.EPSILON, ...rows.map(({ share }) => share))
  const strengths = strengthsOf(
    rows.slice(0, rowsShown),
    vehicles.map(({ variantId }) => variantId),
  )
  const [shown, folded] = [rows.slice(0, rowsShown), rows.slice(rowsShown)]
  const table = (some: readonly FitRow[], caption: string) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={caption}>
      <table className={styles.table} data-columns={vehicles.length}>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.what}>
              {t('fit.what')}
            </th>
            {vehicles.map(({ variantId, name }) => (
              <th key={variantId} scope="col">
                <bdi>{name}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {some.map((row) => (
            <Row key={row.attribute} row={row} vehicles={vehicles} most={most} />
          ))}
        </tbody>
      </table>
    </section>
  )
  return (
    <div className={styles.chart}>
      <ul className={styles.text}>
        {vehicles.map(({ variantId, name }) => {
          const best = strengths.get(variantId) ?? []
          return (
            <li key={variantId}>
              <strong className={styles.vehicle}>
                <bdi>{name}</bdi>
              </strong>{' '}
              {best.length === 0 ? t('fit.bestInNone') : t('fit.bestIn', { list: best.join(t('comma')) })}
            </li>
          )
        })}
      </ul>
      {table(shown, t('fit.caption'))}
      {folded.length === 0 ? null : (
        <details className={styles.folded}>
          <summary>{t('fit.more', { count: folded.length })}</summary>
          {table(folded, t('fit.captionMore'))}
        </details>
      )}
      <p className="ns-soft ns-small">{t('fit.note')}</p>
    </div>
  )
}

type RowProps = Pick<FitChartProps, 'vehicles'> & {
  readonly row: FitRow
  /** The largest share of any row: it fills its place. */
  readonly most: number
}

function Row({ row, vehicles, most }: RowProps) {
  const { t } = useTranslation('shortlist')
  const best = mostOf(row)
  return (
    <tr>
      <th scope="row" className={styles.what}>
        <span className={styles.name}>{row.name}</span>
        <span
          className={styles.weight}
          style={{ '--length': lengthOf(row.share / most) }}
          aria-hidden="true"
        />
        <span className={styles.share}>{t('fit.share', { percent: Math.round(row.share * 100) })}</span>
      </th>
      {vehicles.map(({ variantId }) => {
        const cell = row.byVehicle.find((one) => one.variantId === variantId)
        const scaled = cell?.scaled ?? null
        return (
          <td key={variantId}>
            <span className={styles.track} data-unknown={scaled === null || undefined} aria-hidden="true">
              {scaled === null ? null : (
                <span className={styles.bar} style={{ '--length': lengthOf(scaled) }} />
              )}
            </span>
            {cell === undefined || scaled === null ? (
              <span className="ns-soft">{cell?.text || t('fit.notKnown')}</span>
            ) : (
              <span className={styles.figure}>
                <bdi>{cell.text}</bdi>
                {best === variantId ? (
                  <span className={styles.best}>
                    <IconStar aria-hidden size={14} stroke={1.8} />
                    {t('fit.best')}
                  </span>
                ) : null}
              </span>
            )}
          </td>
        )
      })}
    </tr>
  )
}

const lengthOf = (share: number): string => `${Math.round(share * 1000) / 10}%`
