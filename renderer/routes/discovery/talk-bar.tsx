import { IconArrowBackUp, IconClockHour4, IconKeyboard } from '@tabler/icons-react'
import { lazy, Suspense, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Speaker, speakerSchema } from '../../../core/discovery/speaker.ts'
import { type Language, languageSchema } from '../../../core/market/language.ts'
import { Failure } from '../../components/fact.tsx'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { isWritten } from '../../written-visit.ts'
import { KeyHints } from './key-hints.tsx'
import styles from './talk-bar.module.css'
import { useTalkKeys } from './talk-keys.ts'
import { type Talk, useTakeBack } from './use-conversation.ts'
import type { useTalkPlace } from './use-talk-place.ts'

const Timeline = lazy(async () => ({ default: (await import('./timeline.tsx')).Timeline }))

const languageNames: Readonly<Record<Language, string>> = { en: 'English', ur: 'اردو' }
const speakers = [null, ...speakerSchema.options] as const

type TalkBarProps = {
  readonly talk: Talk
  readonly place: ReturnType<typeof useTalkPlace>
  readonly onLanguage: (language: Language) => void
  readonly keys: { readonly isOn: boolean; readonly onSwitch: (isOn: boolean) => void }
}

/** Who speaks and in which language, and the way back: what stays the same from question to question. */
export function TalkBar({ talk, place, onLanguage, keys }: TalkBarProps) {
  const { t } = useTranslation('discovery')
  const { board, visit } = talk
  const isOpen = isWritten(visit)
  const hintsId = useId()
  const speak = useSpeak(talk, onLanguage)
  const heard = useHeard(board.speaker, place.hear)
  const takeBack = useTakeBack(visit)
  const [looking, setLooking] = useState(false)
  const undo = isOpen && !takeBack.isPending ? board.undo : null
  const takeLastBack = () => {
    if (undo !== null) takeBack.mutate(undo)
  }
  useTalkKeys({ u: takeLastBack })
  return (
    <div className={styles.bar}>
      <fieldset className={styles.speakers} disabled={!isOpen}>
        <legend className={styles.legend}>{t('speaker.who')}</legend>
        {speakers.map((speaker) => (
          <label key={speaker ?? 'everyone'} className={styles.speaker}>
            <input
              type="radio"
              name="speaker"
              checked={heard.speaker === speaker}
              onChange={() => heard.hear(speaker)}
            />
            <span>{t(`speaker.${speaker ?? 'everyone'}`)}</span>
          </label>
        ))}
      </fieldset>
      <div className={styles.ways}>
        {languageSchema.options
          .filter((language) => language !== speak.language)
          .map((language) => (
            <button
              key={language}
              type="button"
              aria-label={t('talkIn', { language: languageNames[language] })}
              className={styles.way}
              onClick={() => speak.switchTo(language)}
            >
              <span lang={language}>{languageNames[language]}</span>
            </button>
          ))}
        <button
          type="button"
          className={styles.way}
          aria-disabled={undo === null}
          aria-label={t('undo')}
          title={t('undo')}
          onClick={takeLastBack}
        >
          <IconArrowBackUp aria-hidden size={22} stroke={1.6} className={styles.turned} />
        </button>
        <button
          type="button"
          className={styles.way}
          aria-label={t('timeline.title')}
          title={t('timeline.title')}
          onClick={() => setLooking(true)}
        >
          <IconClockHour4 aria-hidden size={22} stroke={1.6} />
        </button>
        <button
          type="button"
          className={styles.way}
          aria-label={t('keys.title')}
          title={t('keys.title')}
          popoverTarget={hintsId}
        >
          <IconKeyboard aria-hidden size={22} stroke={1.6} />
        </button>
        <KeyHints id={hintsId} isOn={keys.isOn} onSwitch={keys.onSwitch} />
      </div>
      <Failure error={takeBack.error ?? place.error ?? speak.error} />
      {looking ? (
        <Suspense>
          <Timeline talk={talk} onClose={() => setLooking(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}

/** Who is heard, shown from the tap on: a choice that falls back for a moment is no choice to whoever sees it. */
function useHeard(kept: Speaker | null, keep: (speaker: Speaker | null) => void) {
  const [shown, setShown] = useState({ kept, speaker: kept })
  if (shown.kept !== kept) setShown({ kept, speaker: kept })
  return {
    speaker: shown.speaker,
    hear(speaker: Speaker | null) {
      setShown({ kept, speaker })
      keep(speaker)
    },
  }
}

/** Switches the language of the talk: on the screen at once, and kept for the next time that it is opened. */
function useSpeak({ board, visit }: Talk, onLanguage: (language: Language) => void) {
  const { client } = useNorthstar()
  const language = useLanguage()
  const [error, setError] = useState<unknown>(null)
  return {
    language,
    error,
    switchTo(next: Language) {
      onLanguage(next)
      client.discovery
        .speak({ opportunityId: visit.opportunityId, language: next, speaker: board.speaker })
        .then(() => setError(null), setError)
    },
  }
}
