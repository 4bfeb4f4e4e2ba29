import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { confirmSuggestion } from '../../../core/discovery/open-suggestions.ts'
import { findQuestion } from '../../../core/discovery/question-bank.ts'
import { useIdsToMake } from '../../ids-to-make.ts'
import { type Board, type Outputs, useLanguage, useNorthstar } from '../../northstar.tsx'
import { type Talk, useRefreshTalk } from './use-conversation.ts'
import { toInput } from './use-save-answer.ts'

export type Remark = Board['remarks'][number]
export type Suggestion = Outputs['remarks']['atHand']['suggestions'][number]

/** What was said without being asked in one conversation, what it suggests, and what can be done with it. */
export function useRemarks({ board, visit, current, bank }: Talk) {
  const { client, orpc } = useNorthstar()
  const language = useLanguage()
  const ids = useIdsToMake()
  const { id: visitId, opportunityId } = visit
  const refresh = useRefreshTalk(opportunityId)
  const scope = { id: `remarks-${opportunityId}` }
  const atHand = useQuery(
    orpc.remarks.atHand.queryOptions({ input: { opportunityId }, placeholderData: keepPreviousData }),
  )
  const add = useMutation({
    scope,
    mutationFn: (text: string) => {
      const said = { visitId, text, language, speaker: board.speaker, topicId: null }
      return client.remarks.add({ remarkId: ids.idFor(said), ...said })
    },
    onSuccess: ids.granted,
    onSettled: refresh,
  })
  const confirm = useMutation({
    // In turn with the answers of the board: each names what stood when its turn came.
    scope: { id: `answers-${opportunityId}` },
    mutationFn: async ({
      remark,
      suggestion,
    }: {
      readonly remark: Remark
      readonly suggestion: Suggestion
    }) => {
      const { questionId, value } = suggestion
      const question = findQuestion(bank, questionId)?.question
      if (question === undefined) return null
      const { speaker, text } = remark
      const heads = current.get(questionId)?.heads ?? []
      const confirmed = confirmSuggestion(question, heads, { value, words: text, speaker })
      return client.discovery.answer({
        visitId,
        questionId,
        state: 'answered',
        value: toInput(confirmed.value),
        ownWords: confirmed.ownWords,
        language,
        speaker,
        supersedesIds: heads.filter((head) => head.speaker === speaker).map(({ id }) => id),
        confirmsRemarkId: remark.id,
      })
    },
    onSettled: refresh,
  })
  const change = useMutation({
    scope,
    mutationFn: async ({ remark, text, topicId }: RemarkChange) => {
      const words = text.trim()
      const corrected =
        words === remark.text
          ? remark
          : (
              await client.remarks.correct({
                remarkId: remark.id,
                visitId,
                text: words,
                speaker: remark.speaker,
              })
            ).remark
      if (topicId !== corrected.topicId)
        await client.remarks.pin({ remarkId: corrected.id, visitId, topicId })
    },
    onSettled: refresh,
  })
  const remove = useMutation({
    scope,
    mutationFn: (remark: Remark) => client.remarks.remove({ remarkId: remark.id, visitId }),
    onSettled: refresh,
  })
  return { atHand: atHand.data ?? null, error: atHand.error, add, confirm, change, remove }
}
export type Remarks = ReturnType<typeof useRemarks>

type RemarkChange = { readonly remark: Remark; readonly text: string; readonly topicId: string | null }
