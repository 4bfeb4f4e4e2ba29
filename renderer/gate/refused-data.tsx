import { useTranslation } from 'react-i18next'
import { errorSentence } from '../../contract/errors.ts'
import { BusyButton } from '../components/busy-button.tsx'
import type { GateCalls } from './gate-calls.ts'
import styles from './gate-page.module.css'
import { GateFailure, GatePage, useWordsLanguage } from './gate-page.tsx'
import type { LaptopNotOpen } from './standing.ts'

type RefusedDataProps = {
  readonly laptop: Extract<LaptopNotOpen, { type: 'refused' }>
  readonly calls: GateCalls
}

/** Why the data could not be opened, in the words of its code, and the way to try again. */
export function RefusedData({ laptop, calls: { tryAgain } }: RefusedDataProps) {
  const { t } = useTranslation('gate')
  const language = useWordsLanguage()
  return (
    <GatePage title={t('refused.title')}>
      <p role="alert" className={styles.failure}>
        {errorSentence(laptop.code, laptop.detail, language)}
      </p>
      <GateFailure error={tryAgain.error} />
      <div className={styles.ways}>
        <BusyButton size="lg" busy={tryAgain.isPending} onClick={() => tryAgain.mutate({})}>
          {t('again')}
        </BusyButton>
      </div>
    </GatePage>
  )
}
