import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { useIdsToMake } from '../../ids-to-make.ts'
import { useNorthstar } from '../../northstar.tsx'
import styles from './customer.module.css'
import type { CustomerPage, CustomerView } from './customer-draft.ts'

type PageProps = { readonly page: CustomerPage }

/** Others who look like the same person, with the reason, to be linked or told apart with one tap. */
export function LookAlikes({ page }: PageProps) {
  const { t } = useTranslation('customers')
  if (page.lookAlikes.length === 0) return null
  return (
    <Panel title={t('alike.title')}>
      <p className="ns-soft">{t('alike.text')}</p>
      {page.lookAlikes.map(({ customer, reasons }) => (
        <article key={customer.id} className={styles.record}>
          <h3>
            <Link to={`/customers/${customer.id}`} className={styles.other}>
              {customer.name === null ? t('noName') : <bdi>{customer.name}</bdi>}
            </Link>
          </h3>
          {customer.phoneText === null ? null : (
            <p className="ns-figure" dir="ltr">
              {customer.phoneText}
            </p>
          )}
          <p className="ns-soft ns-small">
            {reasons.map((reason) => t(`alike.reason.${reason}`)).join(' · ')}
          </p>
          <LinkOrNot ownId={page.customer.id} otherId={customer.id} mayTellApart />
        </article>
      ))}
    </Panel>
  )
}

/** For those with the same phone who do not look alike: people may know better. */
export function LinkAnyway({ page }: PageProps) {
  const { t } = useTranslation('customers')
  return (
    <details className={styles.anyway}>
      <summary>{t('samePhone.anyway')}</summary>
      {page.samePhone.map((customer: CustomerView) => (
        <div key={customer.id} className={styles.record}>
          <p>{customer.name === null ? t('noName') : <bdi>{customer.name}</bdi>}</p>
          <LinkOrNot ownId={page.customer.id} otherId={customer.id} mayTellApart={false} />
        </div>
      ))}
    </details>
  )
}

type LinkOrNotProps = {
  readonly ownId: string
  readonly otherId: string
  readonly mayTellApart: boolean
}

function LinkOrNot({ ownId, otherId, mayTellApart }: LinkOrNotProps) {
  const { t } = useTranslation('customers')
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const [linkIds, splitIds] = [useIdsToMake(), useIdsToMake()]
  const reread = () => queries.invalidateQueries({ queryKey: orpc.customers.key() })
  const link = useMutation(
    orpc.customers.link.mutationOptions({ onSuccess: linkIds.granted, onSettled: reread }),
  )
  const split = useMutation(
    orpc.customers.split.mutationOptions({ onSuccess: splitIds.granted, onSettled: reread }),
  )
  const pair = { oneId: ownId, otherId }
  const apart = { customerId: ownId, fromId: otherId, linkIds: [] }
  return (
    <>
      <div className={styles.ways}>
        <BusyButton
          busy={link.isPending}
          onClick={() => link.mutate({ linkId: linkIds.idFor(pair), ...pair })}
        >
          {t('alike.link')}
        </BusyButton>
        {mayTellApart ? (
          <BusyButton
            variant="default"
            busy={split.isPending}
            onClick={() => split.mutate({ splitId: splitIds.idFor(apart), ...apart })}
          >
            {t('alike.apart')}
          </BusyButton>
        ) : null}
      </div>
      <Failure error={link.error ?? split.error} />
    </>
  )
}
