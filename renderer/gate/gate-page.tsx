import { SegmentedControl } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { keysOf } from '../../core/keys-of.ts'
import type { Language } from '../../core/market/language.ts'
import { NotAnswering } from '../components/not-answering.tsx'
import { Star } from '../components/star.tsx'
import { failureSentence } from '../failure.ts'
import { useLineState } from '../northstar.tsx'
import styles from './gate-page.module.css'
import { useLanguageMemory, useRememberedLanguage } from './language-memory.ts'

type GatePageProps = {
  readonly title: string
  readonly lead?: ReactNode
  readonly children?: ReactNode
  /** A field of the page takes the focus; otherwise its heading does, so that a new state is read out. */
  readonly hasField?: boolean
}

/** One calm page over the whole window: what this laptop's data is now, and the one thing to do about it. */
export function GatePage({ title, lead, children, hasField = false }: GatePageProps) {
  const lineState = useLineState()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!hasField) heading.current?.focus({ preventScroll: true })
  }, [hasField])
  return (
    <main className={styles.page}>
      <div className={styles.sheet}>
        <div className={styles.head}>
          <Star className={styles.star} />
          <GateLanguage />
        </div>
        {lineState === 'lost' ? <NotAnswering /> : null}
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
        {children}
      </div>
    </main>
  )
}

/** The language of the words on the screen, also where the laptop's own is not known yet. */
export function useWordsLanguage(): Language {
  const { i18n } = useTranslation()
  return i18n.language === 'ur' ? 'ur' : 'en'
}

/** The sentence for what a call threw, where the laptop's own language is not known yet; nothing without an error. */
export function GateFailure({ error }: { readonly error: unknown }) {
  const language = useWordsLanguage()
  if (error === null || error === undefined) return null
  return (
    <p role="alert" className={styles.failure}>
      {failureSentence(error, language)}
    </p>
  )
}

function GateLanguage() {
  const { t } = useTranslation()
  const memory = useLanguageMemory()
  const language = useRememberedLanguage()
  return <LanguageChoice label={t('language.label')} language={language} onChoose={memory.remember} />
}

type LanguageChoiceProps = {
  readonly label: string
  /** Those that the market speaks; all, where it is not known yet. */
  readonly languages?: readonly Language[]
  readonly language: Language
  readonly onChoose: (language: Language) => void
}

/** The languages side by side, each in its own words; nothing where there is only one. */
export function LanguageChoice(props: LanguageChoiceProps) {
  const { label, languages = allLanguages, language, onChoose } = props
  if (languages.length < 2) return null
  return (
    <SegmentedControl
      aria-label={label}
      value={language}
      onChange={onChoose}
      data={languages.map((one) => ({
        value: one,
        label: <span lang={one}>{languageNames[one]}</span>,
      }))}
    />
  )
}

/** Each language in its own words, so that it can be found by someone who reads no other. */
const languageNames: Readonly<Record<Language, string>> = { en: 'English', ur: 'اردو' }
const allLanguages: readonly Language[] = keysOf(languageNames)
