import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../northstar.tsx'
import { counted } from './counted.ts'
import { usePlace } from './use-place.ts'
import styles from './vehicle-list.module.css'

type UnsureLineProps = {
  readonly cannotTell: Outputs['catalogue']['find']['cannotTell']
  /** Whether those are what is listed. */
  readonly isShown: boolean
}

/** How many more may fit, and what nobody knows of them; with the way to see them, and back. */
export function UnsureLine({ cannotTell, isShown }: UnsureLineProps) {
  const { t } = useTranslation('vehicles')
  const { change } = usePlace()
  if (cannotTell.variants === 0 && !isShown) return null
  const because = cannotTell.because.map(({ label, variants }) =>
    variants === cannotTell.variants ? label : t('unsure.of', { label, number: counted(variants).number }),
  )
  return (
    <div className={styles.unsure}>
      {cannotTell.variants === 0 ? null : (
        <p>
          {t('unsure.say', {
            ...counted(cannotTell.variants),
            because: because.join(t('unsure.comma')),
          })}
        </p>
      )}
      <Button
        variant="default"
        size="compact-md"
        aria-pressed={isShown}
        onClick={() => change({ unsure: isShown ? null : '1' })}
      >
        {t(isShown ? 'unsure.back' : 'unsure.show')}
      </Button>
    </div>
  )
}
