import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askedQuestion } from '../../../core/discovery/asked-question.ts'
import type { AnswerId } from '../../../core/ids.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure, SavedFact } from '../../components/fact.tsx'
import typedStyles from '../../components/typed.module.css'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { useIdsToMake } from '../../ids-to-make.ts'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { type Talk, useRefreshTalk } from '../discovery/use-conversation.ts'
import { useDraft } from '../discovery/use-draft.ts'
import { useRemarkDraft } from '../discovery/use-remark-draft.ts'
import { CorrectAnswer } from './correct-answer.tsx'
import type { Line } from './lines-to-keep.ts'
import styles from './read-back.module.css'

type CorrectingProps = {
  readonly talk: Talk
  readonly line: Line
  /** What they said instead, and the answers that came of it. */
  readonly onDone: (said: string, newAnswerIds: readonly AnswerId[]) => void
}

/** A sentence being corrected in place: what they say instead, and the answers that it came from, to be put right. */
export function Correcting({ talk, line, onDone }: CorrectingProps) {
  const { t } = useTranslation('read-back')
  const { board, bank } = talk
  const [newAnswerIds, setNewAnswerIds] = useState<readonly AnswerId[]>([])
  // Those that the sentence came from, also when they were put right meanwhile: the question stays.
  const [answers] = useState(() => board.answers.filter(({ id }) => line.answerIds.includes(id)))
  const { said, setSaid, draft } = useSaid(talk, answers[0]?.questionId ?? null)
  const remark = useSaidAsRemark(talk)
  const field = useFirstFocus<HTMLTextAreaElement>()

  function finish() {
    const words = said.trim()
    // Words that no answer carries are kept as a remark.
    const saving = words === '' || newAnswerIds.length > 0 ? draft.keeper.finish() : remark.mutateAsync(words)
    saving.then(
      () => {
        draft.keeper.type('')
        draft.keeper.flush()
        onDone(words, newAnswerIds)
      },
      () => undefined,
    )
  }
  return (
    <div className={styles.correcting}>
      <Textarea
        ref={field}
        label={t('said')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={4000}
        className={typedStyles.words}
        size="lg"
        value={said}
        onChange={(event) => {
          setSaid(event.currentTarget.value)
          draft.keeper.type(event.currentTarget.value)
        }}
        onBlur={() => draft.keeper.flush()}
      />
      {said === '' ? null : draft.status.type === 'kept' ? (
        <SavedFact at={draft.status.keptAt} word="kept" />
      ) : draft.status.type === 'failed' ? (
        <span role="alert">{t('draftFailed')}</span>
      ) : null}
      {answers.map((answer) => {
        const question = askedQuestion(bank, answer.questionId)?.question
        return question === undefined ? null : (
          <CorrectAnswer
            key={answer.id}
            talk={talk}
            question={question}
            answer={answer}
            said={said.trim()}
            onSaved={(id) => setNewAnswerIds((before) => [...before, id])}
          />
        )
      })}
      <Failure error={remark.error} />
      <div className={styles.ways}>
        <BusyButton size="lg" busy={remark.isPending} onClick={finish}>
          {t('done')}
        </BusyButton>
        {said === '' && newAnswerIds.length === 0 ? (
          <Button size="lg" variant="default" onClick={() => onDone('', [])}>
            {t('leave')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

/** What they say instead, kept while it is typed: with the first question behind the sentence, where it has one. */
function useSaid({ visit, board }: Talk, questionId: string | null) {
  const before = board.drafts.find((one) => one.questionId === questionId) ?? null
  const [said, setSaid] = useState(before?.text ?? '')
  const asAnswer = useDraft(visit.opportunityId, questionId ?? '', before?.keptAt ?? null)
  const asRemark = useRemarkDraft(visit.opportunityId)
  return { said, setSaid, draft: questionId === null ? asRemark : asAnswer }
}

function useSaidAsRemark({ visit, board }: Talk) {
  const { client } = useNorthstar()
  const language = useLanguage()
  const ids = useIdsToMake()
  return useMutation({
    mutationFn: (text: string) => {
      const said = { visitId: visit.id, text, language, speaker: board.speaker, topicId: null }
      return client.remarks.add({ remarkId: ids.idFor(said), ...said })
    },
    onSuccess: ids.granted,
    onSettled: useRefreshTalk(visit.opportunityId),
  })
}
