import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerId } from '../../../core/ids.ts'
import { isolate } from '../../isolate.ts'
import { useLanguage } from '../../northstar.tsx'
import { isWritten } from '../../written-visit.ts'
import type { Talk } from '../discovery/use-conversation.ts'
import { Agreed } from './agreed.tsx'
import { Correcting } from './correcting.tsx'
import { type Corrected, type Line, linesToKeep, saidInstead } from './lines-to-keep.ts'
import styles from './read-back.module.css'

type SentencesProps = {
  readonly talk: Talk
  readonly lines: readonly Line[]
  readonly unmetNeeds: readonly string[]
}

/**
 * The sentences one under the other. While one is being corrected they stay as they were read: what was said instead
 * makes new ones, and those come when the correction is done.
 */
export function Sentences({ talk, lines, unmetNeeds }: SentencesProps) {
  const { t } = useTranslation('read-back')
  const [open, setOpen] = useState<{ readonly at: number; readonly lines: readonly Line[] } | null>(null)
  const [corrected, setCorrected] = useState<readonly Corrected[]>([])
  const [lastAt, setLastAt] = useState<number | null>(null)
  const canWrite = isWritten(talk.visit)
  const newIds = new Set(corrected.flatMap(({ newAnswerIds }) => newAnswerIds))

  function done(line: Line, said: string, newAnswerIds: readonly AnswerId[]) {
    if (said !== '' || newAnswerIds.length > 0)
      setCorrected((before) => [...before, { ...line, said, newAnswerIds }])
    setLastAt(open?.at ?? null)
    setOpen(null)
  }
  return (
    <>
      {canWrite ? <p className="ns-soft">{t('lead')}</p> : null}
      <ol aria-label={t('lines')} className={styles.lines}>
        {(open?.lines ?? lines).map((line, at) => (
          <li key={`${line.answerIds.join()} ${line.text}`} className={styles.line}>
            {open?.at === at ? (
              <>
                <p className={styles.sentence}>{line.text}</p>
                <Correcting
                  talk={talk}
                  line={line}
                  onDone={(said, newAnswerIds) => done(line, said, newAnswerIds)}
                />
              </>
            ) : (
              <div className={styles.read}>
                <div className={styles.sentence}>
                  <p>{line.text}</p>
                  <Instead said={saidInstead(corrected, line)} />
                </div>
                {line.answerIds.some((id) => newIds.has(id)) ? (
                  <span className={styles.fact}>{t('corrected')}</span>
                ) : null}
                {canWrite && open === null ? (
                  <button
                    type="button"
                    ref={lastAt === at ? takeFocus : null}
                    className={styles.correct}
                    aria-label={t('correctLine', { text: line.text })}
                    onClick={() => setOpen({ at, lines })}
                  >
                    {t('correct')}
                  </button>
                ) : null}
              </div>
            )}
          </li>
        ))}
      </ol>
      {unmetNeeds.length === 0 ? null : (
        <section aria-labelledby="unmet-needs" className={styles.unmet}>
          <h2 id="unmet-needs">{t('unmet')}</h2>
          {unmetNeeds.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </section>
      )}
      {open === null ? <Agreed talk={talk} lines={linesToKeep(corrected, lines)} /> : null}
    </>
  )
}

/** Words that no answer came of, kept as a remark: the sentence above them is not what they meant. */
function Instead({ said }: { readonly said: string | null }) {
  const { t } = useTranslation('read-back')
  const language = useLanguage()
  if (said === null) return null
  return <p className={styles.instead}>{t('instead', { words: isolate(said, language) })}</p>
}

/** What was just corrected has the focus again. */
function takeFocus(button: HTMLButtonElement | null): void {
  button?.focus()
}
