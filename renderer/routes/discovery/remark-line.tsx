import { Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure, SavedFact } from '../../components/fact.tsx'
import typedStyles from '../../components/typed.module.css'
import { isWritten } from '../../written-visit.ts'
import styles from './remark-line.module.css'
import { RemarkList } from './remark-list.tsx'
import { useTalkKeys } from './talk-keys.ts'
import type { Talk } from './use-conversation.ts'
import { useRemarkDraft } from './use-remark-draft.ts'
import { type Remarks, useRemarks } from './use-remarks.ts'

type RemarkLineProps = {
  readonly talk: Talk
  /** The question that is being asked. */
  readonly openId: string | null
}

/**
 * What they say without being asked, always at hand: written as it is said, kept while it is typed, with what it
 * suggests beside it.
 */
export function RemarkLine({ talk, openId }: RemarkLineProps) {
  const { t } = useTranslation('remarks')
  const remarks = useRemarks(talk)
  return (
    <section aria-label={t('label')} className={styles.line}>
      {isWritten(talk.visit) ? <WriteRemark talk={talk} remarks={remarks} /> : null}
      <Failure error={remarks.error} />
      <RemarkList talk={talk} remarks={remarks} openId={openId} />
    </section>
  )
}

function WriteRemark({ talk, remarks }: { readonly talk: Talk; readonly remarks: Remarks }) {
  const { t } = useTranslation('remarks')
  const field = useRef<HTMLTextAreaElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const { keeper, status } = useRemarkDraft(talk.visit.opportunityId)
  const { add, confirm, atHand } = remarks
  const savedAt = [add.data?.savedAt, confirm.data?.savedAt]
    .flatMap((at) => at ?? [])
    .sort()
    .at(-1)
  const text = typed ?? atHand?.draft?.text ?? ''
  useTalkKeys({ r: () => field.current?.focus() })

  function save() {
    if (text.trim() === '' || add.isPending) return
    // What was kept of it is in the remark once that is saved: a refused one costs no letter.
    keeper
      .finish()
      .then(() => add.mutateAsync(text.trim()))
      .then(
        () => {
          keeper.forget(text)
          setTyped((now) => (now === null || now === text ? '' : now))
        },
        () => undefined,
      )
  }
  return (
    <form
      className={styles.write}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Textarea
        ref={field}
        aria-label={t('label')}
        aria-keyshortcuts="R"
        placeholder={t('label')}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={4000}
        className={`${typedStyles.words} ${styles.field}`}
        size="md"
        value={text}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          keeper.type(event.currentTarget.value)
        }}
        onBlur={() => keeper.flush()}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          save()
        }}
      />
      {text.trim() === '' ? null : (
        <BusyButton type="submit" busy={add.isPending}>
          {t('save')}
        </BusyButton>
      )}
      <span className={styles.fact}>
        {text === '' ? (
          savedAt === undefined ? null : (
            <SavedFact at={savedAt} />
          )
        ) : status.type === 'kept' ? (
          <SavedFact at={status.keptAt} word="kept" />
        ) : status.type === 'failed' ? (
          <span role="alert">{t('keeping')}</span>
        ) : null}
      </span>
      <Failure error={add.error} />
    </form>
  )
}
