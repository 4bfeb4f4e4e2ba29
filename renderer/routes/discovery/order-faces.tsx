import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerValue } from '../../../core/discovery/answer.ts'
import styles from './order-faces.module.css'
import { orderAfterTap, orderOf, pickedInOrder } from './order-of.ts'
import type { Talk } from './use-conversation.ts'
import { useFaces } from './use-faces.ts'
import { FaceContent } from './vehicle-faces.tsx'

type OrderFacesProps = {
  readonly ids: readonly string[]
  readonly talk: Talk
  /** What is asked of them. */
  readonly label: string
  readonly value: AnswerValue | null
  readonly readOnly: boolean
  readonly onGive: (value: AnswerValue) => void
}

/** Vehicles to be put in order: each tap, or key of its number, gives the next place and is saved. */
export function OrderFaces({ ids, talk, label, value, readOnly, onGive }: OrderFacesProps) {
  const { t } = useTranslation('discovery')
  const faces = useFaces(ids, talk)
  const saved = value?.type === 'picked' ? orderOf(value) : []
  const standing = `${talk.board.speaker} ${saved.join()}`
  /** The answer whose first place was taken back: it stands until there is a first again. */
  const [begunAnew, setBegunAnew] = useState<string | null>(null)
  const isBegunAnew = saved.length > 0 && begunAnew === standing
  const order = isBegunAnew ? [] : saved
  function tap(id: string) {
    const picked = pickedInOrder(orderAfterTap(order, ids, id), ids)
    setBegunAnew(picked === null ? standing : null)
    if (picked !== null) onGive(picked)
  }
  return (
    <div className={styles.order}>
      <p role="status" className={styles.step}>
        {readOnly ? null : t(stepOf(order.length, ids.length, isBegunAnew))}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in every browser */}
      <div role="group" aria-label={label} className={styles.faces} data-count={ids.length} data-choices>
        {faces.map((face) => {
          const place = order.indexOf(face.id) + 1
          return (
            <button
              key={face.id}
              type="button"
              className={styles.face}
              aria-pressed={place > 0}
              aria-disabled={readOnly}
              onClick={readOnly ? undefined : () => tap(face.id)}
            >
              <span className={styles.place} data-first={place === 1} aria-hidden="true">
                {place > 0 ? place : null}
              </span>
              {place > 0 ? (
                <span className={styles.heard}>
                  {t('order.place', { place, count: ids.length })}
                  {'. '}
                </span>
              ) : null}
              <FaceContent face={face} />
            </button>
          )
        })}
      </div>
    </div>
  )
}

/** What comes next, in words. */
function stepOf(placed: number, count: number, isBegunAnew: boolean) {
  if (isBegunAnew) return 'order.anew'
  if (placed === 0) return 'order.first'
  return placed < count ? 'order.next' : 'order.done'
}
