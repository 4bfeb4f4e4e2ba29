import { useQuery } from '@tanstack/react-query'
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
import { CustomerVisits } from './customer-visits.tsx'
import { CustomerList } from './customers.tsx'

/** One customer: who they are, what they agreed to, and when they came. */
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
            <bdi>{page.customer.name ?? page.customer.phoneText ?? t('noName')}</bdi>
          </h1>
        )}
      </ScreenTitle>
      <Failure error={error} />
      {page === undefined ? null : (
        <div className={styles.page} key={page.customer.id}>
          <div className={styles.column}>
            <CustomerVisits customer={page.customer} visits={page.visits} />
            <Consents customer={page.customer} consents={page.consents} />
          </div>
          <div className={styles.column}>
            <CustomerDetails page={page} />
            {page.samePhone.length === 0 ? null : (
              <Panel title={t('samePhone.title')}>
                <p className="ns-soft">{t('samePhone.text')}</p>
                <CustomerList customers={page.samePhone} />
              </Panel>
            )}
          </div>
        </div>
      )}
    </Screen>
  )
}
