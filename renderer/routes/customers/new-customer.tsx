import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useNavigate } from 'react-router'
import { BackLink } from '../../components/back-link.tsx'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { failureCode } from '../../failure.ts'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import styles from './customer.module.css'
import { type CustomerPage, fieldsFromSearch, toSave } from './customer-draft.ts'
import { CustomerFields } from './customer-fields.tsx'

/** Puts a customer on record without a visit; a name or a phone is enough. */
export function NewCustomer() {
  const { t } = useTranslation('customers')
  const { orpc, client, newId, searches } = useNorthstar()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const language = useLanguage()
  const { state } = useLocation()
  const [fields, setFields] = useState(() => fieldsFromSearch(searches.textAt(searchedAt(state)), language))
  const [nobody, setNobody] = useState(false)
  const [customerId] = useState(newId)
  const [seen, setSeen] = useState<CustomerPage['seen']>({})
  const save = useMutation(
    orpc.customers.save.mutationOptions({
      onSuccess: async ({ customer, savedAt }) => {
        await queries.invalidateQueries({ queryKey: orpc.customers.key() })
        await navigate(`/customers/${customer.id}`, { replace: true, state: { savedAt } })
      },
      // Saved before without an answer, and typed on since: what was saved has now been said.
      onError: async (error) => {
        if (failureCode(error) === 'CHANGED_SINCE_SEEN')
          setSeen((await client.customers.get({ customerId })).seen)
      },
    }),
  )
  const isEmpty = fields.name.trim() === '' && fields.phone.trim() === ''
  return (
    <Screen width="text">
      <ScreenTitle>
        <BackLink to="/customers">{t('title')}</BackLink>
        <h1>{t('new')}</h1>
      </ScreenTitle>
      <Panel title={t('who')}>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault()
            setNobody(isEmpty)
            if (!isEmpty)
              save.mutate({
                customerId,
                isNew: true,
                visit: null,
                ...toSave(fields),
                seen,
              })
          }}
        >
          <CustomerFields fields={fields} elsewhere={{}} onChange={setFields} />
          <Failure error={save.error} />
          {nobody && isEmpty ? (
            <p role="alert" className={styles.hint}>
              {t('nameOrPhone')}
            </p>
          ) : null}
          <div className={styles.ways}>
            <BusyButton type="submit" busy={save.isPending}>
              {t('save')}
            </BusyButton>
            <Button component={Link} to="/customers" variant="default">
              {t('leave')}
            </Button>
          </div>
        </form>
      </Panel>
    </Screen>
  )
}

/** The entry of the history where they were searched for before, as the address brought it along. */
function searchedAt(state: unknown): unknown {
  return typeof state === 'object' && state !== null && 'searchedAt' in state ? state.searchedAt : null
}
