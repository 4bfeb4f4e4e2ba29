import { IconCheck, IconColumns } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './picks.module.css'
import { usePlace } from './use-place.ts'

type PickToggleProps = {
  readonly id: string
  readonly name: string
  /** With its words beside the sign, where there is room for them. */
  readonly isWide?: boolean
}

/** Chooses a vehicle to be compared, or takes it out again. */
export function PickToggle({ id, name, isWide = false }: PickToggleProps) {
  const { t } = useTranslation('vehicles')
  const { picks, isFull, togglePick } = usePlace()
  const isChosen = picks.includes(id)
  const isStopped = isFull && !isChosen
  const label = t(isChosen ? 'picks.chosen' : 'picks.add')
  return (
    <button
      type="button"
      className={styles.toggle}
      data-wide={isWide}
      aria-pressed={isChosen}
      aria-disabled={isStopped}
      aria-label={isWide ? undefined : t('picks.addNamed', { name })}
      title={isStopped ? t('picks.full') : undefined}
      onClick={isStopped ? undefined : () => togglePick(id)}
    >
      {isChosen ? (
        <IconCheck aria-hidden size={20} stroke={2} />
      ) : (
        <IconColumns aria-hidden size={20} stroke={1.6} />
      )}
      {isWide ? label : <span className={styles.word}>{t('picks.add')}</span>}
    </button>
  )
}
