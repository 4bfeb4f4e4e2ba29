import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { BackLink } from '../../components/back-link.tsx'
import { Failure } from '../../components/fact.tsx'
import { ForManager } from '../../components/for-manager.tsx'
import { Nothing, Panel } from '../../components/panel.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { type Outputs, useAppState, useLanguage, useNorthstar } from '../../northstar.tsx'
import { DueCustomer } from './due-customer.tsx'
import { ErasedFact } from './erased-fact.tsx'
import styles from './retention.module.css'

/** The customers whose time on this laptop is over by the market's rule, each to be looked at and erased. */
export function Retention() {
  const { t } = useTranslation('retention')
  return (
    <Screen width="text">
      <ScreenTitle>
        <BackLink to="/settings">{t('settings')}</BackLink>
        <h1>{t('title')}</h1>
      </ScreenTitle>
      <ForManager>
        <Loading />
      </ForManager>
    </Screen>
  )
}

function Loading() {
  const { orpc } = useNorthstar()
  const { data, error } = useQuery(orpc.retention.due.queryOptions())
  return (
    <div className={styles.page}>
      <Failure error={error} />
      {data === undefined ? null : <Due due={data} />}
    </div>
  )
}

function Due({ due }: { readonly due: Outputs['retention']['due'] }) {
  const { t } = useTranslation('retention')
  const { market } = useAppState()
  const language = useLanguage()
  const [erasedAt, setErasedAt] = useState<number | null>(null)
  const { months, customers } = due
  return (
    <>
      <p className={styles.rule}>{t('rule', { market: market.name[language], months })}</p>
      <p className="ns-soft">{market.retention.why[language]}</p>
      <p className="ns-soft">{t('byHand')}</p>
      {erasedAt === null ? null : <ErasedFact key={erasedAt} at={erasedAt} />}
      {customers.length === 0 ? (
        <Nothing title={t('empty.title')} text={t('empty.text', { months })}>
          <Button component={Link} to="/customers" variant="default">
            {t('empty.customers')}
          </Button>
        </Nothing>
      ) : (
        <Panel title={t('count', { count: customers.length })}>
          <ul className={styles.list}>
            {customers.map((customer) => (
              <DueCustomer key={customer.customerId} customer={customer} onErased={setErasedAt} />
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}
