import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { instantText } from '../../../core/reports/day-text.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure, SavedFact } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { type AppState, useAppState, useNorthstar, useTimeZone } from '../../northstar.tsx'
import styles from './customer.module.css'
import type { CustomerPage, CustomerView } from './customer-draft.ts'

type Offered = AppState['market']['consents'][number]
type Standing = CustomerPage['consents'][number]

/** What the customer agreed to, purpose by purpose, in the exact words that were or are to be read to them. */
export function Consents(props: { readonly customer: CustomerView; readonly consents: readonly Standing[] }) {
  const { t } = useTranslation('customers')
  const { market } = useAppState()
  return (
    <Panel title={t('consents.title')}>
      <p className="ns-soft">{t('consents.text')}</p>
      {market.consents.map((offered) => (
        <Consent
          key={offered.id}
          customer={props.customer}
          offered={offered}
          standing={props.consents.find(({ purpose }) => purpose === offered.purpose) ?? null}
        />
      ))}
    </Panel>
  )
}

type ConsentProps = {
  readonly customer: CustomerView
  readonly offered: Offered
  readonly standing: Standing | null
}

function Consent({ customer, offered, standing }: ConsentProps) {
  const { t } = useTranslation('customers')
  const { orpc } = useNorthstar()
  const timeZone = useTimeZone()
  const queries = useQueryClient()
  const record = useMutation(
    orpc.customers.consent.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: orpc.customers.key() }),
    }),
  )
  const say = (granted: boolean) =>
    record.mutate({ customerId: customer.id, wordingId: offered.id, granted, language: customer.language })
  const agreed = standing?.granted === true
  const words = agreed ? standing.wording : offered.wording[customer.language]
  return (
    <article className={styles.consent}>
      <h3>{t(`consents.purpose.${offered.purpose}`)}</h3>
      <blockquote className={styles.wording} dir="auto" {...(agreed ? {} : { lang: customer.language })}>
        {words}
      </blockquote>
      <p className={agreed ? styles.agreed : 'ns-soft'}>
        {standing === null ? (
          t('consents.notAsked')
        ) : (
          <>
            {t(agreed ? 'consents.agreed' : 'consents.notAgreed')}{' '}
            <bdi>{instantText(standing.occurredAt, timeZone)}</bdi>
            {' · '}
            <bdi>{standing.authorName}</bdi>
          </>
        )}
      </p>
      {standing?.grantedApart ? (
        <p className={styles.hint}>
          {t('consents.grantedApart', {
            when: instantText(standing.grantedApart.occurredAt, timeZone),
            name: standing.grantedApart.authorName,
          })}
        </p>
      ) : null}
      {standing !== null && standing.customerId !== customer.id ? (
        <p className="ns-soft ns-small">{t('consents.otherRecord')}</p>
      ) : null}
      <div className={styles.ways}>
        {agreed ? (
          <BusyButton variant="default" busy={record.isPending} onClick={() => say(false)}>
            {t('consents.withdraw')}
          </BusyButton>
        ) : (
          <BusyButton variant="light" busy={record.isPending} onClick={() => say(true)}>
            {t('consents.grant')}
          </BusyButton>
        )}
        {standing === null ? (
          <Button variant="default" disabled={record.isPending} onClick={() => say(false)}>
            {t('consents.refuse')}
          </Button>
        ) : null}
        {record.data === undefined ? null : <SavedFact at={record.data.savedAt} />}
      </div>
      <Failure error={record.error} />
    </article>
  )
}
