import { IconArrowLeft } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { SavedFact } from '../../components/fact.tsx'
import { useLanguage } from '../../northstar.tsx'
import styles from './question-panel.module.css'
import type { Topic } from './topic-questions.ts'

type QuestionHeadProps = {
  readonly topic: Topic
  /** When the answer that stands was saved; `null` where there is more to save. */
  readonly savedAt: number | null
  /** `null` where nothing can be taken back. */
  readonly onTakeBack: (() => void) | null
  readonly onBack: () => void
}

/** The way back to all topics, and that what stands is saved. */
export function QuestionHead({ topic, savedAt, onTakeBack, onBack }: QuestionHeadProps) {
  const { t } = useTranslation('discovery')
  const language = useLanguage()
  return (
    <nav className={styles.head}>
      <button type="button" className={styles.back} onClick={onBack}>
        <IconArrowLeft aria-hidden size={20} className={styles.arrow} />
        {t('panel.back')}
      </button>
      <span className={styles.topic}>
        {savedAt === null ? null : (
          <>
            <SavedFact at={savedAt} />
            {onTakeBack === null ? null : (
              <button type="button" className={styles.takeBack} onClick={onTakeBack}>
                {t('panel.takeBack')}
              </button>
            )}
          </>
        )}
        {topic.name[language]}
      </span>
    </nav>
  )
}
