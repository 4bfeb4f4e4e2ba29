import { Slider } from '@mantine/core'
import styles from './what-if-slider.module.css'

type WhatIfSliderProps = {
  readonly label: string
  readonly min: number
  readonly max: number
  readonly step: number
  readonly value: number
  /** Where the bar begins; at the start without one. */
  readonly from?: number
  /** What a place means, in words. */
  readonly say: (value: number) => string
  readonly onMove: (value: number) => void
}

/** One slider: its name, what it stands at in words, and a thumb as large as a finger. Arrow keys move it. */
export function WhatIfSlider({ label, min, max, step, value, from, say, onMove }: WhatIfSliderProps) {
  const shown = Math.min(max, Math.max(min, value))
  return (
    <div className={styles.slider}>
      <div className={styles.head} aria-hidden="true">
        <span className={styles.label}>{label}</span>
        <span className={styles.value}>{say(value)}</span>
      </div>
      <Slider
        classNames={{
          root: styles.root ?? '',
          trackContainer: styles.container ?? '',
          thumb: styles.thumb ?? '',
        }}
        label={null}
        thumbLabel={label}
        thumbValueText={say(value)}
        thumbSize={28}
        min={min}
        max={max}
        step={step}
        {...(from === undefined ? {} : { startPointValue: from })}
        value={shown}
        onChange={onMove}
      />
    </div>
  )
}
