import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './talk-bar.module.css'

type KeyHintsProps = {
  readonly id: string
  readonly isOn: boolean
  readonly onSwitch: (isOn: boolean) => void
}

const hints = [
  { keys: ['1–9'], does: 'pick' },
  { keys: ['←', '→', '↑', '↓'], does: 'move' },
  { keys: ['A'], does: 'ask' },
  { keys: ['S'], does: 'skip' },
  { keys: ['P'], does: 'pin' },
  { keys: ['R'], does: 'remark' },
  { keys: ['U'], does: 'undo' },
  { keys: ['Esc'], does: 'back' },
  { keys: ['F9'], does: 'customer' },
] as const

/** Which single keys there are, and the way to turn them off for whoever dictates. */
export function KeyHints({ id, isOn, onSwitch }: KeyHintsProps) {
  const { t } = useTranslation('discovery')
  return (
    <div id={id} popover="auto" className={styles.hints}>
      <h2>{t('keys.title')}</h2>
      <dl>
        {hints.map(({ keys, does }) => (
          <div key={does} className={styles.hint}>
            <dt dir="ltr">
              {keys.map((key, place) => (
                <span key={key}>
                  {place === 0 ? null : ' '}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </dt>
            <dd>{t(`keys.${does}`)}</dd>
          </div>
        ))}
      </dl>
      <Switch
        size="md"
        label={t('keys.on')}
        checked={isOn}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
    </div>
  )
}
