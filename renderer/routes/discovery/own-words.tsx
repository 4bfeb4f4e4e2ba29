import { Button, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SavedFact } from '../../components/fact.tsx'
import type { Given, WordsToSave } from './answer-form.ts'
import type { DraftStatus } from './draft-keeper.ts'
import styles from './question-panel.module.css'

type OwnWordsProps = {
  /** The words are the whole answer, not something beside it. */
  readonly isAnswer: boolean
  readonly words: string
  readonly toSave: WordsToSave
  readonly isSaving: boolean
  readonly status: DraftStatus
  readonly onType: (text: string) => void
  readonly onBlur: () => void
  readonly onSave: (given: Given) => void
  /** The fact that an answer is saved, shown while nothing newer is being typed. */
  readonly children: ReactNode
}

/** What the customer said, in their words: kept while it is typed, saved with the answer. */
export function OwnWords(props: OwnWordsProps) {
  const { isAnswer, words, toSave, isSaving, status, onType, onBlur, onSave, children } = props
  const { t } = useTranslation('discovery')
  return (
    <div className={styles.words}>
      <Textarea
        label={t(isAnswer ? 'panel.wordsOnly' : 'panel.words')}
        autosize
        minRows={isAnswer ? 3 : 2}
        maxRows={8}
        maxLength={4000}
        dir="auto"
        size="lg"
        value={words}
        onChange={(event) => onType(event.currentTarget.value)}
        onBlur={onBlur}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey && toSave.type === 'given') onSave(toSave.given)
        }}
      />
      <div className={styles.facts}>
        {toSave.type === 'given' ? (
          <Button loading={isSaving} onClick={() => onSave(toSave.given)}>
            {t(isAnswer ? 'panel.save' : 'panel.saveWords')}
          </Button>
        ) : null}
        {toSave.type === 'nothing' ? (
          children
        ) : status.type === 'kept' ? (
          <SavedFact at={status.keptAt} word="kept" />
        ) : status.type === 'failed' ? (
          <span role="alert">{t('panel.keeping')}</span>
        ) : null}
        {toSave.type === 'needs-choice' ? <span className="ns-soft">{t('panel.choose')}</span> : null}
      </div>
    </div>
  )
}
