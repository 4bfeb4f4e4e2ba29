import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure, SavedFact } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { failureCode } from '../../failure.ts'
import { useNorthstar } from '../../northstar.tsx'
import styles from './customer.module.css'
import { type CustomerPage, draftOf, isChanged, rebase, settle, toSave } from './customer-draft.ts'
import { CustomerFields } from './customer-fields.tsx'

/** The customer's own particulars, to be corrected; nothing that another window saved is overwritten unseen. */
export function CustomerDetails({ page }: { readonly page: CustomerPage }) {
  const { t } = useTranslation('customers')
  const { orpc, client } = useNorthstar()
  const queries = useQueryClient()
  const arrived: unknown = useLocation().state
  const [draft, setDraft] = useState(() => draftOf(page))
  const [savedAt, setSavedAt] = useState(() => savedAtOf(arrived))
  useEffect(() => setDraft((typed) => rebase(typed, page)), [page])

  const reread = () => queries.invalidateQueries({ queryKey: orpc.key() })
  const save = useMutation({
    mutationFn: async (sent: typeof draft) => ({
      sent,
      saved: await client.customers.save({
        customerId: page.customer.id,
        isNew: false,
        visit: null,
        ...toSave(sent.fields),
        seen: sent.seen,
      }),
    }),
    onSuccess: ({ sent, saved }) => {
      setDraft((typed) => settle(typed, sent.fields, saved.customer))
      setSavedAt(saved.savedAt)
      return reread()
    },
    onError: (error) => (failureCode(error) === 'CHANGED_SINCE_SEEN' ? reread() : undefined),
  })
  return (
    <Panel title={t('who')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(draft)
        }}
      >
        <CustomerFields
          fields={draft.fields}
          elsewhere={draft.elsewhere}
          onChange={(fields) => setDraft((typed) => ({ ...typed, fields }))}
        />
        <Failure error={save.error} />
        <div className={styles.ways}>
          <BusyButton type="submit" busy={save.isPending} disabled={!isChanged(draft)}>
            {t('save')}
          </BusyButton>
          {isChanged(draft) ? (
            <span className="ns-soft ns-small">{t('notSaved')}</span>
          ) : savedAt === null ? null : (
            <SavedFact at={savedAt} />
          )}
        </div>
      </form>
    </Panel>
  )
}

/** When the customer was put on record, handed over by the screen that did it. */
function savedAtOf(state: unknown): number | null {
  if (typeof state !== 'object' || state === null || !('savedAt' in state)) return null
  return typeof state.savedAt === 'number' ? state.savedAt : null
}
