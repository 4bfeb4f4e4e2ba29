import { useTranslation } from 'react-i18next'
import { hourText } from '../clock-text.ts'
import { useSentence, useTimeZone } from '../northstar.tsx'
import styles from './fact.module.css'

type FactProps = {
  /** The instant that the data process gave, UTC milliseconds. */
  readonly at: number
  /** `saved` for an answer or a record; `kept` for text still being typed, or a document set aside. */
  readonly word?: 'saved' | 'kept'
}

/** “Saved 14:03:07”: shown only after the data process said so. */
export function SavedFact({ at, word = 'saved' }: FactProps) {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  return (
    <span role="status" className={styles.saved}>
      {t(word, { time: hourText(at, timeZone, 'second') })}
    </span>
  )
}

/** The sentence for what a call threw, in place; nothing without an error. */
export function Failure({ error }: { readonly error: unknown }) {
  const sentence = useSentence()
  if (error === null || error === undefined) return null
  return (
    <p role="alert" className={styles.failure}>
      {sentence(error)}
    </p>
  )
}
