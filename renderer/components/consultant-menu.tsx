import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useNorthstar } from '../northstar.tsx'
import styles from './consultant-menu.module.css'
import { Failure } from './fact.tsx'

/** Whose conversation this is: the name in words, and the way to hand the laptop to someone else. */
export function ConsultantMenu() {
  const { t } = useTranslation()
  const { consultants, consultantId } = useAppState()
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const choose = useChooseConsultant()
  const current = consultants.find((consultant) => consultant.id === consultantId)
  return (
    <>
      <button
        type="button"
        popoverTarget={listId}
        className={current === undefined ? styles.nobody : styles.name}
        aria-label={
          current === undefined ? t('consultant.none') : t('consultant.label', { name: current.name })
        }
      >
        <bdi>{current?.name ?? t('consultant.none')}</bdi>
      </button>
      <div ref={list} id={listId} popover="auto" className={styles.list}>
        <p className={styles.title}>{t('consultant.choose')}</p>
        {consultants
          .filter(({ active }) => active)
          .map((consultant) => (
            <button
              key={consultant.id}
              type="button"
              className={styles.person}
              aria-current={consultant.id === consultantId ? 'true' : undefined}
              onClick={() =>
                choose.mutate(
                  { consultantId: consultant.id },
                  { onSuccess: () => list.current?.hidePopover() },
                )
              }
            >
              <bdi>{consultant.name}</bdi>
              <span className={styles.role}>{t(`consultant.${consultant.role}`)}</span>
            </button>
          ))}
        <Failure error={choose.error} />
      </div>
    </>
  )
}

/** Makes a consultant the one whose name new records carry. */
export function useChooseConsultant() {
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  return useMutation(
    orpc.consultants.choose.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: orpc.app.key() }),
    }),
  )
}
