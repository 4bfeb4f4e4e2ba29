import { useTranslation } from 'react-i18next'
import { dateText, hourText } from '../../clock-text.ts'
import { groupsOf } from '../../components/recovery-code/code-kept.ts'
import { isolate } from '../../isolate.ts'
import { useAppState, useDateLocale, useTimeZone } from '../../northstar.tsx'
import styles from './recovery-code.module.css'

type PrintedPageProps = {
  readonly code: string
  /** UTC milliseconds. */
  readonly madeAt: number
}

/** The recovery code on one page in black and white: whose it is, what it is for, where to keep it. Never on the screen. */
export function PrintedPage({ code, madeAt }: PrintedPageProps) {
  const { t } = useTranslation('recovery-code')
  const { store, language, market } = useAppState()
  const locale = useDateLocale()
  const timeZone = useTimeZone()
  const when = `${dateText(madeAt, timeZone, locale)} ${isolate(hourText(madeAt, timeZone, 'minute'), language)}`
  return (
    <section
      className={market.paper === 'Letter' ? `${styles.paper} ${styles.letter}` : styles.paper}
      aria-hidden="true"
    >
      <h2>{t('paper.title')}</h2>
      <dl className={styles.facts}>
        <div>
          <dt>{t('paper.store')}</dt>
          <dd>
            <bdi>{store?.name}</bdi> (<bdi>{store?.code}</bdi>)
          </dd>
        </div>
        <div>
          <dt>{t('paper.made')}</dt>
          <dd>{when}</dd>
        </div>
        <div>
          <dt>{t('paper.laptop')}</dt>
          <dd className={styles.byHand} />
        </div>
      </dl>
      <p dir="ltr" lang="en" className={styles.paperCode}>
        {groupsOf(code).map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one code keep their order, and two may be alike
          <span key={index}>{group}</span>
        ))}
      </p>
      <h3>{t('paper.forTitle')}</h3>
      <p>{t('about.what')}</p>
      <h3>{t('paper.keepTitle')}</h3>
      <p>{t('paper.keep')}</p>
      <h3>{t('paper.useTitle')}</h3>
      <p>{t('paper.use')}</p>
    </section>
  )
}
