import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dateText } from '../../clock-text.ts'
import { Panel } from '../../components/panel.tsx'
import { isolate } from '../../isolate.ts'
import { useDateLocale, useLanguage, useTimeZone } from '../../northstar.tsx'
import styles from './customer.module.css'
import type { CustomerPage } from './customer-draft.ts'
import { VisitList } from './customer-visits.tsx'

/** What is left of a customer who was erased: that they were, and the days they came. Nothing can be written. */
export function ErasedCustomer(props: { readonly page: CustomerPage; readonly isNew: boolean }) {
  const { t } = useTranslation('customers')
  const language = useLanguage()
  const locale = useDateLocale()
  const timeZone = useTimeZone()
  const { erased, visits } = props.page
  // The dialog that erased them has gone with the page it stood on: whoever did it goes on reading here.
  const said = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (props.isNew) said.current?.focus()
  }, [props.isNew])
  return (
    <div className={`${styles.column} ${styles.rest}`}>
      <p ref={said} tabIndex={-1} className={styles.erased}>
        {erased
          ? t(`erased.${erased.reason}`, {
              day: isolate(dateText(erased.at, timeZone, locale), language),
            })
          : t('erased.unknownDay')}
      </p>
      <p>{t('erased.text')}</p>
      <p className="ns-soft">{t('erased.back')}</p>
      <div className={styles.ways}>
        <Button component={Link} to="/customers/new" variant="default">
          {t('new')}
        </Button>
      </div>
      {visits.length === 0 ? null : (
        <Panel title={t('erased.visits')}>
          <VisitList visits={visits} />
        </Panel>
      )}
    </div>
  )
}
