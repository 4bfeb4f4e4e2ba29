import { useTranslation } from 'react-i18next'
import type { Work } from '../../contract/laptop.ts'
import progressBar from '../components/progress-bar.module.css'
import { useNow } from '../northstar.tsx'
import { GatePage } from './gate-page.tsx'
import { progressOf, soFar } from './progress.ts'
import styles from './working.module.css'

/** Opening takes a moment on most starts, and then there is nothing to read. */
const quietMs = 800

/** What is being done with the data, how far it is, how long it has taken, and that a power cut loses nothing. */
export function Working({ work }: { readonly work: Work }) {
  const { t } = useTranslation('gate')
  const { t: shell } = useTranslation()
  const now = useNow(500)
  const progress = progressOf(work)
  const { minutes, seconds } = soFar(work.startedAt, now)
  if (work.what === 'opening' && now - work.startedAt < quietMs) return <GatePage title={shell('opening')} />
  const share = work.of === null || work.of <= 0 ? null : { value: work.done, max: work.of }
  return (
    <GatePage key={work.what} title={t(`working.${work.what}`)}>
      <progress className={progressBar.bar} aria-label={t(`working.${work.what}`)} {...share} />
      <p className={styles.facts}>
        <span>
          {progress.type === 'steps'
            ? t('working.step', { step: progress.step, of: progress.of })
            : progress.type === 'percent'
              ? t('working.percent', { percent: progress.percent })
              : t('working.underWay')}
        </span>
        <span className="ns-figure">
          {minutes === 0 ? t('working.seconds', { seconds }) : t('working.minutes', { minutes, seconds })}
        </span>
      </p>
      <p className="ns-soft">{t(`working.safe.${work.what}`)}</p>
    </GatePage>
  )
}
