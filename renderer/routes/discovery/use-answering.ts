import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Answer, AnswerValue } from '../../../core/discovery/answer.ts'
import type { CurrentAnswer } from '../../../core/discovery/current-answers.ts'
import type { Question } from '../../../core/discovery/question-bank.ts'
import type { Speaker } from '../../../core/discovery/speaker.ts'
import type { Board } from '../../northstar.tsx'
import {
  type AnswerForm,
  codesAfterTap,
  formFrom,
  type Given,
  type WordsToSave,
  wordsToSave,
} from './answer-form.ts'
import type { DraftStatus } from './draft-keeper.ts'
import type { Talk } from './use-conversation.ts'
import { useDraft } from './use-draft.ts'
import { useSaveAnswer } from './use-save-answer.ts'

type ToAnswer = {
  readonly question: Question
  readonly questionId: string
  readonly draft: Board['drafts'][number] | null
  readonly talk: Talk
}

/** An open question as it is being answered: what stands, what is shown, and every way to give it an answer. */
export type Answering = {
  readonly known: CurrentAnswer | undefined
  /** What the speaker said of it so far. */
  readonly answer: Answer | null
  readonly form: AnswerForm
  /** What saving the words alone would write. */
  readonly words: WordsToSave
  readonly drafted: DraftStatus
  readonly isSaving: boolean
  readonly error: unknown
  readonly give: (given: Given) => void
  readonly giveValue: (value: AnswerValue) => void
  readonly giveState: (state: 'unsure' | 'declined') => void
  readonly giveNumber: (number: number) => void
  /** A number that is not given yet. */
  readonly showNumber: (number: number) => void
  readonly tapOption: (code: string) => void
  /** Has an answer that stands hold, as its own speaker's or as another's. */
  readonly keep: (answer: Answer, by?: Speaker | null) => void
  readonly type: (words: string) => void
  readonly flushWords: () => void
}

export function useAnswering({ question, questionId, draft, talk }: ToAnswer): Answering {
  const { board, visit } = talk
  const { speaker } = board
  const known = talk.current.get(questionId)
  const answer = known?.bySpeaker.get(speaker) ?? null
  const [form, setForm] = useState(() => formFrom(answer, draft?.text ?? null))
  // Two taps can come before a render: each goes on from what the one before left.
  const latest = useRef(form)
  const save = useSaveAnswer(visit)
  const kept = useDraft(visit.opportunityId, questionId, draft?.keptAt ?? null)

  function change(part: Partial<AnswerForm>): AnswerForm {
    latest.current = { ...latest.current, ...part }
    setForm(latest.current)
    return latest.current
  }
  // The words are kept as a draft until the answer that carries them is saved: a refused answer costs no letter.
  function give(given: Given, by: Speaker | null = speaker, replaced: Answer | null = null) {
    const { words } = latest.current
    kept.keeper
      .finish()
      .then(() =>
        save.mutateAsync({
          questionId,
          speaker: by,
          replacesIds: replaced === null ? [] : [replaced.id],
          ...given,
        }),
      )
      .then(
        () => kept.keeper.forget(words),
        () => change({ ...formFrom(answer, null), words: latest.current.words }),
      )
  }
  function giveValue(value: AnswerValue, part: Partial<AnswerForm> = {}) {
    const { words } = change({ ...part, value, state: 'answered' })
    give({ state: 'answered', value, ownWords: words.trim() })
  }
  useFollow(answer, speaker, save.isPending, (typed) =>
    change(formFrom(answer, typed(latest.current.words) ? latest.current.words : null)),
  )
  return {
    known,
    answer,
    form,
    words: wordsToSave(question, answer, form.words),
    drafted: kept.status,
    isSaving: save.isPending,
    error: save.error,
    give: (given) => give(given),
    giveValue: (value) => giveValue(value),
    giveState(state) {
      const { words } = change({ state, codes: [], number: null, value: null })
      give({ state, value: null, ownWords: words.trim() })
    },
    giveNumber: (number) => giveValue({ type: 'number', number }, { number }),
    showNumber: (number) => change({ number }),
    tapOption(code) {
      const codes = codesAfterTap(question.kind, latest.current.codes, code)
      giveValue({ type: 'choices', codes: [...codes] }, { codes })
    },
    keep(one, by = one.speaker) {
      const { words } = latest.current
      const isTyped = words.trim() !== (answer?.ownWords ?? '')
      change(formFrom(one, isTyped ? words : null))
      give(
        { state: one.state, value: one.value, ownWords: one.ownWords },
        by,
        by === one.speaker ? null : one,
      )
    },
    type(words) {
      change({ words })
      kept.keeper.type(words)
    },
    flushWords: () => kept.keeper.flush(),
  }
}

/**
 * Has the form follow what stands when that changes from elsewhere: another speaks, an answer is undone. Words that are
 * typed and in no answer yet stay.
 */
function useFollow(
  answer: Answer | null,
  speaker: Speaker | null,
  isSaving: boolean,
  follow: (isTyped: (words: string) => boolean) => void,
) {
  const shown = useRef({ answer, speaker })
  const onChange = useEffectEvent((before: Answer | null) =>
    follow((words) => words.trim() !== (before?.ownWords ?? '')),
  )
  useEffect(() => {
    if (isSaving) return
    const before = shown.current
    shown.current = { answer, speaker }
    if (before.answer?.id !== answer?.id || before.speaker !== speaker) onChange(before.answer)
  }, [answer, speaker, isSaving])
}
