import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { BackLink } from '../../components/back-link.tsx'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { useNorthstar } from '../../northstar.tsx'
import { Consents } from './consents.tsx'
import styles from './customer.module.css'
import { CustomerDetails } from './customer-details.tsx'
import type { CustomerPage } from './customer-draft.ts'
import { CustomerRights } from './customer-rights.tsx'
import { CustomerVisits } from './customer-visits.tsx'
import { CustomerList } from './customers.tsx'
import { ErasedCustomer } from './erased-customer.tsx'
import { LinkedRecords } from './linked-records.tsx'
import { LinkAnyway, LookAlikes } from './look-alikes.tsx'

/** One customer: who they are, what they agreed to, and when they came; or that they were erased. */
export function Customer() {
  const { t } = useTranslation('customers')
  const { customerId = '' } = useParams()
  const { orpc } = useNorthstar()
  const { data: page, error } = useQuery(orpc.customers.get.queryOptions({ input: { customerId } }))
  return (
    <Screen>
      <ScreenTitle>
        <BackLink to="/customers">{t('title')}</BackLink>
        {page === undefined ? null : (
          <h1 className={styles.name}>
            {page.customer.isErased ? (
              t('erased.name')
            ) : (
              <bdi>{page.customer.name ?? page.customer.phoneText ?? t('noName')}</bdi>
            )}
          </h1>
        )}
      </ScreenTitle>
      <Failure error={error} />
      {page === undefined ? null : <Known key={page.customer.id} page={page} />}
    </Screen>
  )
}

function Known({ page }: { readonly page: CustomerPage }) {
  const { t } = useTranslation('customers')
  const [isNewlyErased, setNewlyErased] = useState(false)
  if (page.customer.isErased) return <ErasedCustomer page={page} isNew={isNewlyErased} />
  return (
    <>
      <div className={styles.page}>
        <div className={styles.column}>
          <LookAlikes page={page} />
          <CustomerVisits customer={page.customer} visits={page.visits} />
          <Consents customer={page.customer} consents={page.consents} />
        </div>
        <div className={styles.column}>
          <CustomerDetails page={page} />
          <LinkedRecords page={page} />
          {page.samePhone.length === 0 ? null : (
            <Panel title={t('samePhone.title')}>
              <p className="ns-soft">{t('samePhone.text')}</p>
              <CustomerList customers={page.samePhone} />
              <LinkAnyway page={page} />
            </Panel>
          )}
        </div>
      </div>
      <CustomerRights
        customer={page.customer}
        linkedIds={page.records.map(({ id }) => id)}
        onErased={() => setNewlyErased(true)}
      />
    </>
  )
}
