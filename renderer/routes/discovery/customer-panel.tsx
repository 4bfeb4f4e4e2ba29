import { Modal, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure, SavedFact } from '../../components/fact.tsx'
import typedStyles from '../../components/typed.module.css'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { type Outputs, useLanguage, useNorthstar, type Visit } from '../../northstar.tsx'
import { Consents } from './consents.tsx'
import styles from './customer-panel.module.css'
import { KnownCustomers } from './known-customers.tsx'

type CustomerPanelProps = { readonly visit: Visit; readonly onClose: () => void }
type Profile = Outputs['customers']['get']

/** Name, phone and consents of the person this visit is with; or the person known already. */
export function CustomerPanel({ visit, onClose }: CustomerPanelProps) {
  const { t } = useTranslation('discovery')
  const { orpc, newId } = useNorthstar()
  useReturnFocus()
  // The form stays with one customer: a new one named here, the one whose visit it was, or the one found below. Another
  // window may give the visit to someone else meanwhile.
  const [customerId, setCustomerId] = useState(() => visit.customerId ?? newId())
  const [isNamedHere, setNamedHere] = useState(visit.customerId === null)
  const isNew = isNamedHere && visit.customerId !== customerId
  const profile = useQuery(orpc.customers.get.queryOptions({ input: { customerId }, enabled: !isNew }))
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('customer.title')}
      closeButtonProps={{ 'aria-label': t('customer.close') }}
    >
      <div className={styles.panel}>
        <p className="ns-soft">{t('customer.lead')}</p>
        {isNamedHere || profile.data !== undefined ? (
          <Details
            key={customerId}
            visit={visit}
            customerId={customerId}
            isNew={isNew}
            profile={profile.data ?? null}
          />
        ) : null}
        <Failure error={profile.error} />
        {profile.data === undefined ? null : <Consents profile={profile.data} />}
        {visit.customerId === null ? (
          <>
            <p className="ns-soft">{t('customer.consentFirst')}</p>
            <KnownCustomers
              visit={visit}
              onAttached={(found) => {
                setNamedHere(false)
                setCustomerId(found)
              }}
            />
          </>
        ) : null}
      </div>
    </Modal>
  )
}

type DetailsProps = {
  readonly visit: Visit
  readonly customerId: string
  readonly isNew: boolean
  /** What is on record of this customer; `null` before there is anything, or before it was read. */
  readonly profile: Profile | null
}

function Details({ visit, customerId, isNew, profile }: DetailsProps) {
  const { t } = useTranslation('discovery')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const queries = useQueryClient()
  const [name, setName] = useState(profile?.customer.name ?? '')
  const [phone, setPhone] = useState(profile?.customer.phoneText ?? '')
  const save = useMutation(
    orpc.customers.save.mutationOptions({
      onSettled: async () => {
        await queries.invalidateQueries({ queryKey: orpc.visits.key() })
        await queries.invalidateQueries({ queryKey: orpc.customers.key() })
      },
    }),
  )
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (save.isPending || (name.trim() === '' && phone.trim() === '')) return
    if (!isNew && profile === null) return
    save.mutate({
      customerId,
      isNew,
      visit: { id: visit.id, seenCustomerId: visit.customerId },
      name: name.trim() === '' ? null : name.trim(),
      phone: phone.trim() === '' ? null : phone.trim(),
      language: profile?.customer.language ?? language,
      seen: profile?.seen ?? {},
    })
  }
  return (
    <form onSubmit={submit} className={styles.details} noValidate>
      <TextInput
        label={t('customer.name')}
        autoComplete="off"
        className={typedStyles.words}
        maxLength={120}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('customer.phone')}
        description={t('customer.phoneHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        type="tel"
        autoComplete="off"
        className={typedStyles.figures}
        maxLength={40}
        value={phone}
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      <Failure error={save.error} />
      <div className={styles.actions}>
        <BusyButton type="submit" busy={save.isPending}>
          {t('customer.save')}
        </BusyButton>
        {save.data === undefined || save.isError ? null : <SavedFact at={save.data.savedAt} />}
      </div>
    </form>
  )
}
