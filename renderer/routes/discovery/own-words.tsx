import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { SavedFact } from '../../components/fact.tsx'
import typedStyles from '../../components/typed.module.css'
import type { Given, WordsToSave } from './answer-form.ts'
import type { DraftStatus } from './draft-keeper.ts'
import styles from './question-panel.module.css'

type OwnWordsProps = {
  /** The words are the whole answer, not something beside it. */
  readonly isAnswer: boolean
  readonly readOnly: boolean
  readonly words: string
  readonly toSave: WordsToSave
  readonly isSaving: boolean
  readonly status: DraftStatus
  readonly onType: (text: string) => void
  readonly onBlur: () => void
  readonly onSave: (given: Given) => void
}

/** What the customer said, in their words: kept while it is typed, saved with the answer. */
export function OwnWords(props: OwnWordsProps) {
  const { isAnswer, readOnly, words, toSave, isSaving, status, onType, onBlur, onSave } = props
  const { t } = useTranslation('discovery')
  return (
    <div className={styles.words}>
      <Textarea
        label={t(isAnswer ? 'panel.wordsOnly' : 'panel.words')}
        autosize
        minRows={isAnswer ? 3 : 2}
        maxRows={8}
        maxLength={4000}
        className={typedStyles.words}
        size="lg"
        value={words}
        readOnly={readOnly}
        onChange={(event) => onType(event.currentTarget.value)}
        onBlur={onBlur}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey && !readOnly && toSave.type === 'given')
            onSave(toSave.given)
        }}
      />
      <div className={styles.facts}>
        {toSave.type === 'given' && !readOnly ? (
          <BusyButton busy={isSaving} onClick={() => onSave(toSave.given)}>
            {t(isAnswer ? 'panel.save' : 'panel.saveWords')}
          </BusyButton>
        ) : null}
        {toSave.type === 'nothing' ? null : status.type === 'kept' ? (
          <SavedFact at={status.keptAt} word="kept" />
        ) : status.type === 'failed' ? (
          <span role="alert">{t('panel.keeping')}</span>
        ) : null}
        {toSave.type === 'needs-choice' && !readOnly ? (
          <span className="ns-soft">{t('panel.choose')}</span>
        ) : null}
      </div>
    </div>
  )
}
