import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import styles from './access-log.module.css'
import { markOf } from './mark.ts'

/** Recomputes the chain of the log when asked to, and says what to note on paper. */
export function VerifyLog() {
  const { t } = useTranslation('access-log')
  const { client } = useNorthstar()
  const verify = useMutation({ mutationFn: () => client.access.verify() })
  const chain = verify.data
  return (
    <Panel title={t('verify.title')}>
      <p className="ns-soft">{t('verify.text')}</p>
      <div className={styles.ways}>
        <BusyButton variant="default" busy={verify.isPending} onClick={() => verify.mutate()}>
          {t('verify.way')}
        </BusyButton>
      </div>
      <div role="status">
        {chain?.type === 'whole' ? (
          <>
            <p>{t('verify.whole', { count: chain.entries, entries: countText(chain.entries) })}</p>
            <p>
              {t('verify.mark', { entries: countText(chain.entries) })}
              <bdi dir="ltr" className={styles.lastMark}>
                {markOf(chain.head)}
              </bdi>
            </p>
          </>
        ) : null}
        {chain?.type === 'broken' ? <Broken positions={chain.breaks} /> : null}
      </div>
      <Failure error={verify.error} />
    </Panel>
  )
}

function Broken({ positions }: { readonly positions: readonly number[] }) {
  const { t } = useTranslation('access-log')
  const language = useLanguage()
  const said = new Intl.ListFormat(language).format(positions.map(countText))
  return (
    <p className={styles.warning}>
      {t('verify.broken', { count: positions.length, positions: said })} {t('verify.brokenText')}
    </p>
  )
}

/** A count with its thousands set apart, in Latin digits. */
function countText(count: number): string {
  return new Intl.NumberFormat('en').format(count)
}
