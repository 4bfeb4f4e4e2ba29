import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CustomerId } from '../../../core/ids.ts'
import { useIsManager } from '../../signed-in.ts'
import styles from './customer.module.css'
import type { CustomerView } from './customer-draft.ts'
import { EraseCustomer } from './erase-customer.tsx'

type CustomerRightsProps = {
  readonly customer: CustomerView
  /** The other records of the same person: they go as well. */
  readonly linkedIds: readonly CustomerId[]
  readonly onErased: () => void
}

/** Who has seen this customer, and the way to erase them: a manager's, at the end of the page. */
export function CustomerRights({ customer, linkedIds, onErased }: CustomerRightsProps) {
  const { t } = useTranslation('customers')
  const isManager = useIsManager()
  const [asking, setAsking] = useState(false)
  if (!isManager) return <p className={`${styles.rights} ns-soft ns-small`}>{t('erase.forManager')}</p>
  return (
    <div className={styles.rights}>
      <div className={styles.ways}>
        <Button
          component={Link}
          to={`/access-log?${new URLSearchParams({ customer: customer.id })}`}
          variant="subtle"
        >
          {t('whoHasSeen')}
        </Button>
        <Button variant="subtle" color="gray" className={styles.erase} onClick={() => setAsking(true)}>
          {t('erase.way')}
        </Button>
      </div>
      {asking ? (
        <EraseCustomer
          customerId={customer.id}
          linkedIds={linkedIds}
          name={customer.name}
          reason="requested"
          onErased={onErased}
          onLeave={() => setAsking(false)}
        />
      ) : null}
    </div>
  )
}
