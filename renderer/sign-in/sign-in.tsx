import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConsultantId } from '../../core/ids.ts'
import { NotAnswering } from '../components/not-answering.tsx'
import { Star } from '../components/star.tsx'
import { useFirstFocus } from '../components/use-first-focus.ts'
import { LanguageChoice } from '../gate/gate-page.tsx'
import { useAppState, useChangeSettings, useLineState, useNorthstar } from '../northstar.tsx'
import { EnterPin } from './enter-pin.tsx'
import { chosenAtFirst, type Person, peopleInOrder, type Session, wayIn } from './people.ts'
import { PersonTiles } from './person-tiles.tsx'
import styles from './sign-in.module.css'
import { useJoining } from './use-joining.ts'

const ManagerHelps = lazy(async () => ({ default: (await import('./manager-helps.tsx')).ManagerHelps }))
const TakePlace = lazy(async () => ({ default: (await import('./take-place.tsx')).TakePlace }))
const FirstPin = lazy(async () => ({ default: (await import('./first-pin.tsx')).FirstPin }))

type SignInProps = {
  readonly session: Session
  /** The person to begin with, `null` for nobody in particular. */
  readonly to: ConsultantId | null
  /** Back to the screen as it is, while somebody is still signed in. */
  readonly onLeave: (() => void) | null
  readonly onSignedIn: () => void
}

/** The whole window while nobody is signed in, or while the laptop is handed to somebody else: who, and their PIN. */
export function SignIn({ session, to, onLeave, onSignedIn }: SignInProps) {
  const { t } = useTranslation('sign-in')
  const { store } = useAppState()
  const lineState = useLineState()
  const [chosenId, setChosenId] = useState(() => chosenAtFirst(session, to))
  const [taps, setTaps] = useState(0)
  const people = peopleInOrder(session).filter(({ id }) => id !== session.signedIn?.consultantId)
  const person = people.find(({ id }) => id === chosenId) ?? null
  // What can be done first has the focus: the field for the PIN takes it itself, where somebody is chosen already.
  const first = useFirstFocus<HTMLButtonElement>()
  const joining = useJoining(session)
  return (
    <main aria-labelledby="sign-in-title" className={styles.page}>
      <div className={styles.sheet}>
        <div className={styles.head}>
          <Star className={styles.star} />
          <p className={styles.store}>
            <bdi>{store?.name}</bdi>
          </p>
          <Language />
        </div>
        {lineState === 'lost' ? <NotAnswering /> : null}
        {joining === null ? null : (
          <Suspense>
            <TakePlace {...joining} session={session} onSignedIn={onSignedIn} />
          </Suspense>
        )}
        {joining !== null ? null : (
          <>
            <div>
              <h1 id="sign-in-title" className={styles.title}>
                {t(titleKey(session))}
              </h1>
              <Lead session={session} />
              {session.demoPin === null ? null : (
                <p className={styles.demo}>{t('demo', { pin: session.demoPin })}</p>
              )}
            </div>
            <div className={styles.columns}>
              <PersonTiles
                {...(person === null ? { ref: first } : {})}
                people={people}
                chosenId={chosenId}
                onChoose={(id) => {
                  setChosenId(id)
                  setTaps(taps + 1)
                }}
              />
              <section aria-label={t('way')} className={styles.way}>
                {person === null ? (
                  <p className="ns-soft">{t('choose')}</p>
                ) : (
                  // Anew with each tap on a name, so that the field for the PIN has the focus afterwards.
                  <WayIn
                    key={`${person.id} ${taps}`}
                    person={person}
                    people={session.people}
                    onSignedIn={onSignedIn}
                  />
                )}
                {onLeave === null ? null : (
                  <Button
                    {...(people.length === 0 ? { ref: first } : {})}
                    variant="default"
                    onClick={onLeave}
                  >
                    {t('leave')}
                  </Button>
                )}
              </section>
            </div>
          </>
        )}
      </div>
    </main>
  )
}

type WayInProps = {
  readonly person: Person
  readonly people: readonly Person[]
  readonly onSignedIn: () => void
}

function WayIn({ person, people, onSignedIn }: WayInProps) {
  const { orpc } = useNorthstar()
  const { dataUpdatedAt } = useQuery(orpc.session.state.queryOptions())
  const [hasForgotten, setForgotten] = useState(false)
  const way = wayIn(person)
  if (way === 'pin' && !hasForgotten)
    return (
      <EnterPin
        person={person}
        askedAt={dataUpdatedAt}
        onSignedIn={onSignedIn}
        onForgotten={() => setForgotten(true)}
      />
    )
  return (
    <Suspense>
      {way === 'first-pin' ? (
        <FirstPin person={person} onSignedIn={onSignedIn} />
      ) : (
        <ManagerHelps
          key={way}
          person={person}
          people={people}
          trouble={way === 'pin' ? 'forgotten' : way}
          onSignedIn={onSignedIn}
          onLeave={way === 'pin' ? () => setForgotten(false) : null}
        />
      )}
    </Suspense>
  )
}

function titleKey({ signedIn, because }: Session): 'title.switch' | 'title.locked' | 'title.start' {
  if (signedIn !== null) return 'title.switch'
  return because === 'idle' || because === 'locked' ? 'title.locked' : 'title.start'
}

function Lead({ session }: { readonly session: Session }) {
  const { t } = useTranslation('sign-in')
  const { signedIn, because, idleLockMinutes, people } = session
  if (signedIn !== null) {
    const name = people.find(({ id }) => id === signedIn.consultantId)?.name ?? ''
    return <p className="ns-soft">{t('lead.switch', { name })}</p>
  }
  if (because === 'idle') return <p role="status">{t('lead.idle', { count: idleLockMinutes })}</p>
  if (because === 'locked') return <p role="status">{t('lead.locked')}</p>
  return <p className="ns-soft">{t(because === 'signed-out' ? 'lead.signedOut' : 'lead.start')}</p>
}

function Language() {
  const { t } = useTranslation()
  const { language, market } = useAppState()
  const { mutate } = useChangeSettings()
  return (
    <LanguageChoice
      label={t('language.label')}
      languages={market.languages}
      language={language}
      onChoose={(chosen) => mutate({ language: chosen })}
    />
  )
}
