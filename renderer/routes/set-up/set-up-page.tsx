import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../../core/market/language.ts'
import { Star } from '../../components/star.tsx'
import { LanguageChoice } from '../../gate/gate-page.tsx'
import { useLanguageMemory } from '../../gate/language-memory.ts'
import { useAppState } from '../../northstar.tsx'
import styles from './set-up.module.css'

type SetUpPageProps = {
  /** Those to choose from; all, before a market was chosen. */
  readonly languages?: readonly Language[] | undefined
  readonly children: ReactNode
}

/** The whole window before there is a showroom. */
export function SetUpPage({ languages: spoken, children }: SetUpPageProps) {
  const { t } = useTranslation('set-up')
  const { language } = useAppState()
  const languages = useLanguageMemory()
  return (
    <main className={styles.page}>
      <div className={styles.sheet}>
        <div className={styles.head}>
          <Star className={styles.star} />
          <LanguageChoice
            label={t('language')}
            {...(spoken === undefined ? {} : { languages: spoken })}
            language={language}
            onChoose={languages.remember}
          />
        </div>
        {children}
      </div>
    </main>
  )
}
