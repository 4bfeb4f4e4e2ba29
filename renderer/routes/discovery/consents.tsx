import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failure, SavedFact } from '../../components/fact.tsx'
import { Tap, Taps } from '../../components/tap.tsx'
import { type Outputs, useAppState, useNorthstar } from '../../northstar.tsx'
import styles from './customer-panel.module.css'

type Profile = Outputs['customers']['get']

/** Each consent of the market with its wording, to be read aloud, and what the person said to it. */
export function Consents({ profile }: { readonly profile: Profile }) {
  const { t } = useTranslation('discovery')
  const { market } = useAppState()
  return (
    <section className={styles.consents} aria-labelledby="consents">
      <h3 id="consents">{t('customer.consents')}</h3>
      {market.consents.map((consent) => (
        <Consent key={consent.id} consent={consent} profile={profile} />
      ))}
    </section>
  )
}

type ConsentProps = {
  readonly consent: ReturnType<typeof useAppState>['market']['consents'][number]
  readonly profile: Profile
}

function Consent({ consent, profile }: ConsentProps) {
  const { t } = useTranslation('discovery')
  const { orpc } = useNorthstar()
  const { language } = useAppState()
  const queries = useQueryClient()
  const give = useMutation(
    orpc.customers.consent.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.customers.key() }),
    }),
  )
  const latest = profile.consents
    .filter(({ purpose }) => purpose === consent.purpose)
    .reduce<Profile['consents'][number] | null>(
      (newest, next) => (newest === null || next.occurredAt >= newest.occurredAt ? next : newest),
      null,
    )
  const said = give.isPending ? give.variables.granted : (latest?.granted ?? null)
  const answer = (granted: boolean) => {
    if (give.isPending || said === granted) return
    give.mutate({ customerId: profile.customer.id, wordingId: consent.id, granted, language })
  }
  return (
    <div className={styles.consent}>
      <p>{consent.wording[language]}</p>
      <Taps label={consent.wording[language]} min="9rem">
        <Tap chosen={said === true} onTap={() => answer(true)}>
          {t('customer.yes')}
        </Tap>
        <Tap chosen={said === false} onTap={() => answer(false)}>
          {t('customer.no')}
        </Tap>
      </Taps>
      {latest === null || give.isPending ? null : <SavedFact at={latest.occurredAt} />}
      <Failure error={give.error} />
    </div>
  )
}
