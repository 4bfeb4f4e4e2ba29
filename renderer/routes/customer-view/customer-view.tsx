import { IconArrowBackUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { NotAnswering } from '../../components/not-answering.tsx'
import { Star } from '../../components/star.tsx'
import { LanguageChoice } from '../../gate/gate-page.tsx'
import type { SessionState, ShownToCustomer } from '../../gate/standing.ts'
import { useAppState, useLineState } from '../../northstar.tsx'
import styles from './customer-view.module.css'
import { HandBack } from './hand-back.tsx'
import { PageTabs } from './page-tabs.tsx'
import { ShownPage } from './shown-page.tsx'
import { useShow } from './use-show.ts'

type CustomerViewProps = { readonly shown: ShownToCustomer; readonly session: SessionState }

/**
 * The whole window while the screen is turned to the customer: one page in large type, and nothing of anybody else. It
 * stands where the sign-in stands, so that no key, address or other window reaches the screens; only a PIN takes it away.
 */
export function CustomerView({ shown, session }: CustomerViewProps) {
  const { t } = useTranslation('customer-view')
  const { market } = useAppState()
  const lineState = useLineState()
  const { show, error } = useShow(shown)
  const [isHandedBack, setHandedBack] = useState(false)
  return (
    <main
      // A tap on what is no target leaves the keys with this page.
      tabIndex={-1}
      className={styles.page}
      onKeyDown={(event) => {
        if (event.key === 'F9' && !event.repeat) setHandedBack(!isHandedBack)
        else if (event.key === 'Escape') setHandedBack(false)
      }}
    >
      <div className={styles.head}>
        <Star className={styles.star} />
        {isHandedBack ? (
          <span />
        ) : (
          <PageTabs shown={shown} onChoose={(page) => show({ page, variantIds: [] })} />
        )}
        <LanguageChoice
          label={t('language')}
          languages={market.languages}
          language={shown.language}
          onChoose={(language) => show({ language })}
        />
      </div>
      {lineState === 'lost' ? <NotAnswering /> : null}
      <Failure error={error} />
      <div className={styles.middle}>
        {isHandedBack ? (
          <HandBack session={session} onStay={() => setHandedBack(false)} />
        ) : (
          <ShownPage shown={shown} onShow={show} />
        )}
      </div>
      {isHandedBack ? null : (
        <div className={styles.foot}>
          <button
            type="button"
            className={styles.handBack}
            aria-keyshortcuts="F9"
            onClick={() => setHandedBack(true)}
          >
            <IconArrowBackUp aria-hidden size={20} stroke={1.6} className={styles.arrow} />
            {t('back.way')}
          </button>
        </div>
      )}
    </main>
  )
}
