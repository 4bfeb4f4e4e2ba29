import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch, IconUserPlus } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { Failure } from '../../components/fact.tsx'
import { lastDigits } from '../../components/last-digits.ts'
import { Nothing } from '../../components/panel.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import typed from '../../components/typed.module.css'
import { useNorthstar } from '../../northstar.tsx'
import type { CustomerView } from './customer-draft.ts'
import styles from './customers.module.css'

const pauseMs = 180
const shownAtMost = 50

/** Finds a customer by any spelling of the name or any digits of the phone, while it is being typed. */
export function Customers() {
  const { t } = useTranslation('customers')
  const { orpc, searches } = useNorthstar()
  const { key } = useLocation()
  const [text, setText] = useState(() => searches.textAt(key))
  const [asked] = useDebouncedValue(text, pauseMs)
  const found = useQuery(
    orpc.customers.search.queryOptions({
      input: { text: asked, limit: shownAtMost },
      placeholderData: keepPreviousData,
    }),
  )
  // At once: whoever goes on before the pause is over takes along all that was typed.
  useEffect(() => searches.remember(key, text), [searches, key, text])

  return (
    <Screen width="text">
      <ScreenTitle>
        <h1>{t('title')}</h1>
      </ScreenTitle>
      <search className={styles.top}>
        <TextInput
          className={`${styles.search} ${typed.words}`}
          size="lg"
          type="search"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={120}
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch aria-hidden size={22} stroke={1.6} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button
          component={Link}
          to="/customers/new"
          size="lg"
          variant="default"
          leftSection={<IconUserPlus aria-hidden size={22} stroke={1.6} />}
        >
          {t('new')}
        </Button>
      </search>
      <Failure error={found.error} />
      {found.data === undefined ? null : found.data.total > 0 ? (
        <>
          <p role="status" className={styles.count}>
            {asked.trim() === ''
              ? t('known', { count: found.data.total })
              : t('found', { count: found.data.total })}{' '}
            {found.data.total > found.data.customers.length
              ? t('narrow', { shown: found.data.customers.length })
              : null}
          </p>
          <CustomerList customers={found.data.customers} />
        </>
      ) : asked.trim() === '' ? (
        <Nothing title={t('empty.title')} text={t('empty.text')} />
      ) : (
        <Nobody text={asked.trim()} />
      )}
    </Screen>
  )
}

function Nobody({ text }: { readonly text: string }) {
  const { t } = useTranslation('customers')
  const { key } = useLocation()
  return (
    <Nothing title={t('nobody.title', { text })} text={t('nobody.text')}>
      <Button component={Link} to="/customers/new" state={{ searchedAt: key }}>
        {t('nobody.make')}
      </Button>
    </Nothing>
  )
}

/** Customers as rows to open: the name large, the end of the phone beside it, since others may be looking. */
export function CustomerList({ customers }: { readonly customers: readonly CustomerView[] }) {
  const { t } = useTranslation('customers')
  const { t: discovery } = useTranslation('discovery')
  return (
    <ul className={styles.list}>
      {customers.map(({ id, name, phone, records }) => (
        <li key={id}>
          <Link to={`/customers/${id}`} className={styles.row}>
            {name === null ? (
              <span className="ns-soft">{t('noName')}</span>
            ) : (
              <bdi className={styles.name}>{name}</bdi>
            )}
            {records > 1 ? (
              <span className="ns-soft ns-small">{t('records', { count: records })}</span>
            ) : null}
            {phone === null ? (
              <span className="ns-soft ns-small">{t('noPhone')}</span>
            ) : (
              <span className={`${styles.phone} ns-figure`}>
                {discovery('customer.ending', { digits: lastDigits(phone) })}
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  )
}
