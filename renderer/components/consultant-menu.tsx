import { IconLock, IconLogout, IconSwitchHorizontal } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { ConsultantId } from '../../core/ids.ts'
import { useAppState, useNorthstar } from '../northstar.tsx'
import { useSwitchPerson } from '../sign-in/switching.ts'
import { useSignedIn } from '../signed-in.ts'
import styles from './consultant-menu.module.css'
import { Failure } from './fact.tsx'

/** Who is signed in, in words, and the ways to hand the laptop over, to lock it, and to sign out. */
export function ConsultantMenu() {
  const { t } = useTranslation()
  const { consultants } = useAppState()
  const me = useSignedIn()
  const switchPerson = useSwitchPerson()
  const navigate = useNavigate()
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const signOut = useSignOut()
  if (me === null) return null
  const others = consultants.filter(({ active, id }) => active && id !== me.id)
  const close = () => list.current?.hidePopover()
  const leave = (because: 'locked' | 'signed-out') => {
    close()
    signOut.mutate({ because }, { onError: () => list.current?.showPopover() })
  }
  const switchTo = (id: ConsultantId | null) => {
    close()
    switchPerson(id)
  }
  return (
    <>
      <button
        type="button"
        popoverTarget={listId}
        className={styles.name}
        aria-label={t('consultant.label', { name: me.name })}
      >
        <bdi>{me.name}</bdi>
      </button>
      <div ref={list} id={listId} popover="auto" className={styles.list}>
        <p className={styles.title}>
          {t('consultant.signedIn')} <bdi className={styles.me}>{me.name}</bdi>{' '}
          <span className={styles.role}>{t(`consultant.${me.role}`)}</span>
        </p>
        <button type="button" className={styles.way} onClick={() => leave('locked')}>
          <IconLock aria-hidden size={22} stroke={1.6} />
          <span>
            {t('consultant.lock')} <span className={styles.hint}>{t('consultant.lockHint')}</span>
          </span>
        </button>
        <button
          type="button"
          className={styles.way}
          onClick={async () => {
            // The screen is left first, so that what is being typed there is kept as at any other leaving.
            await navigate('/')
            leave('signed-out')
          }}
        >
          <IconLogout aria-hidden size={22} stroke={1.6} />
          <span>
            {t('consultant.signOut')} <span className={styles.hint}>{t('consultant.signOutHint')}</span>
          </span>
        </button>
        <Failure error={signOut.error} />
        <button type="button" className={styles.way} onClick={() => switchTo(null)}>
          <IconSwitchHorizontal aria-hidden size={22} stroke={1.6} />
          <span>
            {t('consultant.switch')} <span className={styles.hint}>{t('consultant.switchHint')}</span>
          </span>
        </button>
        {others.length === 0 ? null : (
          // biome-ignore lint/a11y/useSemanticElements: names to tap are no fieldset of a form
          <div role="group" aria-label={t('consultant.switch')} className={styles.others}>
            {others.map((person) => (
              <button
                key={person.id}
                type="button"
                className={styles.person}
                onClick={() => switchTo(person.id)}
              >
                <bdi>{person.name}</bdi>
                <span className={styles.role}>{t(`consultant.${person.role}`)}</span>
              </button>
            ))}
          </div>
        )}
      </div>
    </>
  )
}

/** Signs out in every window of this laptop; what is on the screen stays under the sign-in. */
function useSignOut() {
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  return useMutation(
    orpc.session.signOut.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: orpc.session.key() }),
    }),
  )
}
