import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { useIdsToMake } from '../../ids-to-make.ts'
import { useNorthstar } from '../../northstar.tsx'
import styles from './customer.module.css'
import type { CustomerPage, CustomerRecord } from './customer-draft.ts'

/** The other records of this person, each with what stands on it, and the way to take one out again. */
export function LinkedRecords({ page }: { readonly page: CustomerPage }) {
  const { t } = useTranslation('customers')
  if (page.records.length === 0) return null
  return (
    <Panel title={t('linked.title')}>
      <p className="ns-soft">{t('linked.text')}</p>
      {page.records.map((record) => (
        <LinkedRecord key={record.id} record={record} fromId={page.customer.id} />
      ))}
    </Panel>
  )
}

type LinkedRecordProps = { readonly record: CustomerRecord; readonly fromId: string }

function LinkedRecord({ record, fromId }: LinkedRecordProps) {
  const { t } = useTranslation('customers')
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const ids = useIdsToMake()
  const split = useMutation(
    orpc.customers.split.mutationOptions({
      onSuccess: ids.granted,
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.customers.key() }),
    }),
  )
  const phones = [record.phoneText, ...record.alsoPhones.map(({ phoneText }) => phoneText)].filter(Boolean)
  const wish = { customerId: record.id, fromId, linkIds: record.linkIds }
  return (
    <article className={styles.record}>
      <h3>{record.name === null ? t('noName') : <bdi>{record.name}</bdi>}</h3>
      {phones.length === 0 ? null : (
        <p className="ns-figure" dir="ltr">
          {phones.join(' · ')}
        </p>
      )}
      {record.note === null ? null : <p dir="auto">{record.note}</p>}
      <div className={styles.ways}>
        <Button component={Link} to={`/customers/${record.id}`} variant="default">
          {t('linked.open')}
        </Button>
        <BusyButton
          variant="subtle"
          busy={split.isPending}
          onClick={() => split.mutate({ splitId: ids.idFor(wish), ...wish })}
        >
          {t('linked.split')}
        </BusyButton>
      </div>
      <Failure error={split.error} />
    </article>
  )
}
