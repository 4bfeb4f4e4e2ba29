import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { foldDigits } from '../../../core/market/fold-letters.ts'
import { Failure } from '../../components/fact.tsx'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import type { ShownToCustomer } from '../../gate/standing.ts'
import { useIdsToMake } from '../../ids-to-make.ts'
import { useNorthstar } from '../../northstar.tsx'
import styles from './felt-heard.module.css'

const levels = [1, 2, 3, 4, 5] as const
type Level = (typeof levels)[number]

/** How far they felt heard, asked of the customer alone: one tap, which another takes the place of. */
export function FeltHeard({ shown }: { readonly shown: ShownToCustomer }) {
  const { t } = useTranslation('customer-view')
  const { orpc } = useNorthstar()
  const ids = useIdsToMake()
  const heading = useFirstFocus<HTMLHeadingElement>()
  const record = useMutation(
    orpc.feltHeard.record.mutationOptions({ scope: { id: 'felt-heard' }, onSuccess: ids.granted }),
  )
  const chosen = record.error === null ? record.variables?.level : undefined
  const choose = (level: Level) => {
    if (level === chosen) return
    const said = { visitId: shown.visitId, level, inCustomerView: true }
    record.mutate({ feltHeardId: ids.idFor(said), ...said })
  }
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const level = levels.find((one) => String(one) === foldDigits(event.key))
    if (level !== undefined && !event.ctrlKey && !event.altKey && !event.metaKey) choose(level)
  })
  useEffect(() => {
    // No key goes further up than this while something stands over the screens: see `gate/covered.tsx`.
    document.body.addEventListener('keydown', onKeyDown)
    return () => document.body.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <section className={styles.asked}>
      <h1 ref={heading} tabIndex={-1} className={styles.ask}>
        {t('heard.ask')}
      </h1>
      <p className={styles.hint}>{t('heard.hint')}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in every browser */}
      <div role="group" aria-label={t('heard.label')} className={styles.levels}>
        {levels.map((level) => (
          <button
            key={level}
            type="button"
            className={styles.level}
            aria-pressed={level === chosen}
            onClick={() => choose(level)}
          >
            <span className={styles.number}>{level}</span>
            {t(`heard.${level}`)}
          </button>
        ))}
      </div>
      <div role="status" className={styles.thanks}>
        {record.isSuccess ? (
          <>
            <p>{t('heard.thanks')}</p>
            <p className="ns-soft">{t('heard.handBack')}</p>
          </>
        ) : null}
      </div>
      <Failure error={record.error} />
    </section>
  )
}
