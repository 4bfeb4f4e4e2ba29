import styles from './scale.module.css'

type ScaleProps = {
  readonly label: string
  /** From one end to the other. */
  readonly steps: readonly string[]
  /** The place of the step that stands. */
  readonly chosen: number | null
  readonly readOnly: boolean
  readonly onPick: (place: number) => void
}

/** Steps of a scale side by side, each one tap and the key of its number. */
export function Scale({ label, steps, chosen, readOnly, onPick }: ScaleProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in every browser
    <div role="group" aria-label={label} className={styles.scale} data-choices>
      {steps.map((step, place) => (
        <button
          key={step}
          type="button"
          className={styles.step}
          aria-pressed={chosen === place}
          aria-disabled={readOnly}
          onClick={readOnly ? undefined : () => onPick(place)}
        >
          <span className={styles.number} aria-hidden="true">
            {place + 1}
          </span>
          {step}
        </button>
      ))}
    </div>
  )
}
