import { IconArrowBackUp } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerPage } from '../../../contract/customer-view.ts'
import type { Language } from '../../../core/market/language.ts'
import { Failure } from '../../components/fact.tsx'
import { NotAnswering } from '../../components/not-answering.tsx'
import { Star } from '../../components/star.tsx'
import { LanguageChoice } from '../../gate/gate-page.tsx'
import type { SessionState, ShownToCustomer } from '../../gate/standing.ts'
import { useAppState, useLineState, useNorthstar } from '../../northstar.tsx'
import styles from './customer-view.module.css'
import { FeltHeard } from './felt-heard.tsx'
import { HandBack } from './hand-back.tsx'

const pages: Readonly<Record<CustomerPage, ComponentType<{ readonly shown: ShownToCustomer }>>> = {
  'felt-heard': FeltHeard,
}

type CustomerViewProps = { readonly shown: ShownToCustomer; readonly session: SessionState }

/**
 * The whole window while the screen is turned to the customer: one page in large type, and nothing of anybody else. It
 * stands where the sign-in stands, so that no key, address or other window reaches the screens; only a PIN takes it away.
 */
export function CustomerView({ shown, session }: CustomerViewProps) {
  const { t } = useTranslation('customer-view')
  const { market } = useAppState()
  const lineState = useLineState()
  const language = useShownLanguage(shown)
  const [isHandedBack, setHandedBack] = useState(false)
  const Page = pages[shown.page]
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
        <LanguageChoice
          label={t('language')}
          languages={market.languages}
          language={shown.language}
          onChoose={language.choose}
        />
      </div>
      {lineState === 'lost' ? <NotAnswering /> : null}
      <Failure error={language.error} />
      <div className={styles.middle}>
        {isHandedBack ? (
          <HandBack session={session} onStay={() => setHandedBack(false)} />
        ) : (
          <Page shown={shown} />
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

function useShownLanguage({ visitId, page }: ShownToCustomer) {
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const show = useMutation(
    orpc.customerView.show.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: orpc.session.key() }),
    }),
  )
  return {
    choose: (language: Language) => show.mutate({ visitId, page, language }),
    error: show.error,
  }
}
