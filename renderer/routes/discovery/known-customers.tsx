import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { lastDigits } from '../../components/last-digits.ts'
import typedStyles from '../../components/typed.module.css'
import { isolate } from '../../isolate.ts'
import { useLanguage, useNorthstar, type Visit } from '../../northstar.tsx'
import styles from './customer-panel.module.css'

const shortest = 2
const shownAtMost = 5

/**
 * Finds a person known already. The customer may be looking at this screen: nobody is listed before something is
 * written, and of a phone only its last digits are shown.
 */
export function KnownCustomers(props: {
  readonly visit: Visit
  readonly onAttached: (customerId: string) => void
}) {
  const { visit, onAttached } = props
  const { t } = useTranslation('discovery')
  const language = useLanguage()
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 200)
  const found = useQuery(
    orpc.customers.search.queryOptions({
      input: { text, limit: shownAtMost },
      enabled: text.length >= shortest,
    }),
  )
  const attach = useMutation(
    orpc.customers.attach.mutationOptions({
      onSuccess: (_attached, { customerId }) => onAttached(customerId),
      onSettled: async () => {
        await queries.invalidateQueries({ queryKey: orpc.visits.key() })
        await queries.invalidateQueries({ queryKey: orpc.customers.key() })
      },
    }),
  )
  const people = text.length >= shortest ? (found.data?.customers ?? []) : []
  return (
    <section className={styles.known} aria-labelledby="known-customers">
      <h3 id="known-customers">{t('customer.known')}</h3>
      <TextInput
        aria-label={t('customer.find')}
        placeholder={t('customer.find')}
        autoComplete="off"
        className={typedStyles.words}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ul className={styles.people}>
        {people.map((person) => (
          <li key={person.id}>
            <span className={styles.person}>
              <strong>
                <bdi>{person.name ?? t('customer.none')}</bdi>
              </strong>
              <span className="ns-soft">
                {person.phone === null
                  ? t('customer.noPhone')
                  : t('customer.ending', { digits: lastDigits(person.phone) })}
              </span>
            </span>
            <BusyButton
              variant="light"
              busy={attach.isPending && attach.variables.customerId === person.id}
              onClick={() =>
                attach.mutate({
                  visitId: visit.id,
                  customerId: person.id,
                  seenCustomerId: visit.customerId,
                })
              }
            >
              {t('customer.found')}
            </BusyButton>
          </li>
        ))}
      </ul>
      {found.isSuccess && text.length >= shortest && people.length === 0 ? (
        <p className="ns-soft">{t('customer.nothing', { text: isolate(text, language) })}</p>
      ) : null}
      <Failure error={attach.error ?? found.error} />
    </section>
  )
}
