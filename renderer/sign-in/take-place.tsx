import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../components/busy-button.tsx'
import { Failure } from '../components/fact.tsx'
import { failureCode } from '../failure.ts'
import { type Outputs, useNorthstar, useNow, useSentence } from '../northstar.tsx'
import { JoinForm } from '../routes/set-up/join-form.tsx'
import { type Session, secondsToWait } from './people.ts'
import tiles from './person-tiles.module.css'
import { PinField } from './pin-field.tsx'
import styles from './sign-in.module.css'

export type Joining = NonNullable<Outputs['enrolment']['joining']>

type TakePlaceProps = {
  readonly joining: Joining
  /** When `joining` was answered, UTC milliseconds of this machine. */
  readonly askedAt: number
  readonly session: Session
  readonly onSignedIn: () => void
}

/** After joining a store: whoever joined says which of its managers they are, or that they are a new one. */
export function TakePlace(props: TakePlaceProps) {
  const { joining } = props
  const { t } = useTranslation('enrolment')
  const [joinsAgain, setJoinsAgain] = useState(false)
  return (
    <>
      <div>
        <h1 id="sign-in-title" className={styles.title}>
          {t(joinsAgain ? 'join.title' : 'place.title')}
        </h1>
        <p className="ns-soft">{joinsAgain ? t('join.lead') : t('place.lead', { name: joining.name })}</p>
      </div>
      {joinsAgain ? (
        <JoinForm
          name={joining.name}
          url={joining.headofficeUrl ?? ''}
          onJoined={async () => setJoinsAgain(false)}
        />
      ) : (
        <PlaceForm {...props} />
      )}
      <Button variant="subtle" onClick={() => setJoinsAgain(!joinsAgain)}>
        {t(joinsAgain ? 'place.back' : 'place.again')}
      </Button>
    </>
  )
}

function PlaceForm({ joining, askedAt, session, onSignedIn }: TakePlaceProps) {
  const { t } = useTranslation('enrolment')
  const { t: signIn } = useTranslation('sign-in')
  const { orpc, newId } = useNorthstar()
  const queries = useQueryClient()
  const sentenceOf = useSentence()
  const managers = session.people.filter(({ role }) => role === 'manager')
  const sameName = managers.find(({ name }) => name.trim() === joining.name.trim())
  const [newcomerId] = useState(newId)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [pin, setPin] = useState('')
  const chosen = chosenId ?? sameName?.id ?? null
  const wait = secondsToWait(joining, askedAt, useNow(250))
  useEffect(() => {
    if (joining.isWhole) void queries.invalidateQueries({ queryKey: orpc.session.key() })
  }, [joining.isWhole, queries, orpc])
  const takePlace = useMutation(
    orpc.enrolment.takePlace.mutationOptions({
      gcTime: 0,
      onError: () => setPin(''),
      onSettled: async (_, error) => {
        await queries.invalidateQueries({ queryKey: orpc.enrolment.key() })
        await queries.invalidateQueries({ queryKey: orpc.session.key() })
        await queries.invalidateQueries({ queryKey: orpc.app.key() })
        if (error === null) onSignedIn()
      },
    }),
  )
  const code = takePlace.error === null ? null : failureCode(takePlace.error)
  const isSaidElsewhere = code === 'PIN_WRONG' || code === 'PIN_WAIT' || code === 'JOIN_PIN_LOCKED'

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (chosen === null || pin === '' || wait > 0 || takePlace.isPending) return
    takePlace.mutate({ consultantId: chosen, isNew: chosen === newcomerId, pin })
  }
  return (
    <div className={styles.columns}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in every browser */}
      <div role="group" aria-label={t('place.managers')} className={tiles.tiles}>
        {managers.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className={tiles.tile}
            aria-pressed={id === chosen}
            onClick={() => setChosenId(id)}
          >
            <span className={tiles.name}>
              <bdi>{name}</bdi>
            </span>
          </button>
        ))}
        <button
          type="button"
          className={tiles.tile}
          aria-pressed={chosen === newcomerId}
          onClick={() => setChosenId(newcomerId)}
        >
          <span className={tiles.name}>{t('place.new', { name: joining.name })}</span>
          <span className={tiles.role}>{t('place.newTag')}</span>
        </button>
      </div>
      <form noValidate className={styles.form} onSubmit={submit}>
        {joining.isWhole ? null : (
          <p role="status" className={styles.note}>
            {t('place.coming')}
          </p>
        )}
        {joining.isLocked ? (
          <p role="alert" className={styles.wait}>
            {t('place.locked')}
          </p>
        ) : (
          <PinField
            large
            label={t('place.pin')}
            error={code === 'PIN_WRONG' ? sentenceOf(takePlace.error) : null}
            value={pin}
            onChange={setPin}
          />
        )}
        {wait > 0 ? (
          <p role="timer" className={styles.wait}>
            {signIn('wait', { count: wait })}
          </p>
        ) : null}
        {isSaidElsewhere ? null : <Failure error={takePlace.error} />}
        <BusyButton
          type="submit"
          size="lg"
          disabled={chosen === null || wait > 0 || joining.isLocked}
          busy={takePlace.isPending}
        >
          {t('place.go')}
        </BusyButton>
      </form>
    </div>
  )
}
