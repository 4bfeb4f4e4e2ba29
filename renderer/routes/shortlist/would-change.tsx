import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { WhatIf } from '../../../core/shortlist/what-if.ts'
import type { Outputs } from '../../northstar.tsx'
import { OwnWords } from './own-words.tsx'
import styles from './shortlist.module.css'

type ShortlistView = Outputs['shortlist']['get']

type WouldChangeProps = {
  readonly shortlist: ShortlistView
  readonly onTry: (whatIf: WhatIf) => void
}

/** The rest stands on the board; here only what would help most. */
const topicsShown = 5

/** What would put another vehicle first, each to be tried by a tap, and who came next and why not. */
export function WouldChange({ shortlist: { wouldChange, runnerUp, notKnownYet }, onTry }: WouldChangeProps) {
  const { t } = useTranslation('shortlist')
  const notKnown = useNotKnown(notKnownYet)
  return (
    <section aria-labelledby="would-change" className={styles.block}>
      <h2 id="would-change">{t('change.title')}</h2>
      {wouldChange.length === 0 ? <p className="ns-soft">{t('change.none')}</p> : null}
      <ul className={styles.changes}>
        {wouldChange.map(({ sentence, variantId, whatIf }) => (
          <li key={variantId + sentence}>
            <button type="button" className={styles.change} onClick={() => onTry(whatIf)}>
              <span>{sentence}</span>
              <span className={styles.try}>
                {t('change.try')}
                <IconArrowRight aria-hidden size={18} stroke={1.8} className={styles.arrow} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {runnerUp === null ? null : (
        <div className={styles.runnerUp}>
          <h3>
            {t('runnerUp')}{' '}
            <bdi>
              {runnerUp.brand} {runnerUp.model} {runnerUp.name}
            </bdi>
          </h3>
          <p>
            <OwnWords sentence={runnerUp.whyNot} />
          </p>
        </div>
      )}
      <p className="ns-soft ns-small">{notKnown}</p>
    </section>
  )
}

function useNotKnown(notKnownYet: ShortlistView['notKnownYet']): string {
  const { t } = useTranslation('shortlist')
  if (notKnownYet.length === 0) return t('notKnownYet.none')
  const names = notKnownYet.map(({ name }) => name)
  const list = names.slice(0, topicsShown).join(t('comma'))
  return names.length <= topicsShown
    ? t('notKnownYet.list', { list })
    : t('notKnownYet.listAndMore', { list, count: names.length - topicsShown })
}
