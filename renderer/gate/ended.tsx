import { useTranslation } from 'react-i18next'
import { dateText } from '../clock-text.ts'
import { BusyButton } from '../components/busy-button.tsx'
import { isolate } from '../isolate.ts'
import type { GateCalls } from './gate-calls.ts'
import styles from './gate-page.module.css'
import { GateFailure, GatePage, useWordsLanguage } from './gate-page.tsx'
import type { LaptopNotOpen } from './standing.ts'

type HandingOverProps = {
  readonly laptop: Extract<LaptopNotOpen, { type: 'handing-over' }>
  readonly calls: GateCalls
}

/** Head office has ended this laptop, and what it had not sent is on its way. */
export function HandingOver({ laptop, calls: { tryAgain } }: HandingOverProps) {
  const { t } = useTranslation('gate')
  const { changeSets, pictures, picturesLeft, problem } = laptop
  return (
    <GatePage title={t('handingOver.title')} lead={t('handingOver.lead')}>
      <div role="status">
        {changeSets === 0 && pictures > 0 ? null : <p>{t('handingOver.count', { count: changeSets })}</p>}
        {pictures === 0 ? null : <p>{t('handingOver.pictures', { count: pictures })}</p>}
        {picturesLeft === 0 ? null : <p>{t('handingOver.picturesLeft', { count: picturesLeft })}</p>}
      </div>
      {problem === null ? null : (
        <p role="alert" className={styles.failure}>
          {t(`handingOver.${problem}`)}
        </p>
      )}
      <GateFailure error={tryAgain.error} />
      {problem === null ? null : (
        <div className={styles.ways}>
          <BusyButton size="lg" busy={tryAgain.isPending} onClick={() => tryAgain.mutate({})}>
            {t('again')}
          </BusyButton>
        </div>
      )}
    </GatePage>
  )
}

type RevokedProps = {
  readonly laptop: Extract<LaptopNotOpen, { type: 'revoked' }>
  readonly calls: GateCalls
}

/** Nothing is left of the store here; the laptop can begin as a new one. */
export function Revoked({ laptop, calls: { startEmpty } }: RevokedProps) {
  const { t } = useTranslation('gate')
  const language = useWordsLanguage()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const { at, changeSets, pictures, picturesLeft, storeCode } = laptop
  const day = isolate(dateText(at, timeZone, language), language)
  return (
    <GatePage
      title={t('revoked.title')}
      lead={t('revoked.lead', { day, store: isolate(storeCode, language) })}
    >
      {changeSets === 0 && pictures > 0 ? null : <p>{t('revoked.count', { count: changeSets })}</p>}
      {pictures === 0 ? null : <p>{t('revoked.pictures', { count: pictures })}</p>}
      {picturesLeft === 0 ? null : <p>{t('revoked.picturesLeft', { count: picturesLeft })}</p>}
      <p className={styles.note}>{t('revoked.anewText')}</p>
      <GateFailure error={startEmpty.error} />
      <div className={styles.ways}>
        <BusyButton
          variant="default"
          busy={startEmpty.isPending}
          onClick={() => startEmpty.mutate({ understood: 'start-empty', again: 'start-empty' })}
        >
          {t('revoked.anew')}
        </BusyButton>
      </div>
    </GatePage>
  )
}
