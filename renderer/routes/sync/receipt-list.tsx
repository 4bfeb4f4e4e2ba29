import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { momentText } from '../../clock-text.ts'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { useDateLocale, useLanguage, useNorthstar, useTimeZone } from '../../northstar.tsx'
import styles from './sync.module.css'

const shown = 100
const pollMs = 3_000

/** What head office has acknowledged, newest first, each with the time its receipt came. */
export function ReceiptList({ hasHeadoffice }: { readonly hasHeadoffice: boolean }) {
  const { t } = useTranslation('sync')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const locale = useDateLocale()
  const timeZone = useTimeZone()
  const { data: receipts, error } = useQuery(
    orpc.sync.receipts.queryOptions({ input: { language, limit: shown }, refetchInterval: pollMs }),
  )
  if (receipts?.length === 0 && !hasHeadoffice) return null
  return (
    <Panel title={t('receipts.title')}>
      <p className="ns-soft">{t('receipts.text')}</p>
      <Failure error={error} />
      {receipts === undefined ? null : receipts.length === 0 ? (
        <p>{t('receipts.none')}</p>
      ) : (
        <ol className={styles.receipts}>
          {receipts.map(({ words, outcome, mark, receivedAt }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two receipts may read the same, and a row keeps no state
            <li key={receipts.length - index} className={styles.receipt}>
              <bdi className={styles.when}>{momentText(receivedAt, timeZone, locale)}</bdi>
              <span className={styles.words}>
                <bdi>{words}</bdi>
              </span>
              {outcome === 'accepted' ? null : (
                <span className={styles.look}>{t(`receipts.outcome.${outcome}`)}</span>
              )}
              {mark === 'trial' ? <span className={styles.mark}>{t('receipts.trial')}</span> : null}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}
