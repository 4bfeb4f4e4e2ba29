import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dayText } from '../../clock-text.ts'
import { Sentence } from '../../components/sentence.tsx'
import { useAppState, useDateLocale, useLanguage } from '../../northstar.tsx'
import styles from './access-log.module.css'
import { changedOf, type Entry, settingOf, wordsOf } from './entry-words.ts'

/** What happened, in a sentence; the customer's name leads to all the entries about them. */
export function EntrySentence({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('access-log')
  const language = useLanguage()
  const locale = useDateLocale()
  const { consultants } = useAppState()
  const nameOf = (id: string | undefined) => consultants.find((one) => one.id === id)?.name ?? null
  const changed = changedOf(entry)
  const setting = settingOf(entry)
  const more =
    changed.length > 0
      ? new Intl.ListFormat(language).format(changed.map((one) => t(`what.${one}`)))
      : setting !== null
        ? t(`setting.${setting}`)
        : entry.act === 'data-salvaged'
          ? t('salvaged')
          : null
  return (
    <span className={styles.sentence}>
      <Sentence
        text={t(`acts.${wordsOf(entry)}`)}
        parts={{
          person: <Name name={entry.personName ?? nameOf(entry.detail.personId)} />,
          other: <Name name={nameOf(entry.detail.consultantId)} />,
          customer: <Customer entry={entry} />,
          day: <bdi>{entry.detail.day === undefined ? null : dayText(entry.detail.day, locale)}</bdi>,
        }}
      />
      {more === null ? null : <span className="ns-soft"> · {more}</span>}
    </span>
  )
}

function Name({ name }: { readonly name: string | null }) {
  const { t } = useTranslation('access-log')
  return name === null ? t('someone') : <bdi className={styles.person}>{name}</bdi>
}

function Customer({ entry }: { readonly entry: Entry }): ReactNode {
  const { t } = useTranslation('access-log')
  const { customerId, customerName } = entry
  const name = customerName === null ? t('noName') : <bdi>{customerName}</bdi>
  if (customerId === null) return name
  return (
    <Link
      to={`/access-log?${new URLSearchParams({ customer: customerId })}`}
      className={styles.customer}
      title={t('filter', { name: customerName ?? t('noName') })}
    >
      {name}
    </Link>
  )
}
