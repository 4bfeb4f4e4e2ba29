import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dayText } from '../../clock-text.ts'
import { type Outputs, useDateLocale } from '../../northstar.tsx'
import { EraseCustomer } from '../customers/erase-customer.tsx'
import styles from './retention.module.css'

type DueCustomerProps = {
  readonly customer: Outputs['retention']['due']['customers'][number]
  readonly onErased: (at: number) => void
}

/** One customer whose time is over: when they were last seen, since when it is over, and the way to erase them. */
export function DueCustomer({ customer, onErased }: DueCustomerProps) {
  const { t } = useTranslation('retention')
  const locale = useDateLocale()
  const [asking, setAsking] = useState(false)
  const { customerId, linkedIds, name, lastSeenDay, dueDay } = customer
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <Link to={`/customers/${customerId}`} className={styles.name}>
          {name === null ? t('noName') : <bdi>{name}</bdi>}
        </Link>
        <p className="ns-soft ns-small">
          {t('lastSeen')}: {dayText(lastSeenDay, locale)}
          <br />
          {t('since')}: {dayText(dueDay, locale)}
        </p>
      </div>
      <Button
        variant="default"
        aria-label={`${t('erase')}: ${name ?? t('noName')}`}
        onClick={() => setAsking(true)}
      >
        {t('erase')}
      </Button>
      {asking ? (
        <EraseCustomer
          customerId={customerId}
          linkedIds={linkedIds}
          name={name}
          reason="retention"
          onErased={onErased}
          onLeave={() => setAsking(false)}
        />
      ) : null}
    </li>
  )
}
