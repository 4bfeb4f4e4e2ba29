import { type ReactNode, useId } from 'react'
import styles from './choices.module.css'

type ChoicesProps<T extends string> = {
  readonly legend: string
  readonly value: T | null
  readonly onChoose: (value: T) => void
  readonly choices: readonly { readonly value: T; readonly title: ReactNode; readonly text: ReactNode }[]
}

/** One of several, each said in full. Radios: arrow keys go from one to the next, and Enter sends the form. */
export function Choices<T extends string>({ legend, value, onChoose, choices }: ChoicesProps<T>) {
  const name = useId()
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.legend}>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            className={styles.radio}
            checked={choice.value === value}
            aria-labelledby={`${name}-${choice.value}-title`}
            aria-describedby={`${name}-${choice.value}-text`}
            onChange={() => onChoose(choice.value)}
          />
          <span>
            <span id={`${name}-${choice.value}-title`} className={styles.title}>
              {choice.title}
            </span>
            <span id={`${name}-${choice.value}-text`} className={styles.text}>
              {choice.text}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
