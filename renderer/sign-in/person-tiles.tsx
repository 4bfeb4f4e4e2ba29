import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConsultantId } from '../../core/ids.ts'
import type { Person } from './people.ts'
import styles from './person-tiles.module.css'

type PersonTilesProps = {
  readonly people: readonly Person[]
  readonly chosenId: ConsultantId | null
  readonly onChoose: (id: ConsultantId) => void
  /** The first name. */
  readonly ref?: Ref<HTMLButtonElement>
}

/** The store's people, each as a tile for a thumb. */
export function PersonTiles({ people, chosenId, onChoose, ref }: PersonTilesProps) {
  const { t } = useTranslation('sign-in')
  const { t: shell } = useTranslation()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in every browser
    <div role="group" aria-label={t('who')} className={styles.tiles}>
      {people.map(({ id, name, role, isLocked, hasPin }, index) => (
        <button
          key={id}
          ref={index === 0 ? ref : undefined}
          type="button"
          className={styles.tile}
          aria-pressed={id === chosenId}
          onClick={() => onChoose(id)}
        >
          <span className={styles.name}>
            <bdi>{name}</bdi>
          </span>
          <span className={styles.role}>
            {shell(`consultant.${role}`)}
            {isLocked ? ` · ${t('locked')}` : hasPin ? null : ` · ${t('noPin')}`}
          </span>
        </button>
      ))}
    </div>
  )
}
