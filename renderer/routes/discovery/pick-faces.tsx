import { useTranslation } from 'react-i18next'
import styles from './pick-faces.module.css'
import type { Talk } from './use-conversation.ts'
import { useFaces } from './use-faces.ts'
import { FaceContent } from './vehicle-faces.tsx'

type PickFacesProps = {
  readonly ids: readonly string[]
  readonly talk: Talk
  /** What is asked of them. */
  readonly label: string
  readonly first: string | null
  readonly last: string | null
  readonly readOnly: boolean
  readonly onFirst: (id: string) => void
  readonly onLast: (id: string) => void
}

/** Vehicles of which one is taken first and, if they say, one last: a tap each, or the key of its number each. */
export function PickFaces({ ids, talk, label, first, last, readOnly, onFirst, onLast }: PickFacesProps) {
  const { t } = useTranslation('discovery')
  const faces = useFaces(ids, talk)
  const mark = (
    <svg viewBox="0 0 20 20" className={styles.mark} aria-hidden="true">
      <path d="M4.5 10.5 8.5 14.5 15.5 6" />
    </svg>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in every browser
    <div role="group" aria-label={label} className={styles.faces} data-count={ids.length}>
      {faces.map((face) => (
        <div key={face.id} className={styles.card}>
          <button
            type="button"
            className={styles.first}
            aria-pressed={first === face.id}
            aria-disabled={readOnly}
            // The keys of the digits name the first and then the last.
            data-digit={first === null || undefined}
            onClick={readOnly ? undefined : () => onFirst(face.id)}
          >
            <FaceContent face={face} />
            <span className={styles.which}>
              {t('template.first')}
              {mark}
            </span>
          </button>
          <button
            type="button"
            className={styles.last}
            aria-label={t('template.lastOf', { name: face.title })}
            aria-pressed={last === face.id}
            aria-disabled={readOnly || first === null || first === face.id}
            data-digit={first !== null || undefined}
            onClick={readOnly || first === null || first === face.id ? undefined : () => onLast(face.id)}
          >
            {t('template.last')}
            {mark}
          </button>
        </div>
      ))}
    </div>
  )
}
