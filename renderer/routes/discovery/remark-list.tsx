import { IconPlus } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findQuestion } from '../../../core/discovery/question-bank.ts'
import { Failure } from '../../components/fact.tsx'
import { Quoted } from '../../components/quoted.tsx'
import { isolate } from '../../isolate.ts'
import { useLanguage } from '../../northstar.tsx'
import { isWritten } from '../../written-visit.ts'
import { ChangeRemark } from './change-remark.tsx'
import styles from './remark-line.module.css'
import type { Talk } from './use-conversation.ts'
import type { Remark, Remarks, Suggestion } from './use-remarks.ts'
import { useSayCode } from './use-say-code.ts'

type ListProps = { readonly talk: Talk; readonly remarks: Remarks }

/**
 * What was said, the latest first and alone until the others are asked for. While a question is asked, what was said
 * before it makes room.
 */
export function RemarkList({ talk, remarks, openId }: ListProps & { readonly openId: string | null }) {
  const { t } = useTranslation('remarks')
  const all = talk.board.remarks.toReversed()
  const [isWhole, setWhole] = useState(false)
  const [opened, setOpened] = useState({ openId, remarks: all.length })
  if (opened.openId !== openId) {
    setOpened({ openId, remarks: all.length })
    setWhole(false)
  }
  if (all.length === 0) return null
  const shown = openId === null || all.length > opened.remarks ? 1 : 0
  return (
    <>
      <ul aria-label={t('list')} className={styles.list}>
        {(isWhole ? all : all.slice(0, shown)).map((remark) => (
          <OneRemark
            key={remark.earlierIds.at(-1) ?? remark.id}
            remark={remark}
            talk={talk}
            remarks={remarks}
          />
        ))}
      </ul>
      <Failure error={remarks.confirm.error ?? remarks.remove.error} />
      {all.length > shown ? (
        <button type="button" className={styles.more} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t(shown === 0 ? 'fold' : 'latest') : t('all', { count: all.length })}
        </button>
      ) : null}
    </>
  )
}

function OneRemark({ remark, talk, remarks }: ListProps & { readonly remark: Remark }) {
  const { t } = useTranslation('remarks')
  const language = useLanguage()
  const [isChanging, setChanging] = useState(false)
  const place = useRef<HTMLLIElement>(null)
  const topic = talk.bank.topics.find(({ id }) => id === remark.topicId)
  const suggestions = (remarks.atHand?.suggestions ?? []).filter(({ remarkId }) => remarkId === remark.id)
  const canWrite = isWritten(talk.visit)
  return (
    <li ref={place} tabIndex={-1} className={styles.remark}>
      <div className={styles.said}>
        <p className={styles.words}>
          <Quoted words={remark.text} />
          {remark.speaker === null ? null : <span className={styles.about}>{t(`by.${remark.speaker}`)}</span>}
          {topic === undefined ? null : (
            <span className={styles.about}>{t('pinned', { topic: topic.name[language] })}</span>
          )}
        </p>
        {canWrite && !isChanging ? (
          <button
            type="button"
            className={styles.change}
            aria-label={t('changeOf', { text: isolate(remark.text, language) })}
            onClick={() => setChanging(true)}
          >
            {t('change')}
          </button>
        ) : null}
      </div>
      {isChanging ? (
        <ChangeRemark
          remark={remark}
          talk={talk}
          remarks={remarks}
          onDone={() => {
            setChanging(false)
            // The form goes with what had the focus.
            place.current?.focus()
          }}
        />
      ) : null}
      {canWrite && suggestions.length > 0 ? (
        // biome-ignore lint/a11y/useSemanticElements: tags to tap are no fieldset of a form
        <div role="group" aria-label={t('suggested')} className={styles.tags}>
          <span className="ns-soft ns-small">{t('suggested')}</span>
          {suggestions.map((suggestion) => (
            <SuggestedTag
              key={JSON.stringify([suggestion.questionId, suggestion.value])}
              suggestion={suggestion}
              talk={talk}
              onTap={() => remarks.confirm.mutate({ remark, suggestion })}
            />
          ))}
        </div>
      ) : null}
    </li>
  )
}

type TagProps = { readonly suggestion: Suggestion; readonly talk: Talk; readonly onTap: () => void }

/** An answer that was perhaps meant: one tap makes it one. */
function SuggestedTag({ suggestion, talk, onTap }: TagProps) {
  const { t } = useTranslation('remarks')
  const language = useLanguage()
  const sayCode = useSayCode(talk.names)
  const found = findQuestion(talk.bank, suggestion.questionId)
  if (found === undefined) return null
  const code = sayCode(found.question, { state: 'answered', value: suggestion.value })
  return (
    <button
      type="button"
      className={styles.tag}
      onClick={({ currentTarget }) => {
        // It goes with the tap: the focus goes to the next one, or to the remark.
        const next = currentTarget.nextElementSibling ?? currentTarget.closest('li')
        if (next instanceof HTMLElement) next.focus()
        onTap()
      }}
    >
      <IconPlus aria-hidden size={16} stroke={2} />
      {t('tag', { topic: found.topic.name[language], code })}
    </button>
  )
}
