import { useTranslation } from 'react-i18next'
import styles from './priorities-chart.module.css'
import type { Advice } from './use-conversation.ts'

declare module 'react' {
  interface CSSProperties {
    '--share'?: string
  }
}

/** So many as can be taken in at a look; the table has all. */
const barsShown = 5

/** How much each thing matters to this customer as it is understood so far: bars to look at, a table to read. */
export function PrioritiesChart({ priorities }: { readonly priorities: Advice['priorities'] }) {
  const { t } = useTranslation('discovery')
  if (priorities.length === 0) return null
  const most = Math.max(1, ...priorities.map(({ share }) => share))
  return (
    <section className={styles.chart} aria-labelledby="priorities">
      <h3 id="priorities" className={styles.title}>
        {t('priorities.title')}
      </h3>
      <ol className={styles.bars} aria-hidden="true">
        {priorities.slice(0, barsShown).map(({ attribute, name, share, isSure }) => (
          <li key={attribute} style={{ '--share': `${(share / most) * 100}%` }}>
            <span className={styles.name}>{name}</span>
            <span className={isSure ? styles.bar : styles.unsure} />
          </li>
        ))}
      </ol>
      {priorities.slice(0, barsShown).every(({ isSure }) => isSure) ? null : (
        <p className={styles.note}>{t('priorities.hollow')}</p>
      )}
      <details className={styles.table}>
        <summary>{t('priorities.table')}</summary>
        <table>
          <caption>{t('priorities.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('priorities.what')}</th>
              <th scope="col">{t('priorities.share')}</th>
              <th scope="col">{t('priorities.sure')}</th>
            </tr>
          </thead>
          <tbody>
            {priorities.map(({ attribute, name, share, isSure }) => (
              <tr key={attribute}>
                <th scope="row" className={styles.name}>
                  {name}
                </th>
                <td className="ns-figure">{share}</td>
                <td>{t(isSure ? 'priorities.yes' : 'priorities.notYet')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}
