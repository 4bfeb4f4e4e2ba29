import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../northstar.tsx'
import styles from './shortlist.module.css'

/** What each hard rule set aside, and what is still not known: nothing is hidden from the customer. */
export function SetAside({ shortlist }: { readonly shortlist: Outputs['shortlist']['get'] }) {
  const { t } = useTranslation('shortlist')
  return (
    <div className={styles.below}>
      <section aria-labelledby="set-aside">
        <h2 id="set-aside">{t('removed.title')}</h2>
        {shortlist.removed.length === 0 ? <p className="ns-soft">{t('removed.none')}</p> : null}
        <ul className={styles.rules}>
          {shortlist.removed.map((rule) => (
            <li key={rule.answerId + rule.sentence}>{rule.sentence}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="not-known">
        <h2 id="not-known">{t('notKnownYet.title')}</h2>
        <p className={styles.topics}>
          {shortlist.notKnownYet.length === 0
            ? t('notKnownYet.none')
            : shortlist.notKnownYet.map(({ name }) => name).join(t('comma'))}
        </p>
      </section>
    </div>
  )
}
